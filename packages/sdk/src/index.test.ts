import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import * as door from "./index.ts";

afterEach(() => vi.unstubAllGlobals());

const sources = fileURLToPath(new URL("./", import.meta.url));

const typeNames = `
  ActivityMetric Capability Chat ChatCompletion ChatCompletionChoice ChatCompletionChunk
  ChatCompletionChunkChoice ChatCompletionCreateParams ChatCompletionFields ChatCompletions ChatInput ChatMessageParam
  ChatResponseFormat ChatTool ChatToolChoice ContentBlock CostMetric DeployEvent DeployProgress Endpoint EndpointDeployParams EndpointMetrics
  EndpointStatus Endpoints ErrorDetail EvalItemResult EvalResult EvalRun EvalRunCreateParams
  EvalRunStatus EvalRuns EvalSet EvalSetCreateParams EvalSets Evals Extra FileInput FrontierModel
  FrontierSpec Leaderboard LeaderboardEntry Message MetricQuery Model ModelList Models NonEmpty
  Outcome ParetaOptions ParetaStream PerformanceMetric QualityMetric RequestOptions StreamReceipt
  Task TaskMatch TaskMatchCandidate Tasks ToolCall ToolCallFunction UploadDocument
  UploadDocumentOptions UploadDocumentParams UploadStage UptimeMetric Usage ValidationItem WaitParams
`;

test("the door is a named list: values", () => {
  expect(Object.keys(door).toSorted()).toEqual([
    "APIConnectionError",
    "APIResponseError",
    "APIStatusError",
    "APITimeoutError",
    "APIUserAbortError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "DeployFailedError",
    "EndpointNotReadyError",
    "InsufficientCreditsError",
    "InvalidArgumentError",
    "NotFoundError",
    "Pareta",
    "ParetaError",
    "PermissionDeniedError",
    "RateLimitError",
    "StreamInterruptedError",
    "VERSION",
    "WaitTimeoutError",
    "microUsdToDollars",
  ]);
});

test("the door is a named list: types", () => {
  const text = readFileSync(`${sources}index.ts`, "utf8");
  const types = [...text.matchAll(/export type \{([^}]*)\}/g)].flatMap(
    ([, names = ""]) => names.match(/\w+/g) ?? [],
  );
  expect(text).not.toContain("export *");
  expect(types.toSorted().join(" ")).toBe(typeNames.replaceAll(/\s+/g, " ").trim());
});

test("VERSION is the package's", () => {
  const manifest = readFileSync(`${sources}../package.json`, "utf8");
  expect(JSON.parse(manifest)).toMatchObject({ name: "pareta", version: door.VERSION });
  expect(JSON.parse(manifest)).not.toHaveProperty("dependencies");
});

test("it is imported, and clients are made, where process, document and navigator are undefined", async () => {
  for (const name of ["process", "document", "navigator", "location", "window"])
    vi.stubGlobal(name, undefined);
  // A fresh copy, so that its top level runs here.
  vi.resetModules();
  const bare = await import("./index.ts");
  expect(bare.Pareta).not.toBe(door.Pareta);
  expect(() => new bare.Pareta({ apiKey: "k" })).not.toThrow();
  expect(() => bare.Pareta.fromEnv()).toThrow(/PARETA_API_KEY/);
  expect(() => bare.Pareta.fromEnv({ baseURL: "/api" })).not.toThrow();
});

test("no source imports Node or a package", () => {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.includes("testing") && !file.endsWith(".test.ts"),
  );
  expect(files.length).toBeGreaterThan(30);
  for (const file of files) {
    const imported = [
      ...readFileSync(sources + file, "utf8").matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g),
    ];
    for (const [, specifier] of imported) expect(`${file}: ${specifier}`).toMatch(/: \.\.?\//);
  }
});
