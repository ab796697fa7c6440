import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { bundleStylesheet } from "./stylesheet.ts";

/** What one user imports, and what that may cost. */
interface ImportSet {
  readonly name: string;
  /** The values imported, by the module they come from; `"*"` for all that it exports. */
  readonly imports: { readonly [module: string]: readonly string[] | "*" };
  readonly external: readonly string[];
  /** In kB of 1,000 bytes, minified and gzipped, stylesheets not counted. Above it the check fails. */
  readonly limit: number;
  /** What it should become, where it is not there yet. */
  readonly goal?: number;
}

const sdk = "packages/sdk/src/index.ts";
const react = "packages/react/src/index.ts";
const markdown = "packages/react/src/markdown/index.ts";
const mock = "packages/mock/src/index.ts";

const withReact = ["react", "react/jsx-runtime", "react-dom", "@tanstack/react-query"];
const chatWithMarkdown = { [react]: ["ParetaProvider", "Chat"], [markdown]: ["Markdown"] };

/** What an app has anyway. */
const peers = [...withReact, "pareta"];

const hooks =
  `ParetaProvider paretaDehydrateOptions paretaKeys paretaMutations paretaQueries EndpointStoppedError
  useChatBranches useChatCompletion useChatMessage useChatStream useCreateEvalSet useDeleteEndpoint useDeleteEvalSet
  useDeploy useEndpoint useEndpointMetric useEndpoints useEvalRun useEvalSet useEvalSets useFrontierModels
  useLeaderboard useModels useParetaClient useRunHistory useStartEndpoint useStartEvalRun useStopEndpoint useTask
  useTaskMatch useTasks useUploadDocument`.split(/\s+/);

const importSets: readonly ImportSet[] = [
  { name: "pareta", imports: { [sdk]: "*" }, external: [], limit: 14.9, goal: 14 },
  { name: "all hooks", imports: { [react]: hooks }, external: peers, limit: 18.1, goal: 13.5 },
  {
    name: "one read",
    imports: { [react]: ["ParetaProvider", "useModels"] },
    external: peers,
    limit: 3.5,
    goal: 3,
  },
  {
    name: "one chat",
    imports: { [react]: ["ParetaProvider", "useChatStream", "useChatMessage"] },
    external: peers,
    limit: 12.2,
    goal: 8.8,
  },
  { name: "markdown", imports: { [markdown]: "*" }, external: peers, limit: 15.1, goal: 15 },
  { name: "Chat + markdown", imports: chatWithMarkdown, external: withReact, limit: 48, goal: 42 },
  {
    name: "… + a client",
    imports: { ...chatWithMarkdown, [sdk]: ["Pareta"] },
    external: withReact,
    limit: 56,
    goal: 45,
  },
  { name: "everything", imports: { [react]: "*" }, external: peers, limit: 44.5, goal: 36 },
  { name: "@pareta/mock", imports: { [mock]: "*" }, external: [], limit: 60 },
];

const entry = "virtual:import-set";

/** An entry that imports what the set does, so that what it does not import is left out as it is for a user. */
function entryOf({ imports }: Pick<ImportSet, "imports">) {
  const lines = Object.entries(imports).map(
    ([module, names]) =>
      `export ${names === "*" ? names : `{ ${names.join(", ")} }`} from ${JSON.stringify(resolve(module))};`,
  );
  return {
    name: "import-set",
    resolveId: (id: string) => (id === entry ? id : null),
    load: (id: string) => (id === entry ? lines.join("\n") : null),
  };
}

async function bundle(set: Pick<ImportSet, "imports" | "external">): Promise<Rolldown.OutputChunk[]> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    plugins: [entryOf(set)],
    build: {
      write: false,
      minify: "oxc",
      target: "es2022",
      modulePreload: false,
      // Not Vite's library mode: it keeps white space, which no user's bundle has.
      rolldownOptions: { input: entry, external: [...set.external], preserveEntrySignatures: "strict" },
    },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const outputs = Array.isArray(result) ? result : [result];
  return outputs
    .flatMap((output) => ("output" in output ? output.output : []))
    .filter((part) => part.type === "chunk");
}

/** Hooks and factories that the list above has forgotten. */
async function unlistedHooks(): Promise<string[]> {
  const chunks = await bundle({ imports: { [react]: "*" }, external: peers });
  const exported = chunks.flatMap((chunk) => (chunk.isEntry ? chunk.exports : []));
  return exported.filter((name) => /^(use|pareta)[A-Z]/.test(name) && !hooks.includes(name));
}

for (const { name, imports, external, limit, goal = limit } of importSets) {
  const chunks = await bundle({ imports, external });
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
const stylesheet = { name: "styles.css", limit: 16 };
const stylesheetSize = gzipSync(bundleStylesheet(), { level: 9 }).byteLength / 1000;
const isOver = stylesheetSize > stylesheet.limit;
console.log(
  `${stylesheet.name.padEnd(16)} ${stylesheetSize.toFixed(2).padStart(6)} kB of ${stylesheet.limit}  ` +
    (isOver ? `over its budget of ${stylesheet.limit} kB` : "ok"),
);
if (isOver) process.exitCode = 1;

const unlisted = await unlistedHooks();
if (unlisted.length > 0) {
  console.error(
    `Not measured with the hooks: ${unlisted.join(", ")}. Add them to the list in tools/size.ts.`,
  );
  process.exitCode = 1;
}
