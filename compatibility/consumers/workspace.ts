import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { packAll } from "../../tools/packages.ts";

const here = import.meta.dirname;
const root = resolve(here, "../..");

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Installs what the consumers' own lockfile says. Nothing is built: what npm serves has its binaries. */
function install(folder: string): void {
  cpSync(join(here, "pnpm-lock.yaml"), join(folder, "pnpm-lock.yaml"));
  execFileSync("pnpm", ["install", "--frozen-lockfile", "--ignore-scripts", "--reporter=silent"], {
    cwd: folder,
    stdio: "inherit",
  });
  // Node 20 is one of the consumers; the programs beside it would take it for theirs.
  rmSync(join(folder, "node_modules/.bin/node"), { force: true });
}

/** Links what this repository has installed anyway; the rest stays out. */
function link(folder: string): void {
  const { dependencies }: Manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  const places = [root, join(root, "packages/mock"), join(root, "packages/react")];
  for (const name of Object.keys(dependencies)) {
    const source = places.map((place) => join(place, "node_modules", name)).find((path) => existsSync(path));
    if (source === undefined) continue;
    const target = join(folder, "node_modules", name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(source, target);
  }
}

/** The tarballs of the three packages, unpacked as an installer would. */
function unpack(folder: string): void {
  const tarballs = join(folder, "tarballs");
  mkdirSync(tarballs);
  for (const { name, tarball } of packAll(tarballs)) {
    const target = join(folder, "node_modules", name);
    mkdirSync(target, { recursive: true });
    execFileSync("tar", ["-xzf", tarball, "-C", target, "--strip-components=1"]);
  }
}

export interface Workspace extends Disposable {
  readonly folder: string;
}

/** A folder outside this repository with the fixtures, their dependencies, and our packages as they are published. */
export function createWorkspace(options: { readonly isInstalled: boolean }): Workspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "consumers-")));
  cpSync(join(here, "fixtures"), folder, { recursive: true });
  cpSync(join(here, "package.json"), join(folder, "package.json"));
  if (options.isInstalled) install(folder);
  else link(folder);
  unpack(folder);
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
