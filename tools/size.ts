import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { bundleStylesheet } from "./stylesheet.ts";

interface Budget {
  readonly name: string;
  readonly entry: string;
  readonly external: readonly string[];
  /** Above it the check fails. */
  readonly limit: number;
  /** What it should become, where it is not there yet. */
  readonly goal?: number;
}

const reactPeers = ["react", "react/jsx-runtime", "react-dom", "@tanstack/react-query", "pareta"];

/** In kB of 1,000 bytes, minified and gzipped, React and React Query external. */
const budgets: readonly Budget[] = [
  { name: "pareta", entry: "packages/sdk/src/index.ts", external: [], limit: 13.4, goal: 10 },
  {
    name: "@pareta/react",
    entry: "packages/react/src/index.ts",
    external: reactPeers,
    limit: 13.5,
    goal: 12,
  },
  {
    name: "@pareta/react/markdown",
    entry: "packages/react/src/markdown/index.ts",
    external: reactPeers,
    limit: 14,
  },
  { name: "@pareta/mock", entry: "packages/mock/src/index.ts", external: [], limit: 60 },
];

async function bundle(entry: string, external: readonly string[]): Promise<Rolldown.OutputChunk[]> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: "oxc",
      target: "es2022",
      modulePreload: false,
      // Not Vite's library mode: it keeps white space, which no user's bundle has.
      rolldownOptions: { input: entry, external: [...external], preserveEntrySignatures: "strict" },
    },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const outputs = Array.isArray(result) ? result : [result];
  return outputs
    .flatMap((output) => ("output" in output ? output.output : []))
    .filter((part) => part.type === "chunk");
}

for (const { name, entry, external, limit, goal = limit } of budgets) {
  const chunks = await bundle(entry, external);
  const size = chunks.reduce((sum, chunk) => sum + gzipSync(chunk.code, { level: 9 }).byteLength, 0) / 1000;
  const foreign = chunks
    .flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])
    .filter((id) => !external.includes(id) && !chunks.some((chunk) => chunk.fileName === id));
  const problems = [
    ...(size > limit ? [`over its budget of ${limit} kB`] : []),
    ...(foreign.length > 0 ? [`imports ${foreign.join(", ")}, which no browser has`] : []),
  ];
  const verdict = problems.join("; ") || (size > goal ? `ok, but its goal is ${goal} kB` : "ok");
  console.log(`${name.padEnd(22)} ${size.toFixed(2).padStart(6)} kB of ${limit}  ${verdict}`);
  if (problems.length > 0) process.exitCode = 1;
}

/** All components in one sheet; a host loads it once. */
const stylesheet = { name: "styles.css", limit: 12 };
const stylesheetSize = gzipSync(bundleStylesheet(), { level: 9 }).byteLength / 1000;
const isOver = stylesheetSize > stylesheet.limit;
console.log(
  `${stylesheet.name.padEnd(16)} ${stylesheetSize.toFixed(2).padStart(6)} kB of ${stylesheet.limit}  ` +
    (isOver ? `over its budget of ${stylesheet.limit} kB` : "ok"),
);
if (isOver) process.exitCode = 1;
