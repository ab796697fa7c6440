import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Packs each package as it would be published and checks what a user would get. */
const packages = ["sdk", "mock", "react"];

/** What a tarball may hold: built code, its sources for maps, and the package's own pages. */
const allowedFile =
  /^package\/(package\.json|README\.md|LICENSE|(dist|src)\/[\w./-]+\.(js|d\.ts|map|ts|tsx|css))$/;
const testFile = /\.(test|stories|spec)\.|\/testing\//;

const directory = mkdtempSync(join(tmpdir(), "packages-"));

function run(command: string, args: readonly string[], cwd?: string): string {
  return execFileSync(command, args, { encoding: "utf8", cwd, stdio: ["ignore", "pipe", "inherit"] });
}

try {
  for (const name of packages) {
    const folder = join("packages", name);
    const target = join(directory, name);
    mkdirSync(target);
    run("pnpm", ["pack", "--pack-destination", target], folder);
    const tarball = readdirSync(target).find((file) => file.endsWith(".tgz"));
    if (tarball === undefined) throw new Error(`${folder} was not packed.`);
    const files = run("tar", ["-tzf", join(target, tarball)])
      .trim()
      .split("\n");
    const unwanted = files.filter((file) => !allowedFile.test(file) || testFile.test(file));
    if (unwanted.length > 0) throw new Error(`${folder} would publish ${unwanted.join(", ")}.`);
    run("publint", ["run", "--strict", join(target, tarball)]);
    run("attw", [join(target, tarball), "--profile", "esm-only", "--format", "ascii"]);
    console.log(`${folder}: ${files.length} files, publint and attw clean`);
  }
} finally {
  rmSync(directory, { recursive: true });
}
