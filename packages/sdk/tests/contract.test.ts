import { createMockPareta, type MockPareta } from "@pareta/mock";
import { startMockServer } from "@pareta/mock/server";
import { Pareta, type ParetaStream } from "pareta";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** One call of each method, in an order that works on one world; `act` gives what the later ones need. */
async function callEverything(pareta: Pareta): Promise<Record<string, unknown>> {
  const { chat, models, endpoints, tasks, evals } = pareta;
  const task = "contract-key-fields";
  const model = "ep_contract_kie_01";
  const messages = [
    { role: "user", content: "Acme Corp agrees to pay $5,000 net 30. Extract the key fields." },
  ];

  const results: Record<string, unknown> = {
    "models.list": await models.list(),
    "chat.completions.create": await chat.completions.create({ model, messages }),
    "chat.completions.create, streamed": await read(
      chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } }),
    ),
    "endpoints.list": await endpoints.list(),
    "endpoints.retrieve": await endpoints.retrieve(model),
    "endpoints.deploy": await read(endpoints.deploy({ task, model: "recommended" })),
    "tasks.list": await tasks.list(),
    "tasks.retrieve": await tasks.retrieve(task, { examplesN: 2 }),
    "tasks.match": await tasks.match("pull key fields out of contracts", { topK: 3 }),
    "tasks.leaderboard": await tasks.leaderboard(task),
    "tasks.recommended": await tasks.recommended(task),
    "evals.frontierModels": await evals.frontierModels(task),
  };

  const metrics = endpoints.metrics(model);
  for (const dimension of ["performance", "uptime", "cost", "quality", "activity"] as const) {
    results[`endpoints.metrics.${dimension}`] = await metrics[dimension]({ window: "7d" });
  }

  const deployed = await endpoints.deploy({ task, wait: true });
  results["endpoints.deploy, waiting"] = deployed;
  results["endpoints.stop"] = await endpoints.stop(deployed.id);
  results["endpoints.start"] = await endpoints.start(deployed.id);
  results["endpoints.waitUntilLive"] = await endpoints.waitUntilLive(deployed.id, { pollInterval: 0.01 });
  results["endpoints.delete"] = await endpoints.delete(deployed.id);

  const items = [
    { input: "Acme Corp agrees to pay $5,000 net 30.", expected: { amount: "5000" } },
    { input: "Total due: $1,200 by 2026-07-01.", expected: { amount: "1200" } },
  ];
  const set = await evals.sets.create({ task, items });
  results["evals.sets.create"] = set;
  results["evals.sets.list"] = await evals.sets.list();
  results["evals.sets.retrieve"] = await evals.sets.retrieve(set.id);
  const run = await evals.runs.create({
    evalSet: set.id,
    models: [`${task}-open-1`],
    frontier: "benchmarked",
  });
  results["evals.runs.create"] = run;
  results["evals.runs.retrieve"] = await evals.runs.retrieve(run.id);
  results["evals.runs.wait"] = await evals.runs.wait(run.id, { pollInterval: 0.01 });
  results["evals.runs.create, inline and waiting"] = await evals.runs.create({
    task,
    items,
    models: [`${task}-open-2`],
    wait: true,
    pollInterval: 0.01,
  });

  const documents = await evals.sets.create({
    task: "invoice-extraction",
    items: [{ input: { document: null }, expected: { total: "88.10" } }],
  });
  const place = { idx: 0, fieldName: "document" };
  const small = new File(["%PDF-1.7"], "invoice.pdf");
  const large = new File([new Uint8Array(5_242_880)], "scan.pdf");
  results["evals.sets.uploadDocument"] = await evals.sets.uploadDocument(documents.id, small, place);
  results["evals.sets.uploadDocument, signed"] = await evals.sets.uploadDocument(documents.id, large, place);
  results["evals.sets.delete"] = await evals.sets.delete(documents.id);
  return results;
}

async function read<T>(stream: ParetaStream<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of stream) values.push(value);
  return values;
}

/** What the contract promises of each answer, beside the types that decoding enforces. */
const promises: Record<string, unknown> = {
  "models.list": expect.arrayContaining([
    expect.objectContaining({ id: "ep_contract_kie_01", ownedBy: "pareta" }),
  ]),
  "chat.completions.create": {
    choices: [{ index: 0, message: { role: "assistant", content: expect.stringMatching(/5,?000/) } }],
    usage: { totalTokens: expect.any(Number) },
    billedMicroUsd: expect.any(Number),
    savingsFactor: expect.any(Number),
  },
  "endpoints.retrieve": { id: "ep_contract_kie_01", isLive: true, task: "contract-key-fields" },
  "endpoints.deploy, waiting": {
    isLive: true,
    task: "contract-key-fields",
    url: expect.stringMatching(/^https:/),
  },
  "endpoints.stop": { status: "stopped" },
  "endpoints.start": { status: "starting" },
  "endpoints.waitUntilLive": { isLive: true },
  "endpoints.delete": undefined,
  "tasks.retrieve": { id: "contract-key-fields", examples: [expect.any(Object), expect.any(Object)] },
  "tasks.match": { matched: true, type: "task", chosen: { taskId: "contract-key-fields" } },
  "tasks.leaderboard": { taskId: "contract-key-fields", frontier: { kind: "frontier" } },
  "tasks.recommended": expect.any(String),
  "evals.sets.create": { itemCount: 2, taskId: "contract-key-fields" },
  "evals.runs.create": { status: "queued", isTerminal: false, results: [] },
  "evals.runs.wait": { status: "completed", isTerminal: true, costMicroUsd: expect.any(Number) },
  "evals.runs.create, inline and waiting": {
    status: "completed",
    results: [{ nSucceeded: expect.any(Number) }],
  },
  "evals.sets.uploadDocument": { kind: "blob", mime: "application/pdf" },
  "evals.sets.uploadDocument, signed": { kind: "blob", mime: "application/pdf" },
  "evals.sets.delete": undefined,
};

