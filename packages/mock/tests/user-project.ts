import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

export interface Finished {
  code: number | null;
  output: string;
}

/**
 * A project outside of the repository, as a user has it: what it may import is what was added to it. `pnpm` is played
 * by a script, because nothing may be fetched: `add` links packages of this repository and its own dependencies, and
 * any other word is a command of the project.
 */
export class UserProject {
  readonly folder = mkdtempSync(join(tmpdir(), "mock-readme-"));
  readonly #children = new Set<ChildProcess>();

  constructor() {
    mkdirSync(join(this.folder, "node_modules/.bin"), { recursive: true });
    this.write("package.json", JSON.stringify({ type: "module", private: true }));
    this.write(
      "tsconfig.json",
      JSON.stringify({
        extends: join(repository, "tsconfig.base.json"),
        compilerOptions: { types: ["node"] },
      }),
    );
    this.#command(
      "bin/pnpm",
      `exec "${process.execPath}" "${fileURLToPath(new URL("played-pnpm.ts", import.meta.url))}" "$@"`,
    );
    this.#command("node_modules/.bin/tsc", `exec "${join(repository, "node_modules/.bin/tsc")}" "$@"`);
    // The exit code says whether the answer was one: curl itself is content with any.
    this.write(".curlrc", "fail-with-body\nsilent\nshow-error\n");
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** Runs a shell script to its end; `output` is what it printed to both streams. */
  shell(script: string): Promise<Finished> {
    const child = this.#spawn(script);
    let output = "";
    child.stdout?.on("data", (data) => (output += String(data)));
    child.stderr?.on("data", (data) => (output += String(data)));
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
  }

  /** Starts a script that stays, and waits for the line that tells it is ready. */
  async start(script: string, ready: RegExp): Promise<void> {
    const child = this.#spawn(script);
    let output = "";
    await new Promise<void>((resolve, reject) => {
      const read = (data: unknown) => {
        output += String(data);
        if (ready.test(output)) resolve();
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.on("close", (code) => reject(new Error(`it ended with ${code}: ${output}`)));
    });
  }

  remove(): void {
    for (const { pid } of this.#children) if (pid !== undefined) endGroup(pid);
    rmSync(this.folder, { recursive: true });
  }

  #spawn(script: string): ChildProcess {
    const path = `${join(this.folder, "bin")}:${join(this.folder, "node_modules/.bin")}:${dirname(process.execPath)}:${process.env["PATH"]}`;
    // Without the variables by which a test runner knows that it runs inside another.
    const {
      VITEST: _,
      VITEST_WORKER_ID: __,
      VITEST_POOL_ID: ___,
      NODE_ENV: ____,
      ...environment
    } = process.env;
    const child = spawn("sh", ["-eu", "-c", script], {
      cwd: this.folder,
      env: { ...environment, PATH: path, CURL_HOME: this.folder, NO_PROXY: "*", no_proxy: "*" },
      detached: true,
    });
    this.#children.add(child);
    child.on("close", () => this.#children.delete(child));
    return child;
  }

  #command(file: string, line: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    this.write(file, `#!/bin/sh\n${line}\n`);
    chmodSync(join(this.folder, file), 0o755);
  }
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid);
  } catch {
    // It had ended.
  }
}

/** Links a package and its commands into a project: one of this repository, else one it depends on. */
export function link(project: string, name: string): void {
  const own = readdirSync(join(repository, "packages"))
    .map((folder) => join(repository, "packages", folder))
    .find((folder) => manifestOf(folder).name === name);
  const source = [
    own,
    join(repository, "node_modules", name),
    join(repository, "packages/mock/node_modules", name),
  ].find((folder) => folder !== undefined && existsSync(folder));
  if (source === undefined) throw new Error(`${name} is no package of this repository nor one it has`);
  const target = join(project, "node_modules", name);
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(source, target);
  const { bin = {}, publishConfig } = manifestOf(source);
  const published = publishConfig?.bin ?? {};
  for (const [command, file] of Object.entries({
    ...(typeof bin === "string" ? { [name]: bin } : bin),
    ...published,
  })) {
    // A published command stands in `dist`; here its source does.
    const program = join(source, own ? file.replace("./dist", "src").replace(/\.js$/, ".ts") : file);
    const path = join(project, "node_modules/.bin", command);
    writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(path, 0o755);
  }
}

interface Manifest {
  name: string;
  bin?: string | Record<string, string>;
  publishConfig?: { bin?: Record<string, string> };
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
