import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createMockPareta } from "@pareta/mock";
import { startMockServer } from "@pareta/mock/server";
import { afterAll, beforeAll, expect, test } from "vitest";

const here = fileURLToPath(new URL("./", import.meta.url));
const readme = readFileSync(`${here}../README.md`, "utf8");
const programs = Array.from(readme.matchAll(/^```ts\n([^]*?)^```$/gm), ([, code = ""], index) => ({
  file: `program-${index + 1}.ts`,
  code,
}));
/** Inside of the package, so that the programs find it by its name. */
let folder: string;
let server: Awaited<ReturnType<typeof startMockServer>>;

beforeAll(async () => {
  folder = mkdtempSync(`${here}readme-`);
  for (const { file, code } of programs) writeFileSync(`${folder}/${file}`, code);
  server = await startMockServer(createMockPareta());
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

test("the README's programs compile", { timeout: 20_000 }, () => {
  const config = { extends: "../../tsconfig.samples.json", include: ["*.ts"] };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config));
  const tsc = createRequire(import.meta.url)
    .resolve("typescript/package.json")
    .replace("package.json", "bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  expect([stdout, status]).toEqual(["", 0]);
});

test.each(programs)(
  "the README's $file runs, and prints what it says",
  { timeout: 20_000 },
  async ({ file, code }) => {
    const env = { ...process.env, PARETA_API_KEY: "pareta_sk_test", PARETA_BASE_URL: server.url };
    const [errors, output] = await new Promise<[string, string]>((resolve) => {
      execFile(process.execPath, [`${folder}/${file}`], { env }, (error, stdout, stderr) =>
        resolve([error ? error.message : stderr, stdout]),
      );
    });
    expect(errors).toBe("");
    for (const [, said = ""] of code.matchAll(/ \/\/ prints (.+)$/gm))
      expect(output).toMatch(new RegExp(said));
  },
);
