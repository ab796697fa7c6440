import { spawn } from "node:child_process";

/** Everything that must hold, in the order in which it fails fastest. Minutes are budgets, not expectations. */
const steps = [
  { name: "format", script: "format:check", minutes: 1 },
  { name: "lint", script: "lint", minutes: 1 },
  { name: "types", script: "typecheck", minutes: 1 },
  { name: "tests", script: "test", minutes: 8 },
  { name: "soak", script: "test:soak", args: ["--short"], minutes: 2 },
  { name: "libraries", script: "build", minutes: 2 },
  { name: "storybook", script: "build:storybook", minutes: 2 },
  { name: "size", script: "size", minutes: 1 },
  { name: "packages", script: "packages", minutes: 2 },
];

function run(script: string, args: readonly string[], minutes: number): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn("pnpm", ["run", script, ...args], { stdio: "inherit", detached: true });
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid);
      resolve(`took longer than ${minutes} min`);
    }, minutes * 60_000);
    child.on("exit", (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? null : `failed with exit code ${code}`);
    });
  });
}

const skipped = process.argv.slice(2).filter((argument) => argument.startsWith("--without-"));
const report: string[] = [];
for (const { name, script, args = [], minutes } of steps) {
  if (skipped.includes(`--without-${name}`)) continue;
  const start = performance.now();
  const problem = await run(script, args, minutes);
  report.push(
    `${name.padEnd(10)} ${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${problem ?? "ok"}`,
  );
  if (problem !== null) {
    process.exitCode = 1;
    break;
  }
}
console.log(`\n${report.join("\n")}`);
