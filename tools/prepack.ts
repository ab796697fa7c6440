import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * Makes the package in the current folder fit to be packed, as its `prepack` script: refuses a package manager that
 * would ship the workspace's own manifest, builds, and writes the files that stand in for `exports` where a bundler or
 * TypeScript does not read it (Parcel, `moduleResolution: node10`).
 */

interface Manifest {
  readonly name: string;
  readonly publishConfig: {
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  };
}

/** Subpaths that `exports` maps elsewhere: `"markdown"` to `"./dist/markdown/index.js"`. */
function mappedSubpaths({ publishConfig }: Manifest): [subpath: string, target: string][] {
  return Object.entries(publishConfig.exports)
    .map(([key, entry]): [string, string] => [
      key.replace(/^\.\/?/, ""),
      typeof entry === "string" ? entry : entry.default,
    ])
    .filter(([subpath, target]) => subpath !== "" && target !== `./${subpath}`);
}

/** The files of the tarball that stand in for `exports`, by their path in the package. */
export function standIns(manifest: Manifest): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [subpath, target] of mappedSubpaths(manifest)) {
    if (subpath.endsWith(".css")) {
      files.set(subpath, `@import "${target}";\n`);
      files.set(`${subpath}.d.ts`, "export {};\n");
      continue;
    }
    const main = relative(subpath, target);
    const entry = { main, types: main.replace(/\.js$/, ".d.ts") };
    files.set(`${subpath}/package.json`, `${JSON.stringify(entry, null, 2)}\n`);
  }
  return files;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

if (import.meta.main) {
  const manifest = readManifest(".");
  if (!process.env["npm_config_user_agent"]?.startsWith("pnpm/")) {
    console.error(
      `${manifest.name} is packed with pnpm alone: another package manager leaves the workspace's own entry points ` +
        "and versions in the manifest. Run `npx -y pnpm@12.21.0 pack` in its folder.",
    );
    process.exit(1);
  }
  execFileSync("pnpm", ["run", "build"], { stdio: ["ignore", "inherit", "inherit"] });
  for (const [path, content] of standIns(manifest)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
