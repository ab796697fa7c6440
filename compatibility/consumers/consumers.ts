/** A project that installs the packed packages. */
export interface Consumer {
  readonly name: string;
  /** Its folder in `fixtures`, where its commands run. */
  readonly folder: string;
  readonly commands: readonly (readonly string[])[];
  /** A binary that npm may not have for this platform, below `node_modules`; the row is not run without it. */
  readonly needs?: string;
  /** A warning in what the commands print counts as a failure. */
  readonly isQuiet?: boolean;
  /** What to open in Chromium and ask a question: a built folder, or a command that serves on `$PORT`. */
  readonly page?:
    | { readonly built: string }
    | {
        readonly server: readonly string[];
        /** What else must be read on it, by path. */
        readonly texts: Readonly<Record<string, string>>;
      };
  /** Needs no package beside those of the repository itself, and is quick: `check` runs it. */
  readonly isInCheck?: boolean;
}

const node10 = "../node_modules/typescript-5/bin/tsc";
const jest = "../node_modules/jest/bin/jest.js";
const node20 = "node-20/bin/node";
const bun = "@oven/bun-linux-x64/bin/bun";
const deno = "@deno/linux-x64-glibc/deno";

const compiled = (name: string, options: string, command: readonly string[] = ["tsc"]): Consumer => ({
  name: `types, ${name}`,
  folder: "types",
  commands: [[...command, "-p", `tsconfig.${options}.json`]],
  isInCheck: true,
});

const bundled = (name: string, command: readonly string[], isInCheck = false): Consumer => ({
  name,
  folder: "page",
  commands: [command],
  isQuiet: true,
  page: { built: `out/${name.toLowerCase()}` },
  isInCheck,
});

const runtime = (name: string, binary: string, args: readonly string[] = []): Consumer => ({
  name,
  folder: "runtimes",
  commands: [[`../node_modules/${binary}`, ...args, "program.js"]],
  needs: binary,
});

const production = '--define:process.env.NODE_ENV="production"';
const newNextApp =
  "--empty --ts --app --use-npm --no-tailwind --no-eslint --no-src-dir --no-react-compiler --skip-install --disable-git --yes";

export const consumers: readonly Consumer[] = [
  compiled("bundler", "bundler"),
  compiled("nodenext", "nodenext"),
  compiled("node10", "node10", ["node", node10]),
  compiled("exactOptionalPropertyTypes", "exact"),
  compiled("oldest React Query", "oldest-query"),
  bundled("Vite", ["vite", "build", "--outDir", "out/vite"], true),
  bundled(
    "esbuild",
    ["esbuild", "main.js", "--bundle", "--minify", "--format=esm", production, "--outdir=out/esbuild"],
    true,
  ),
  bundled("webpack", ["webpack"]),
  bundled("rspack", ["rspack", "build"]),
  bundled("Rollup", ["rollup", "-c"]),
  bundled("Parcel", ["parcel", "build", "index.html", "--dist-dir", "out/parcel"]),
  {
    name: "Next",
    folder: "next",
    commands: [
      ["create-next-app", "app", ...newNextApp.split(" "), "--import-alias", "@/*"],
      ["cp", "-r", "with-chat/.", "app"],
      ["next", "build", "app"],
    ],
    page: { server: ["next", "start", "app"], texts: { "/models": "4 models" } },
  },
  runtime("Node 20", node20),
  runtime("Bun", bun),
  runtime("Deno", deno, ["run", "--allow-all"]),
  {
    name: "workerd",
    folder: "runtimes",
    commands: [
      ["esbuild", "worker.js", "--bundle", "--format=esm", "--outfile=out/worker.js"],
      ["node", "workerd.js"],
    ],
  },
  { name: "Vitest", folder: "tests", commands: [["vitest", "run"]] },
  { name: "Jest", folder: "tests", commands: [["node", "--experimental-vm-modules", jest]] },
];
