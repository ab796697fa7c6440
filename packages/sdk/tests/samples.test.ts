import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createMockPareta } from "@pareta/mock";
import { startMockServer } from "@pareta/mock/server";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = fileURLToPath(new URL("../samples/", import.meta.url));
const mock = createMockPareta();
let server: Awaited<ReturnType<typeof startMockServer>>;

beforeAll(async () => {
  server = await startMockServer(mock);
});
afterAll(() => server.close());

interface Finished {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function run(file: string): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [folder + file], {
      env: { ...process.env, PARETA_API_KEY: "pareta_sk_test", PARETA_BASE_URL: server.url },
    });
    let output = "";
    let errors = "";
    child.stdout.on("data", (data) => (output += String(data)));
    child.stderr.on("data", (data) => (errors += String(data)));
    child.on("close", (code) => resolve({ code, output, errors }));
  });
}

/** What each program must have printed, beside ending well. */
const expected: Record<string, RegExp> = {
  "01-list-models.ts": /^ep_contract_kie_01 pareta$/m,
  "02-count-models.ts": /^\d+ endpoints$/m,
  "03-construct-with-options.ts": /^$/,
  "04-first-calls.ts": /\d+ tokens[^]*task: contract-key-fields high[^]*\[\s*'/,
  "05-endpoint-metrics.ts": /total_micro_usd/,
  "06-stream-chat.ts": /\S/,
  "07-deploy-with-progress.ts": /stage:[^]*live: \S+ https?:/,
  "08-deploy-and-wait.ts": /\S+ true https?:/,
  "09-fan-out-inference.ts": /(Extract the .+ -> [^]*){4}/,
  "10-collect-partial-results.ts": /(Extract the .+ -> [^]*){2}/,
  "11-deploy-several.ts":
    /contract-key-fields \S+ true[^]*invoice-extraction \S+ true[^]*doc-classification \S+ true/,
  "12-run-evaluations-in-parallel.ts":
    /eval set: \S+ 2 items[^]*completed cost \d+\.\d\d[^]*open-1 open 0?\.?\d/,
  "13-frontier-baselines.ts": /^$/,
  "14-poll-a-run.ts": /queued: \S+ queued\ncompleted true \d+\.\d\d/,
  "15-bounded-concurrency.ts": /^100 done$/m,
  "16-handle-errors.ts": /^$/,
};

test("there is one expectation for each of the 16 samples", () => {
  expect(readdirSync(folder).toSorted()).toEqual(Object.keys(expected));
  expect(Object.keys(expected)).toHaveLength(16);
});

/** Milliseconds for a program: five of them start at once, and a busy machine takes its time to start one. */
const programTime = 20_000;

test.concurrent.for(Object.entries(expected))(
  "%s runs as a program",
  { timeout: programTime },
  async ([file, output], { expect }) => {
    const finished = await run(file);
    expect(finished.errors).toBe("");
    expect(finished.code).toBe(0);
    expect(finished.output).toMatch(output);
  },
);

test("sample 13 looks up the set's task and the roster before it starts the run", async () => {
  const before = mock.requests.length;
  expect((await run("13-frontier-baselines.ts")).code).toBe(0);
  const routes = mock.requests.slice(before).map(({ route }) => route);
  expect(routes).toEqual([
    "POST /v1/eval-sets",
    "GET /v1/eval-sets/{id}",
    "GET /v1/eval/frontier-models",
    "POST /v1/eval-runs",
    "GET /v1/eval-runs/{id}",
  ]);
});
