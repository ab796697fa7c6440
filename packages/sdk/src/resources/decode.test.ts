import { describe, expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { fakeFetch, json } from "../testing/fake-fetch.ts";
import * as wire from "../testing/wire-examples.ts";
import { type WireExample, wireExamples } from "../testing/wire-examples.ts";

const client = (body: unknown, headers?: Record<string, string>) =>
  new Pareta({ fetch: fakeFetch(json(body, 200, headers)) });
const exampleOf = (name: string): WireExample => {
  const example = wireExamples.find((candidate) => candidate.name === name);
  if (!example) throw new Error(`no example ${name}`);
  return example;
};
const decodedExample = (name: string) => exampleOf(name).call(client(exampleOf(name).wire));
const noExtra = { extra: {} };
const nothing = {
  role: null,
  content: null,
  toolCalls: [],
  refusal: null,
  reasoningContent: null,
  ...noExtra,
};
const decodedEndpoint = {
  id: "ep_9c2f",
  name: "ep_9c2f",
  model: "qwen-1",
  status: "live",
  task: "contract-key-fields",
  url: "https://ep-9c2f.serve.pareta.ai/v1",
  recommendedSystemPrompt: "Extract the listed fields...",
  promptScaffold: null,
  isLive: true,
  ...noExtra,
};
const decodedTask = {
  id: "invoice-extraction",
  defaultScorer: "field_f1",
  hasBlobInput: true,
  examples: [{ input: { document: null }, expected: { total: "88.10" } }],
  ...noExtra,
};
const decodedSet = {
  id: "es_41",
  taskId: "contract-key-fields",
  name: "sdk eval set (2 items)",
  itemCount: 2,
  scoringStrategy: "extraction",
  prompt: null,
  ...noExtra,
};

describe("4.1 each object from its wire example", () => {
  test.each<[string, unknown]>([
    [
      "models",
      [{ id: "ep_contract_kie_01", ownedBy: "pareta", created: 1_782_900_000, extra: { object: "model" } }],
    ],
    [
      "completion",
      {
        id: "cmpl_91",
        object: "chat.completion",
        created: 1_782_900_100,
        model: "ep_contract_kie_01",
        systemFingerprint: "fp_1",
        choices: [
          {
            index: 0,
            finishReason: "tool_calls",
            logprobs: { content: [] },
            delta: nothing,
            message: {
              ...nothing,
              role: "assistant",
              reasoningContent: "Look it up.",
              toolCalls: [
                {
                  index: null,
                  id: "call_1",
                  type: "function",
                  function: { name: "lookup", arguments: '{"who":"signs"}', ...noExtra },
                  ...noExtra,
                },
              ],
            },
            ...noExtra,
          },
        ],
        usage: { promptTokens: 18, completionTokens: 9, totalTokens: 27, ...noExtra },
        billedMicroUsd: null,
        frontierWouldHaveCostMicroUsd: null,
        savingsFactor: null,
        ...noExtra,
      },
    ],
    ["endpoints", [decodedEndpoint]],
    ["endpoint", decodedEndpoint],
    ["tasks", [decodedTask]],
    ["task", decodedTask],
    [
      "leaderboard",
      {
        taskId: "contract-key-fields",
        metric: "F1",
        costUnit: "$/1k contracts",
        recommended: "qwen-1",
        frontier: {
          name: "gpt-5.5",
          kind: null,
          quality: 0.902,
          costPerRequestMicroUsd: 21_400,
          contextK: null,
          runMode: null,
          ...noExtra,
        },
        models: [
          {
            name: "qwen-1",
            kind: "open",
            quality: 0.911,
            costPerRequestMicroUsd: 2900,
            contextK: 128,
            runMode: "rte",
            ...noExtra,
          },
          {
            name: "gpt-5.5",
            kind: "frontier",
            quality: 0.902,
            costPerRequestMicroUsd: 21_400,
            contextK: null,
            runMode: null,
            ...noExtra,
          },
        ],
        ...noExtra,
      },
    ],
    ["frontier models", [{ id: "gpt-5.5", vendor: "openai", vision: true, benchmarked: true, ...noExtra }]],
    ["created eval set", decodedSet],
    ["eval sets", [decodedSet]],
    ["eval set", decodedSet],
    [
      "created eval run",
      {
        id: "run_88",
        evalSetId: "es_41",
        status: "queued",
        candidateModels: ["gpt-5.5"],
        errorDetail: null,
        costMicroUsd: null,
        cost: "0.00",
        isTerminal: false,
        results: [],
        ...noExtra,
      },
    ],
    [
      "eval run",
      {
        id: "run_88",
        evalSetId: "es_41",
        status: "completed",
        candidateModels: ["contract-key-fields-open-1", "gpt-5.5"],
        errorDetail: null,
        costMicroUsd: 420_715,
        cost: "0.42",
        isTerminal: true,
        results: [
          {
            modelId: "contract-key-fields-open-1",
            kind: "open",
            qualityMean: 0.913,
            qualityCiLow: 0.871,
            qualityCiHigh: 0.948,
            meanCostMicroUsd: 850,
            nSucceeded: 2,
            errorCount: 0,
            perItem: [
              { idx: 0, score: 1, prediction: '{"amount":"5000"}', error: null, ...noExtra },
              { idx: 1, score: 0, prediction: null, error: "timeout", ...noExtra },
            ],
            ...noExtra,
          },
        ],
        ...noExtra,
      },
    ],
    ["cost metric", exampleOf("cost metric").wire],
    ["started endpoint", exampleOf("started endpoint").wire],
    ["attached document", exampleOf("attached document").wire],
  ])("%s", async (name, decoded) => {
    expect(await decodedExample(name)).toStrictEqual(decoded);
  });
});

describe("4.1 optional fields", () => {
  test("the least an object may hold: null and [] for the rest, never undefined", async () => {
    const message = { ...nothing };
    expect(
      await client({ choices: [{ message: {} }] }).chat.completions.create({
        model: "m",
        messages: [{ role: "user", content: "x" }],
      }),
    ).toStrictEqual({
      id: null,
      object: null,
      created: null,
      model: null,
      systemFingerprint: null,
      choices: [{ index: 0, finishReason: null, logprobs: null, message, delta: nothing, ...noExtra }],
      usage: { promptTokens: null, completionTokens: null, totalTokens: null, ...noExtra },
      billedMicroUsd: null,
      frontierWouldHaveCostMicroUsd: null,
      savingsFactor: null,
      ...noExtra,
    });
    expect(await client({ data: [{ id: "m" }] }).models.list()).toStrictEqual([
      { id: "m", ownedBy: null, created: null, extra: {} },
    ]);
    expect(await client({ name: "ep" }).endpoints.retrieve("ep")).toStrictEqual({
      ...Object.fromEntries(Object.keys(decodedEndpoint).map((key) => [key, null])),
      id: "ep",
      name: "ep",
      isLive: false,
      ...noExtra,
    });
    expect(await client({ id: "t" }).tasks.retrieve("t")).toStrictEqual({
      id: "t",
      defaultScorer: null,
      hasBlobInput: false,
      examples: [],
      extra: {},
    });
    expect(await client({ task_id: "t" }).tasks.leaderboard("t")).toStrictEqual({
      taskId: "t",
      metric: null,
      costUnit: null,
      recommended: null,
      models: [],
      frontier: null,
      extra: {},
    });
    expect(await client({ frontier_models: [{ id: "f" }] }).evals.frontierModels()).toStrictEqual([
      { id: "f", vendor: null, vision: false, benchmarked: false, extra: {} },
    ]);
    expect(await client({ run: { id: "r", status: "paused" } }).evals.runs.retrieve("r")).toStrictEqual({
      id: "r",
      evalSetId: null,
      status: "paused",
      candidateModels: [],
      errorDetail: null,
      costMicroUsd: null,
      cost: "0.00",
      isTerminal: false,
      results: [],
      extra: {},
    });
    expect(
      await client({ run: { id: "r", status: "failed" }, results: [{ model_id: "m" }] }).evals.runs.retrieve(
        "r",
      ),
    ).toMatchObject({
      isTerminal: true,
      results: [
        {
          modelId: "m",
          kind: null,
          qualityMean: null,
          qualityCiLow: null,
          qualityCiHigh: null,
          meanCostMicroUsd: null,
          nSucceeded: null,
          errorCount: null,
          perItem: [],
          extra: {},
        },
      ],
    });
  });

  test("odd ones read as null: a number is no text, text is no number, and true is the only true", async () => {
    const odd = { id: "m", owned_by: 5, created: "1782900000" };
    expect(await client({ data: [odd] }).models.list()).toStrictEqual([
      { id: "m", ownedBy: null, created: null, extra: {} },
    ]);
    const task = { id: "t", default_scorer: {}, has_blob_input: "true", examples: "none" };
    expect(await client(task).tasks.retrieve("t")).toMatchObject({
      defaultScorer: null,
      hasBlobInput: false,
      examples: [],
    });
  });

  test("D5 a number too large for any reads as null", async () => {
    const body = '{"data":[{"id":"m","created":1e400},{"id":"n","created":-1e400}]}';
    expect(await client(body).models.list()).toMatchObject([{ created: null }, { created: null }]);
  });

  test("3.4 an endpoint's id is its name when it has none, its task is named in two ways", async () => {
    const decode = (body: object) => client(body).endpoints.retrieve("x");
    expect(await decode({ id: "", name: "ep_n" })).toMatchObject({ id: "ep_n" });
    expect(await decode({ id: null, name: "ep_n" })).toMatchObject({ id: "ep_n" });
    expect(await decode({ id: "a", taskName: "one", task: "two" })).toMatchObject({ task: "one" });
    expect(await decode({ id: "a", task: "two" })).toMatchObject({ task: "two" });
    expect(await decode({ id: "a", taskName: null, task: "two" })).toMatchObject({ task: "two" });
    expect(await decode({ id: "a", status: "asleep" })).toMatchObject({ status: "asleep", isLive: false });
    await expect(decode({ status: "live" })).rejects.toMatchObject({ name: "APIResponseError" });
  });

  test("Q13 unknown statuses and kinds are passed on", async () => {
    expect(await client({ run: { id: "r", status: "hibernating" } }).evals.runs.retrieve("r")).toMatchObject({
      status: "hibernating",
      isTerminal: false,
    });
    await expect(client({ run: { id: "r" } }).evals.runs.retrieve("r")).rejects.toMatchObject({
      name: "APIResponseError",
    });
    expect(await client({ run_id: "r" }).evals.runs.create({ evalSet: "s", models: ["m"] })).toMatchObject({
      status: "queued",
    });
    await expect(
      client({ status: "queued" }).evals.runs.create({ evalSet: "s", models: ["m"] }),
    ).rejects.toMatchObject({ name: "APIResponseError" });
  });

  test.each([
    [0, 0, "0.00"],
    [1_234_567, 1_234_567, "1.23"],
    [-15_000, -15_000, "-0.01"],
    ["74211", 74_211, "0.07"],
    ["9007199254740993", null, "9007199254.74"],
    [2 ** 53, null, "0.00"],
    ["free", null, "0.00"],
    [null, null, "0.00"],
  ])("W31 D4 a run whose cost is sent as %j", async (sent, costMicroUsd, cost) => {
    const body = { run: { id: "r", status: "completed", total_cost_micro_usd: sent } };
    expect(await client(body).evals.runs.retrieve("r")).toMatchObject({ costMicroUsd, cost });
  });

  test("A.1 receipts of a completion come from its headers", async () => {
    const ask = (headers: Record<string, string>) =>
      client({ choices: [{ message: {} }] }, headers).chat.completions.create({
        model: "m",
        messages: [{ role: "user", content: "x" }],
      });
    expect(
      await ask({ "x-pareta-billed": "653", "x-pareta-frontier-would-have-cost": "4970" }),
    ).toMatchObject({
      billedMicroUsd: 653,
      frontierWouldHaveCostMicroUsd: 4970,
      savingsFactor: 7.6,
    });
    expect(await ask({ "x-pareta-billed": "0", "x-pareta-frontier-would-have-cost": "10" })).toMatchObject({
      billedMicroUsd: 0,
      savingsFactor: null,
    });
    expect(await ask({ "x-pareta-billed": "6.5" })).toMatchObject({
      billedMicroUsd: null,
      savingsFactor: null,
    });
    expect(await ask({ "x-pareta-billed": "free" })).toMatchObject({ billedMicroUsd: null });
  });
});

/** Adds an unknown field to every object of an answer; `__proto__` too, as own data. */
function withUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknown);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withUnknown(item)] as const);
  return Object.fromEntries([...entries, ["x_new", { deep: [1] }], ["__proto__", { polluted: 1 }]]);
}