/** The routes of contract section 3; a signed upload goes to a storage of its own. */
const routes = [
  "DELETE /v1/endpoints/{id}",
  "DELETE /v1/eval-sets/{id}",
  "GET /v1/endpoints",
  "GET /v1/endpoints/{id}",
  "GET /v1/endpoints/{id}/activity",
  "GET /v1/endpoints/{id}/cost",
  "GET /v1/endpoints/{id}/performance",
  "GET /v1/endpoints/{id}/quality",
  "GET /v1/endpoints/{id}/uptime",
  "GET /v1/eval-runs/{id}",
  "GET /v1/eval-sets",
  "GET /v1/eval-sets/{id}",
  "GET /v1/eval/frontier-models",
  "GET /v1/models",
  "GET /v1/tasks",
  "GET /v1/tasks/{id}",
  "GET /v1/tasks/{id}/leaderboard",
  "POST /v1/chat/completions",
  "POST /v1/endpoints",
  "POST /v1/endpoints/{id}/start",
  "POST /v1/endpoints/{id}/stop",
  "POST /v1/eval-runs",
  "POST /v1/eval-sets",
  "POST /v1/eval-sets/{id}/attach-blob",
  "POST /v1/eval-sets/{id}/blob-upload-complete",
  "POST /v1/eval-sets/{id}/blob-upload-url",
  "POST /v1/tasks/match",
];

interface Mounted {
  readonly pareta: Pareta;
  close(): Promise<void>;
}

const mounts: [string, (mock: MockPareta) => Promise<Mounted>][] = [
  [
    "as fetch",
    async (mock) => ({
      pareta: new Pareta({ fetch: mock.fetch, apiKey: "pareta_sk_test" }),
      close: async () => {},
    }),
  ],
  [
    "over HTTP",
    async (mock) => {
      const server = await startMockServer(mock);
      return {
        pareta: new Pareta({ baseURL: server.url, apiKey: "pareta_sk_test" }),
        close: () => server.close(),
      };
    },
  ],
];

describe.each(mounts)("every method against the mock %s", (_, mount) => {
  const mock = createMockPareta();
  let mounted: Mounted;
  let results: Record<string, unknown>;

  beforeAll(async () => {
    mounted = await mount(mock);
    results = await callEverything(mounted.pareta);
  });
  afterAll(() => mounted.close());

  test.each(Object.entries(promises))("%s", (name, promised) => {
    // In an object on both sides, so that one matcher serves values, matchers and undefined.
    expect(Object.keys(results)).toContain(name);
    expect({ result: results[name] }).toMatchObject({ result: promised });
  });

  test("a streamed answer has text, a usage chunk and a finish reason", () => {
    const chunks = results["chat.completions.create, streamed"];
    expect(chunks).toContainEqual(expect.objectContaining({ isUsageOnly: true }));
    expect(chunks).toContainEqual(
      expect.objectContaining({ choices: [expect.objectContaining({ finishReason: "stop" })] }),
    );
  });

  test("a deploy feed reports stages and ends with the endpoint", () => {
    const events = results["endpoints.deploy"];
    expect(events).toContainEqual({
      event: "progress",
      data: expect.objectContaining({ stage: expect.any(String) }),
    });
    expect(Array.isArray(events) && events.at(-1)).toMatchObject({
      event: "complete",
      data: { endpoint: { isLive: true } },
    });
  });

  test("every route was called, none failed, and each POST carried a key of its own", () => {
    const known = mock.requests.filter(({ route }) => routes.includes(String(route)));
    expect(new Set(known.map(({ route }) => route))).toEqual(new Set(routes));
    expect(mock.requests.filter(({ status }) => status === null || status >= 400)).toEqual([]);
    const posts = known.filter(({ method }) => method === "POST");
    expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length);
    const others = mock.requests.filter(({ method }) => method !== "POST");
    expect(others.every(({ key }) => key === null)).toBe(true);
  });

  test("everything survives JSON as it is", () => {
    for (const [name, result] of Object.entries(results)) {
      if (result === undefined) continue;
      expect([name, JSON.parse(JSON.stringify(result))]).toEqual([name, result]);
    }
  });
});
