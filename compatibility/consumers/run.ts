import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { delimiter, join, resolve } from "node:path";
import { type Browser, chromium } from "playwright";
import { launchOptions } from "../../tools/browser.ts";
import { type Consumer, consumers } from "./consumers.ts";
import { askOnPage, servePage, writePage } from "./page.ts";
import { createWorkspace } from "./workspace.ts";

/**
 * Packs the packages and uses them in projects outside of this repository: `node compatibility/consumers/run.ts [--without-install] [name…]`.
 * `--without-install` runs the rows that need nothing beside what this repository has installed.
 */

const minute = 60_000;
const started = new Set<ChildProcess>();

interface Command {
  readonly child: ChildProcess;
  /** All that it printed so far. */
  readonly output: () => string;
}

function start(command: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Command {
  const [program = "", ...args] = command;
  // A group of its own, so that it ends with everything that it started.
  const child = spawn(program, args, { cwd, detached: true, env: { ...process.env, ...env } });
  started.add(child);
  child.on("close", () => started.delete(child));
  let output = "";
  child.on("error", (error) => (output += error.message));
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += String(data)));
  return { child, output: () => output };
}

function end(child: ChildProcess): void {
  if (child.pid === undefined || !started.has(child)) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It is gone.
  }
}

process.on("exit", () => started.forEach(end));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));

/** Runs a command to its end; `null` if it succeeded, else what it printed. */
async function complete({ child, output }: Command, isQuiet: boolean): Promise<string | null> {
  const timer = setTimeout(() => end(child), 8 * minute);
  const [code] = child.exitCode === null && child.pid !== undefined ? await once(child, "close") : [1];
  clearTimeout(timer);
  const hasWarned = isQuiet && /\bwarn(ing)?\b|\(!\)|⚠/i.test(output());
  return code === 0 && !hasWarned ? null : `${hasWarned ? "warned" : `exit code ${code}`}:\n${output()}`;
}

/** Waits for what a server prints once it listens. */
async function untilPrinted({ child, output }: Command, pattern: RegExp): Promise<RegExpExecArray> {
  const deadline = Date.now() + minute;
  for (;;) {
    const match = pattern.exec(output());
    if (match !== null) return match;
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`No server: ${output()}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

interface Surroundings {
  readonly folder: string;
  /** The mock's address. */
  readonly backend: string;
  readonly browser: Browser;
  readonly env: Readonly<Record<string, string>>;
}

async function openPage(consumer: Consumer, surroundings: Surroundings): Promise<string | null> {
  const { browser, backend, env } = surroundings;
  const folder = join(surroundings.folder, consumer.folder);
  if (consumer.page === undefined) return null;
  if ("built" in consumer.page) {
    const built = join(folder, consumer.page.built);
    writePage(built);
    await using server = await servePage(built, backend);
    return await askOnPage(browser, server.url);
  }
  const port = await freePort();
  const server = start(consumer.page.server, folder, { ...env, PORT: String(port) });
  try {
    await untilPrinted(server, /ready/i);
    return await askOnPage(browser, `http://127.0.0.1:${port}/`, consumer.page.texts);
  } finally {
    end(server.child);
  }
}

/** `null` if everything went well, else what was wrong. */
async function tryOut(consumer: Consumer, surroundings: Surroundings): Promise<string | null> {
  const folder = join(surroundings.folder, consumer.folder);
  for (const command of consumer.commands) {
    const problem = await complete(start(command, folder, surroundings.env), consumer.isQuiet ?? false);
    if (problem !== null) return `${command.join(" ")}: ${problem}`;
  }
  return await openPage(consumer, surroundings);
}

const args = process.argv.slice(2);
const isInstalled = !args.includes("--without-install");
const names = args.filter((name) => !name.startsWith("--"));
const chosen = consumers.filter(
  ({ name, isInCheck = false }) =>
    (isInstalled || isInCheck) && (names.length === 0 || names.some((part) => name.includes(part))),
);
if (chosen.length === 0)
  throw new Error(`No row has such a name: ${consumers.map(({ name }) => name).join("; ")}.`);

using workspace = createWorkspace({ isInstalled });
const modules = join(workspace.folder, "node_modules");
const path = [join(modules, ".bin"), resolve("node_modules/.bin"), process.env["PATH"]].join(delimiter);
const quiet = { PATH: path, CI: "1", NO_COLOR: "1", FORCE_COLOR: "0", NEXT_TELEMETRY_DISABLED: "1" };
const mock = start(
  ["node", join(modules, "@pareta/mock/dist/server/command.js"), "--port", "0"],
  modules,
  quiet,
);
const [, backend = ""] = await untilPrinted(mock, /(http:\S+)/);
await using browser = await chromium.launch(launchOptions());
const env = { ...quiet, PARETA_BASE_URL: backend, PARETA_API_KEY: "pareta_sk_test" };

for (const consumer of chosen) {
  const { name, needs } = consumer;
  if (needs !== undefined && !existsSync(join(modules, needs))) {
    console.log(`${name.padEnd(34)}          not run: npm has no ${needs} for this platform`);
    continue;
  }
  const startedAt = performance.now();
  const problem = await tryOut(consumer, { folder: workspace.folder, backend, browser, env });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${name.padEnd(34)} ${seconds.padStart(6)} s  ${problem ?? "ok"}`);
  if (problem !== null) process.exitCode = 1;
}
end(mock.child);