const decodedOnly = wireExamples.filter(({ name }) => !/metric|started|attached/.test(name));
/** Every object that was decoded, that is: that has an `extra`. */
function decodedObjects(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(decodedObjects);
  if (typeof value !== "object" || value === null || !("extra" in value)) return [];
  const fields = value as Record<string, unknown>;
  return [
    fields,
    ...Object.entries(fields).flatMap(([key, item]) => (key === "extra" ? [] : decodedObjects(item))),
  ];
}
/** Stand for what an answer lacks, so there is nothing to keep. */
const placeholders = (object: Record<string, unknown>) =>
  Object.values(object).every(
    (item) => item === null || (typeof item === "object" && Object.keys(item).length === 0),
  );

describe("D3 X15 extra keeps what the server sent beyond, verbatim, at each level", () => {
  test.each(decodedOnly)("$name", async ({ call, wire: body }) => {
    const decoded = await call(client(withUnknown(body)));
    const objects = decodedObjects(decoded).filter(
      (object) => !placeholders(object) || !("toolCalls" in object),
    );
    expect(objects.length).toBeGreaterThan(0);
    for (const { extra } of objects) {
      // A model's own `object` is beyond the fields too.
      expect(Object.entries(extra as object).filter(([name]) => name !== "object")).toEqual([
        ["x_new", { deep: [1] }],
        ["__proto__", { polluted: 1 }],
      ]);
    }
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(Object.getPrototypeOf(decoded)).toBe(Array.isArray(decoded) ? Array.prototype : Object.prototype);
  });

  test("without unknown fields it is one frozen empty object", async () => {
    const [one] = decodedObjects(await decodedExample("endpoint"));
    const [other] = decodedObjects(await client(wire.endpoint).endpoints.retrieve("x"));
    expect(one?.["extra"]).toBe(other?.["extra"]);
    expect(Object.isFrozen(one?.["extra"])).toBe(true);
  });

  test("fields beside run and results are kept too", async () => {
    const body = { ...wire.run, summary: { best: "m" }, run: { ...wire.run.run, seed: 7 } };
    expect(await client(body).evals.runs.retrieve("r")).toMatchObject({
      extra: { summary: { best: "m" }, seed: 7 },
    });
  });
});

describe("W30 answers are plain data", () => {
  test.each(wireExamples)(
    "$name survives JSON and structuredClone unchanged, and its fields are stable",
    async ({ call, wire: body }) => {
      const decoded = await call(client(body));
      expect(JSON.parse(JSON.stringify(decoded))).toStrictEqual(decoded);
      expect(structuredClone(decoded)).toStrictEqual(decoded);
      for (const object of decodedObjects(decoded)) {
        for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
          expect(descriptor).toMatchObject({ enumerable: true });
          expect(descriptor).toHaveProperty("value");
          expect(object[key]).toBe(object[key]);
        }
      }
    },
  );
});
