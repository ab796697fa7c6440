import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Code as a host has it, in a file of its own. */
export interface Sample {
  readonly name: string;
  readonly code: string;
  /** `"ts"` or `"tsx"`. */
  readonly extension: string;
}

const compilerOptions = {
  allowImportingTsExtensions: true,
  noUnusedLocals: false,
  lib: ["ES2024", "DOM", "DOM.Iterable"],
  types: ["node"],
};

/**
 * Lays samples into a folder of the package, so that its name resolves; git, prettier and the linter leave that folder
 * alone. `problems` is what the compiler has to say, `""` for nothing.
 */
export function layOut(title: string, samples: readonly Sample[]) {
  const folder = resolve(source, `../dist/${title}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  for (const { name, code, extension } of samples) {
    writeFileSync(join(folder, `${name}.${extension}`), `${code}\nexport {};\n`);
  }
  const config = { extends: "../../../../tsconfig.base.json", compilerOptions, include: ["*"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  return {
    folder,
    problems: () => typeProblems(folder),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function typeProblems(folder: string): string {
  const tsc = resolve(source, "../../../node_modules/.bin/tsc");
  try {
    execFileSync(tsc, ["-p", folder], { encoding: "utf8", stdio: "pipe" });
    return "";
  } catch (error) {
    return String(Reflect.get(Object(error), "stdout"));
  }
}
