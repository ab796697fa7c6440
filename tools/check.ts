import { type ChildProcess, spawn } from "node:child_process";

/** Everything that must hold, in the order in which it fails fastest. Minutes are budgets, not expectations. */
const steps = [
  { name: "format", script: "format:check", minutes: 1 },
  { name: "lint", script: "lint", minutes: 1 },
  { name: "types", script: "typecheck", minutes: 1 },
  { name: "tests", script: "test", minutes: 8 },
  { name: "soak", script: "test:soak", args: ["--short"], minutes: 1 },
  { name: "libraries", script: "build", minutes: 1 },
  { name: "storybook", script: "build:storybook", minutes: 1 },
  { name: "size", script: "size", minutes: 1 },
  { name: "packages", script: "packages", minutes: 1 },
  { name: "consumers", script: "test:consumers", args: ["--without-install"], minutes: 2 },
];

const without = process.argv.slice(2).map((argument) => argument.replace(/^--without-/, ""));
const unknown = without.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(", ")}: ${steps.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

let running: ChildProcess | undefined;

/** Ends the running step with everything that it started. */
function stop(signal: NodeJS.Signals): void {
  if (running?.pid !== undefined) process.kill(-running.pid, signal);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    stop("SIGKILL");
    process.exit(1);
  });
}

function run(script: string, args: readonly string[], minutes: number): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn("pnpm", ["run", script, ...args], { stdio: "inherit", detached: true });
    running = child;
    let problem: string | null = null;
    const timer = setTimeout(() => {
      problem = `took longer than ${minutes} min`;
      stop("SIGKILL");
    }, minutes * 60_000);
    child.on("error", (error) => (problem = error.message));
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve(problem ?? (code === 0 ? null : `failed with exit code ${code}`));
    });
  });
}

const report: string[] = [];
for (const { name, script, args = [], minutes } of steps) {
  if (without.includes(name)) continue;
  const start = performance.now();
  const problem = await run(script, args, minutes);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  report.push(`${name.padEnd(10)} ${seconds.padStart(6)} s  ${problem ?? "ok"}`);
  if (problem !== null) {
    process.exitCode = 1;
    break;
  }
}
console.log(`\n${report.join("\n")}`);
