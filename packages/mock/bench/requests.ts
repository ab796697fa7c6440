import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { createMockPareta } from "../src/index.ts";
import type { MockPareta } from "../src/index.ts";
import { spreadOf, written } from "./statistics.ts";

/**
 * What the mock costs: CPU of this process for a request, head to last byte, at an `instant` pace in the `happy` world;
 * import and first mock in fresh processes; and the bundle. The goals are those of this package's README.
 */
const goals = { requestMs: 1, startMs: 50, kilobytes: 60 };
const batches = 31;
const perBatch = 60;

type Ask = (mock: MockPareta) => Promise<Response>;

const get =
  (path: string): Ask =>
  ({ fetch }) =>
    fetch(`https://api.pareta.test/v1${path}`);
const post =
  (path: string, body: object): Ask =>
  ({ fetch }) =>
    fetch(`https://api.pareta.test/v1${path}`, { method: "POST", body: JSON.stringify(body) });

const chat = {
  model: "ep_general_chat_01",
  messages: [{ role: "user", content: "Explain how retries work" }],
};
const blob = { idx: 0, field_name: "document", mime: "application/pdf" };
const order = {
  eval_set_id: "es_tickets_60",
  candidate_model_ids: ["support-ticket-triage-open-1", "gpt-5.5"],
};

const routes: Readonly<Record<string, Ask>> = {
  "POST /v1/chat/completions, streamed": post("/chat/completions", { ...chat, stream: true }),
  "POST /v1/chat/completions": post("/chat/completions", chat),
  "GET /v1/models": get("/models"),
  "GET /v1/endpoints": get("/endpoints"),
  "GET /v1/endpoints/{id}": get("/endpoints/ep_contract_kie_01"),
  "POST /v1/endpoints, whole feed": post("/endpoints", { task: "invoice-extraction" }),
  "POST /v1/endpoints/{id}/start": post("/endpoints/ep_invoice_01/start", {}),
  "POST /v1/endpoints/{id}/stop": post("/endpoints/ep_invoice_01/stop", {}),
  "GET …/performance": get("/endpoints/ep_contract_kie_01/performance?window=24h"),
  "GET …/uptime": get("/endpoints/ep_contract_kie_01/uptime?window=7d"),
  "GET …/cost, 30 days": get("/endpoints/ep_contract_kie_01/cost?since=30d&group_by=day"),
  "GET …/quality": get("/endpoints/ep_contract_kie_01/quality?window=24h"),
  "GET …/activity": get("/endpoints/ep_contract_kie_01/activity?window=24h"),
  "GET /v1/tasks": get("/tasks"),
  "GET /v1/tasks/{id}, 5 examples": get("/tasks/contract-key-fields?examples_n=5"),
  "POST /v1/tasks/match": post("/tasks/match", { query: "pull key fields out of contracts" }),
  "GET /v1/tasks/{id}/leaderboard": get("/tasks/contract-key-fields/leaderboard"),
  "GET /v1/eval/frontier-models": get("/eval/frontier-models?task=contract-key-fields"),
  "POST /v1/eval-sets, 20 rows": (mock) => mock.fetch("https://api.pareta.test/v1/eval-sets", setInit()),
  "GET /v1/eval-sets": get("/eval-sets"),
  "GET /v1/eval-sets/{id}": get("/eval-sets/es_contracts_120"),
  "POST …/blob-upload-url": post("/eval-sets/es_invoices_24/blob-upload-url", { ...blob, file_size: 6e6 }),
  "POST /v1/eval-runs": post("/eval-runs", order),
  "GET /v1/eval-runs/{id}, 600 items": get("/eval-runs/run_contracts_01"),
};

function setInit(): RequestInit {
  const form = new FormData();
  form.set("task_id", "review-sentiment");
  const row = JSON.stringify({ input: "Great lamp, I love it.", expected: { label: "positive" } });
  form.set("items", new File([`${row}\n`.repeat(20)], "items.jsonl"));
  return { method: "POST", body: form };
}

/** Milliseconds of CPU a request, one figure a batch; each batch has a mock of its own, warmed up. */
async function measure(ask: Ask): Promise<number[]> {
  const figures: number[] = [];
  for (let batch = -3; batch < batches; batch++) {
    const mock = createMockPareta({ balanceMicroUsd: 1e12 });
    await (await ask(mock)).arrayBuffer();
    const before = process.cpuUsage();
    for (let index = 0; index < perBatch; index++) {
      const response = await ask(mock);
      if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
      await response.arrayBuffer();
    }
    const { user, system } = process.cpuUsage(before);
    if (batch >= 0) figures.push((user + system) / 1000 / perBatch);
  }
  return figures;
}

/** The package as an app's bundler makes it. */
async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: "oxc",
      target: "es2022",
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL("../src/index.ts", import.meta.url)),
        preserveEntrySignatures: "strict",
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((output) => ("output" in output ? output.output : []));
  return chunks.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("\n");
}

/** Milliseconds from the import's beginning to the first mock, each in a process of its own. */
function startUps(code: string, times: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), "mock-bench-"));
  try {
    writeFileSync(join(folder, "mock.mjs"), code);
    const program = `const start = performance.now();
const { createMockPareta } = await import("./mock.mjs");
createMockPareta();
console.log(performance.now() - start);`;
    writeFileSync(join(folder, "start.mjs"), program);
    return Array.from({ length: times }, () =>
      Number(execFileSync(process.execPath, ["start.mjs"], { cwd: folder, encoding: "utf8" })),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(name: string, figure: string, met: boolean): void {
  console.log(`${name.padEnd(38)} ${figure.padStart(26)}  ${met ? "ok" : "over its goal"}`);
  if (!met) process.exitCode = 1;
}

console.log(
  `CPU a request, ms: median of ${batches} batches of ${perBatch} (95 % interval); goal under ${goals.requestMs}`,
);
for (const [name, ask] of Object.entries(routes)) {
  const spread = spreadOf(await measure(ask));
  report(name, written(spread, 3), spread.median < goals.requestMs);
}

const code = await bundle();
const start = spreadOf(startUps(code, 15));
console.log(`\nImport and createMockPareta(), ms, in 15 fresh processes; goal under ${goals.startMs}`);
report("start-up", written(start, 1), start.median < goals.startMs);

const kilobytes = gzipSync(code, { level: 9 }).byteLength / 1000;
console.log(`\nBundle, minified and gzipped, kB; goal at most ${goals.kilobytes}`);
report("@pareta/mock", kilobytes.toFixed(2), kilobytes <= goals.kilobytes);
