import { describe, expect, test } from "vitest";
import { mountNames, openMock } from "../testing/mounts.ts";

describe.each(mountNames)("models and tasks by %s", (mount) => {
  test("GET /v1/models: live endpoints in the OpenAI shape", async () => {
    const { call, close } = await openMock(mount);
    const response = await call("/models");
    expect(response.headers.get("x-request-id")).toMatch(/^req_\w+$/);
    expect(response.headers.get("content-type")).toBe("application/json");
    const { object, data } = await response.json();
    expect(object).toBe("list");
    expect(data[0]).toEqual({
      id: "ep_contract_kie_01",
      object: "model",
      owned_by: "pareta",
      created: expect.any(Number),
    });
    expect(data.map((row: { id: string }) => row.id)).not.toContain("ep_sentiment_01");
    await close();
  });

  test("GET /v1/tasks: at least twelve over several fields", async () => {
    const { call, close } = await openMock(mount);
    const { tasks } = await (await call("/tasks")).json();
    expect(tasks.length).toBeGreaterThanOrEqual(12);
    expect(tasks[0]).toEqual({
      id: "contract-key-fields",
      default_scorer: "field_f1",
      has_blob_input: false,
    });
    const ids = tasks.map((task: { id: string }) => task.id);
    expect(ids).toEqual(
      expect.arrayContaining(["contract-key-fields", "invoice-extraction", "doc-classification"]),
    );
    await close();
  });
});

test("GET /v1/tasks/{id}: the task unwrapped, with as many examples as asked for", async () => {
  const { call } = await openMock("fetch");
  expect(await (await call("/tasks/invoice-extraction")).json()).toEqual({
    id: "invoice-extraction",
    default_scorer: "field_f1",
    has_blob_input: true,
  });
  const { examples } = await (await call("/tasks/invoice-extraction?examples_n=2")).json();
  expect(examples).toHaveLength(2);
  expect(examples[0]).toMatchObject({ input: { document: null }, expected: { total: expect.any(String) } });
  expect((await call("/tasks/invoice-extraction?examples_n=x")).status).toBe(422);
});

test("404 names the id", async () => {
  const { call } = await openMock("fetch");
  for (const path of [
    "/tasks/nope",
    "/tasks/nope/leaderboard",
    "/endpoints/nope",
    "/eval-sets/nope",
    "/eval-runs/nope",
  ]) {
    const response = await call(path);
    expect(response.status).toBe(404);
    expect((await response.json()).detail).toContain('"nope"');
  }
  const odd = await call("/tasks/a%2Fb%20c");
  expect((await odd.json()).detail).toContain('"a/b c"');
});

test("leaderboards: five to nine open models, best first, and frontier baselines", async () => {
  const { call } = await openMock("fetch");
  const { tasks } = await (await call("/tasks")).json();
  for (const { id } of tasks) {
    const board = await (await call(`/tasks/${id}/leaderboard`)).json();
    const open = board.models.filter((row: { kind: string }) => row.kind === "open");
    expect(open.length).toBeGreaterThanOrEqual(5);
    expect(open.length).toBeLessThanOrEqual(9);
    expect(new Set(open.map((row: { name: string }) => row.name)).size).toBe(open.length);
    expect(open.map((row: { name: string }) => row.name)).toContain(board.recommended);
    const qualities = open.map((row: { quality: number | null }) => row.quality ?? 0);
    expect(qualities).toEqual(qualities.toSorted((one: number, other: number) => other - one));
    const lane = id.startsWith("general-") || id === "code-generation";
    expect(board.frontier).toEqual(
      lane ? null : board.models.find((row: { name: string }) => row.name === "gpt-5.5"),
    );
  }
  expect(await (await call("/tasks/contract-key-fields/leaderboard")).json()).toMatchObject({
    task_id: "contract-key-fields",
    metric: "F1",
    cost_unit: "$/1k contracts",
    frontier: {
      name: "gpt-5.5",
      quality: expect.any(Number),
      cost_per_request_micro_usd: expect.any(Number),
    },
  });
});

test.each([
  [
    "pull key fields out of contracts",
    {
      type: "task",
      matched: true,
      matcher: "reason",
      chosen: { task_id: "contract-key-fields", confidence: "high" },
    },
  ],
  ["process invoices and receipts", { type: "task", matched: true, ambiguous: true }],
  [
    "a chat bot for my web site",
    { type: "capability", matched: true, chosen: null, capability: { id: "chat" } },
  ],
  ...(
    [
      ["an agent that books travel", "agentic"],
      ["write unit tests for my python code", "coding"],
      ["describe images of products", "vision"],
      ["transcribe phone calls", "asr"],
      ["text to speech for articles", "tts"],
    ] as const
  ).map(([query, id]): [string, object] => [
    query,
    { type: "capability", matched: true, chosen: null, capability: { id, label: expect.any(String) } },
  ]),
  [
    "we have many documents, notes and other things that somebody should one day look at and improve",
    { type: "task", matched: true, matcher: "keyword", chosen: { confidence: "low" } },
  ],
  [
    "make a music video",
    { type: "unsupported", matched: false, chosen: null, reasoning: expect.any(String) },
  ],
  ["zzz qqq", { type: "none", matched: false, matcher: "keyword", candidates: [] }],
])("POST /v1/tasks/match: %s", async (query, expected) => {
  const { post } = await openMock("fetch");
  expect(await (await post("/tasks/match", { query, top_k: 5 })).json()).toMatchObject({
    query,
    ...expected,
  });
});

test("POST /v1/tasks/match: top_k limits the candidates; a bad one is a 422", async () => {
  const { post } = await openMock("fetch");
  const query = "extract text from documents, invoices, receipts and resumes";
  expect((await (await post("/tasks/match", { query, top_k: 2 })).json()).candidates).toHaveLength(2);
  expect((await post("/tasks/match", { query, top_k: 0 })).status).toBe(422);
  expect((await post("/tasks/match", { query: " " })).status).toBe(422);
});

test("GET /v1/eval/frontier-models: annotated by task, blind models left out for documents", async () => {
  const { call } = await openMock("fetch");
  const roster = async (query: string) => (await call(`/eval/frontier-models${query}`)).json();
  const plain = await roster("");
  expect(plain.frontier_models[0]).toEqual({
    id: "gpt-5.5",
    vendor: "openai",
    vision: true,
    benchmarked: false,
  });
  const contracts = await roster("?task=contract-key-fields");
  expect(contracts.task).toBe("contract-key-fields");
  expect(contracts.frontier_models[0].benchmarked).toBe(true);
  const invoices = await roster("?task=invoice-extraction");
  expect(invoices.frontier_models.every((row: { vision: boolean }) => row.vision)).toBe(true);
  expect(invoices.frontier_models.length).toBeLessThan(contracts.frontier_models.length);
});
