import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readManifest, standIns } from "./prepack.ts";

/** Packs each package as it would be published and checks what a user would get. */
const packages = ["sdk", "mock", "react"];

/** What a tarball may hold: built code, its sources for maps, and the package's own pages. */
const allowedFile =
  /^package\/(package\.json|README\.md|LICENSE|(dist|src)\/[\w./-]+\.(js|d\.ts|map|ts|tsx|css))$/;
const testFile = /\.(test|stories|spec)\.|\/testing\/(?!package\.json)/;

/** What TypeScript writes into a file to help it: a `this` at the top level, at which bundlers warn. */
const compilerHelper = "this && this.__";

function run(command: string, args: readonly string[], cwd?: string): string {
  return execFileSync(command, args, { encoding: "utf8", cwd, stdio: ["ignore", "pipe", "inherit"] });
}

export interface PackedPackage {
  readonly name: string;
  /** Its folder in this repository. */
  readonly folder: string;
  /** A path. */
  readonly tarball: string;
}

/** Builds every package and packs it into a folder of its own below `directory`. */
export function packAll(directory: string): PackedPackage[] {
  return packages.map((packed) => {
    const folder = join(import.meta.dirname, "../packages", packed);
    const target = join(directory, packed);
    mkdirSync(target);
    run("pnpm", ["pack", "--pack-destination", target], folder);
    const file = readdirSync(target).find((name) => name.endsWith(".tgz"));
    if (file === undefined) throw new Error(`${folder} was not packed.`);
    return { name: readManifest(folder).name, folder, tarball: join(target, file) };
  });
}

function check({ name, folder, tarball }: PackedPackage): void {
  const files = run("tar", ["-tzf", tarball]).trim().split("\n");
  const additions = [...standIns(readManifest(folder)).keys()].map((path) => `package/${path}`);
  const missing = additions.filter((file) => !files.includes(file));
  if (missing.length > 0) throw new Error(`${name} would be published without ${missing.join(", ")}.`);
  const unwanted = files.filter(
    (file) => !additions.includes(file) && (!allowedFile.test(file) || testFile.test(file)),
  );
  if (unwanted.length > 0) throw new Error(`${name} would publish ${unwanted.join(", ")}.`);
  const code = run("tar", ["-xzOf", tarball, "--wildcards", "package/dist/*.js"]);
  if (code.includes(compilerHelper)) throw new Error(`${name} would publish a helper of the compiler.`);
  run("publint", ["run", "--strict", tarball]);
  // A program in CommonJS reads the types too; its `require` of an ES module is Node's to answer.
  run("attw", [tarball, "--ignore-rules", "cjs-resolves-to-esm", "--format", "ascii"]);
  console.log(`${name}: ${files.length} files, publint and attw clean`);
}

if (import.meta.main) {
  const directory = mkdtempSync(join(tmpdir(), "packages-"));
  try {
    for (const packed of packAll(directory)) check(packed);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
