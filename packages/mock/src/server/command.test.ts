import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readArguments } from "./command-arguments.ts";

const program = fileURLToPath(new URL("./command.ts", import.meta.url));

interface Finished {
  code: number | null;
  said: string;
  complained: string;
}

/** Runs the command to its end; one that serves is ended once it says where. */
function run(...words: string[]): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...words]);
    let said = "";
    let complained = "";
    child.stdout.on("data", (bytes) => {
      said += String(bytes);
      if (said.includes("Mock Pareta on")) child.kill();
    });
    child.stderr.on("data", (bytes) => (complained += String(bytes)));
    child.on("close", (code) => resolve({ code, said, complained }));
  });
}

const wrong: readonly [words: string[], sentence: string][] = [
  [["--pace", "fast"], '--pace has to be human or instant, not "fast".'],
  [["--seed", "x"], '--seed has to be a whole number, not "x".'],
  [["--seed", ""], "--seed has to be"],
  [["--seed", "1.5"], "--seed has to be"],
  [["--port", "abc"], '--port has to be a number from 0 to 65535, not "abc".'],
  [["--port", "70000"], "--port has to be"],
  [["--scenario", "sunny"], 'There is no scenario "sunny".'],
  [["--host", ""], "--host has to be"],
  [["--unknown"], "--unknown"],
  [["--port"], "--port"],
  [["serve"], "serve"],
];

test.each(wrong)("%o cannot be, and the sentence says why", (words, sentence) => {
  const read = readArguments(words);
  expect(read).toEqual({ kind: "wrong", problem: expect.stringContaining(sentence) });
});

test("what is not given has its default, `--` may stand before it", () => {
  const usual = { kind: "start", port: 4010, host: "127.0.0.1", scenario: "happy", pace: "human", seed: 1 };
  expect(readArguments([])).toEqual(usual);
  expect(readArguments(["--", "--seed=-3", "--pace", "instant"])).toEqual({
    ...usual,
    seed: -3,
    pace: "instant",
  });
});

test("a wrong one: the sentence, the usage, exit 2", async () => {
  const { code, said, complained } = await run("--pace", "fast");
  expect([code, said]).toEqual([2, ""]);
  expect(complained).toMatch(/^--pace has to be human or instant, not "fast"\.\n\nUsage: pareta-mock/);
});

test("--help: the usage, exit 0, nothing on the other channel", async () => {
  expect(readArguments(["-h"])).toEqual({ kind: "help" });
  const { code, said, complained } = await run("--help");
  expect([code, complained]).toEqual([0, ""]);
  for (const flag of ["--port", "--host", "--scenario", "--pace", "--seed", "happy, empty"]) {
    expect(said).toContain(flag);
  }
});

test("good ones serve, and say where and how", async () => {
  const { said, complained } = await run("--port", "0", "--scenario", "cold");
  expect(said).toMatch(
    /^Mock Pareta on http:\/\/127\.0\.0\.1:\d+ \(key: pareta_sk_test, scenario: cold\)\n$/,
  );
  expect(complained).toBe("");
});

test("a port that is taken: a sentence, exit 1", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { code, complained } = await run("--port", String(port));
  expect(code).toBe(1);
  expect(complained).toMatch(/^The server could not start: .*EADDRINUSE/);
  taken.close();
});
