import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readmeBlocks } from "./readme-blocks.ts";
import { UserProject } from "./user-project.ts";

const blocks = readmeBlocks();
const programs = blocks.filter(({ language }) => language === "ts" || language === "tsx");
const scripts = blocks.filter(({ language }) => language === "sh").map(({ code }) => code);
const isServer = (script: string) => script.startsWith("pnpm pareta-mock");
const isTestRun = (script: string) => script.startsWith("pnpm vitest");
const isInstall = (script: string) => script.startsWith("pnpm add");

const minute = 60_000;
let project: UserProject;
/** The README's port, or one that is free on this machine. */
let port: number;

beforeAll(async () => {
  project = new UserProject();
  for (const { file, code } of programs) if (file !== null) project.write(file, code);
  port = await freePort();
  // What a user of the kit has before.
  const before =
    "pnpm add pareta @pareta/react @tanstack/react-query react react-dom @types/react @types/node openai";
  const { code, output } = await project.shell(before);
  if (code !== 0) throw new Error(output);
});
afterAll(() => project.remove());

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

test("every block is of a kind that is run here, and every program names its file", () => {
  expect(programs.filter(({ file }) => file === null)).toEqual([]);
  expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(["sh", "ts", "tsx", "text"]));
  for (const kind of [isInstall, isServer, isTestRun]) expect(scripts.filter(kind)).toHaveLength(1);
});

test("install, compile, and run the tests of one's own components", { timeout: 2 * minute }, async () => {
  for (const script of scripts.filter(isInstall)) {
    expect(await project.shell(script)).toEqual({ code: 0, output: "" });
  }
  expect(await project.shell("tsc -p .")).toEqual({ code: 0, output: "" });
  for (const script of scripts.filter(isTestRun)) {
    const { code, output } = await project.shell(script);
    expect(output).toMatch(/Tests .*[1-9]\d* passed/);
    expect([code, output.includes("failed")]).toEqual([0, false]);
  }
});

test.each(programs.filter(({ file }) => file !== null && !file.includes(".test.")))(
  "$file runs",
  { timeout: minute },
  async ({ file, code }) => {
    const finished = await project.shell(`node ${file}`);
    expect(finished).toMatchObject({ code: 0 });
    for (const [, said = ""] of code.matchAll(/ \/\/ prints (.+)$/gm)) {
      expect(finished.output).toMatch(new RegExp(said));
    }
  },
);

test("the commands, against the server they start", { timeout: minute }, async () => {
  const curl = spawnSync("curl", ["--version"]);
  expect(curl.error, "curl is not on this machine, and the README's commands need it").toBeUndefined();
  const here = (script: string) => script.replaceAll("4010", String(port));
  for (const script of scripts.filter(isServer)) await project.start(here(script), /Mock Pareta on http/);
  let output = "";
  for (const script of scripts.filter(
    (other) => ![isServer, isTestRun, isInstall].some((kind) => kind(other)),
  )) {
    const finished = await project.shell(here(script));
    expect(finished).toMatchObject({ code: 0 });
    output += finished.output;
  }
  expect(output).toContain('"object":"list"');
  expect(output).toContain("data: [DONE]");
  expect(output).toContain("event: complete");
  expect(output).toContain('"status":"queued"');
  expect(output).toContain("x-request-id: req_");
});
