import { describe, expect, test } from "vitest";
import { Pareta } from "./client.ts";
import type { EvalRunCreateParams } from "./resources/eval-runs.ts";
import { answer, startScriptedServer } from "./testing/scripted-server.ts";
import { fakeFetch, json } from "./testing/fake-fetch.ts";

const fetch = fakeFetch(json({}));
const client = new Pareta({ fetch });
const messages = [{ role: "user", content: "x" }];
const file = new Blob(["x"]);
const place = { idx: 0, fieldName: "document" };
const items = [{ input: "a" }];
const blank = ["", " ", "\n\t", undefined, null, 5, {}, ["x"]] as unknown[] as string[];
/** Values as JavaScript could give them. */
const chat = (params: unknown) => client.chat.completions.create(params as { model: string; messages: [] });
const run = (params: unknown) => client.evals.runs.create(params as EvalRunCreateParams);
const set = (params: unknown) => client.evals.sets.create(params as { task: string; items: [] });
const upload = (input: unknown, params: unknown = place) =>
  client.evals.sets.uploadDocument("es_1", input as Blob, params as typeof place);

/** Calls that must be refused before anything is sent, with the argument that is to blame. */
const refusals: [string, () => Promise<unknown>, string][] = [
  ...blank.map((id, index): [string, () => Promise<unknown>, string] => [
    `model ${index}`,
    () => chat({ model: id, messages }),
    "model",
  ]),
  ["no params", () => chat(undefined), "params"],
  ["params that are a list", () => chat([]), "params"],
  ["no messages", () => chat({ model: "m" }), "messages"],
  ["empty messages", () => chat({ model: "m", messages: [] }), "messages"],
  ["messages that are text", () => chat({ model: "m", messages: "hi" }), "messages"],
  ["a message that is null", () => chat({ model: "m", messages: [...messages, null] }), "messages[1]"],
  ["a message without a role", () => chat({ model: "m", messages: [{ content: "x" }] }), "messages[0].role"],
  [
    "a message with a blank role",
    () => chat({ model: "m", messages: [{ role: " ", content: "x" }] }),
    "messages[0].role",
  ],
  [
    "content undefined",
    () => chat({ model: "m", messages: [...messages, { role: "user", content: undefined }] }),
    "messages[1].content",
  ],
  ...["signal", "maxRetries", "headers", "idempotencyKey", "streamIdleTimeout", "timeout"].map(
    (name): [string, () => Promise<unknown>, string] => [
      `${name} among chat params`,
      () => chat({ model: "m", messages, [name]: 1 }),
      name,
    ],
  ),
  [
    "signal among run params",
    () => run({ evalSet: "es_1", models: ["m"], signal: AbortSignal.abort() }),
    "signal",
  ],
  ["headers among set params", () => set({ task: "t", items, headers: {} }), "headers"],
  ["deploy and wait without a task", () => client.endpoints.deploy({ task: "", wait: true }), "task"],
  [
    "deploy and wait with a signal inside",
    () => client.endpoints.deploy({ task: "t", wait: true, signal: null }),
    "signal",
  ],
  ["a blank query", () => client.tasks.match("  "), "query"],
  ["topK 0", () => client.tasks.match("x", { topK: 0 }), "topK"],
  ["topK 1.5", () => client.tasks.match("x", { topK: 1.5 }), "topK"],
  ["topK NaN", () => client.tasks.match("x", { topK: NaN }), "topK"],
  ["topK as text", () => client.tasks.match("x", { topK: "5" as unknown as number }), "topK"],
  ["examplesN -1", () => client.tasks.retrieve("t", { examplesN: -1 }), "examplesN"],
  ["examplesN 0.5", () => client.tasks.retrieve("t", { examplesN: 0.5 }), "examplesN"],
  ["a blank task for the roster", () => client.evals.frontierModels(" "), "task"],
  ["a set without a task", () => set({ task: "", items }), "task"],
  ["a set without rows", () => set({ task: "t", items: [] }), "items"],
  ["a set whose rows are no list", () => set({ task: "t", items: { length: 1 } }), "items"],
  ["a row that is text", () => set({ task: "t", items: [{ input: "a" }, "b"] }), "items[1]"],
  ["a row that is null", () => set({ task: "t", items: [null] }), "items[0]"],
  ["a row that is a list", () => set({ task: "t", items: [["a"]] }), "items[0]"],
  ["a hole among the rows", () => set({ task: "t", items: Object.assign([], { 1: {} }) }), "items[0]"],
  ["B5 NaN in a row", () => set({ task: "t", items: [{ input: "a", expected: NaN }] }), "items[0].expected"],
  ["idx -1", () => upload(file, { ...place, idx: -1 }), "idx"],
  ["idx 0.5", () => upload(file, { ...place, idx: 0.5 }), "idx"],
  ["idx NaN", () => upload(file, { ...place, idx: NaN }), "idx"],
  ["idx as text", () => upload(file, { ...place, idx: "0" }), "idx"],
  ["no fieldName", () => upload(file, { ...place, fieldName: "" }), "fieldName"],
  ["no upload params", () => upload(file, null), "params"],
  ["a mime that is none", () => upload(file, { ...place, mime: "pdf" }), "mime"],
  ["X14 a mime with a line feed", () => upload(file, { ...place, mime: "a/b\r\nX-Evil: 1" }), "mime"],
  ["W26 the number 5 as file", () => upload(5), "file"],
  ["null as file", () => upload(null), "file"],
  ["a list as file", () => upload([1, 2, 3]), "file"],
  ["an object as file", () => upload({ size: 5 }), "file"],
  ["a blank path", () => upload(" "), "file"],
  ["B8 an empty blob", () => upload(new Blob([])), "file"],
  ["B8 empty bytes", () => upload(new Uint8Array(0)), "file"],
  ["B8 an empty buffer", () => upload(new ArrayBuffer(0)), "file"],
  ["B8 a path that is not there", () => upload("/nowhere/at-all.pdf"), "file"],
  ["W23 models empty without a frontier", () => run({ evalSet: "es_1", models: [] }), "models"],
  ...[null, "none", []].map((frontier): [string, () => Promise<unknown>, string] => [
    `models empty with frontier ${JSON.stringify(frontier)}`,
    () => run({ task: "t", items, models: [], frontier }),
    "models",
  ]),
  ["models that are no list", () => run({ evalSet: "es_1", models: "m" }), "models"],
  ["a blank model", () => run({ evalSet: "es_1", models: ["m", " "] }), "models[1]"],
  [
    "W23 an unknown frontier keyword, beside inline rows",
    () => run({ task: "t", items, models: ["m"], frontier: "best" }),
    "frontier",
  ],
  ["a frontier that is a number", () => run({ evalSet: "es_1", models: ["m"], frontier: 5 }), "frontier"],
  ["a blank frontier id", () => run({ evalSet: "es_1", models: ["m"], frontier: [""] }), "frontier[0]"],
  ["neither a set nor rows", () => run({ models: ["m"] }), "evalSet"],
  ["rows without a task", () => run({ items, models: ["m"] }), "task"],
  ["a set and rows", () => run({ evalSet: "es_1", task: "t", items, models: ["m"] }), "evalSet"],
  ["a blank set", () => run({ evalSet: "", models: ["m"] }), "evalSet"],
  ["no rows", () => run({ task: "t", items: [], models: ["m"] }), "items"],
  [
    "a blank task beside a set",
    () => run({ evalSet: "es_1", task: "", models: ["m"], frontier: "all" }),
    "task",
  ],
  ["pollInterval NaN", () => run({ evalSet: "es_1", models: ["m"], pollInterval: NaN }), "pollInterval"],
  [
    "pollInterval -1",
    () => run({ task: "t", items, models: ["m"], wait: true, pollInterval: -1 }),
    "pollInterval",
  ],
  ["timeout NaN", () => client.evals.runs.wait("run_1", { timeout: NaN }), "timeout"],
  ["timeout in milliseconds", () => client.evals.runs.wait("run_1", { timeout: 600_000 }), "timeout"],
  [
    "timeout as text",
    () => client.evals.runs.wait("run_1", { timeout: "5" as unknown as number }),
    "timeout",
  ],
  [
    "timeout null",
    () => client.endpoints.waitUntilLive("ep_1", { timeout: null as unknown as number }),
    "timeout",
  ],
  [
    "pollInterval Infinity",
    () => client.endpoints.waitUntilLive("ep_1", { pollInterval: Infinity }),
    "pollInterval",
  ],
  [
    "B11 a bad key, before the roster is asked for",
    () =>
      client.evals.runs.create({ evalSet: "es_1", models: [], frontier: "all" }, { idempotencyKey: "a b" }),
    "idempotencyKey",
  ],
];

describe("B1 B5 B8 W21 W23 refused before anything is sent, as a rejection and never by a throw", () => {
  test.each(refusals)("%s", async (_, call, param) => {
    fetch.sent.length = 0;
    const refused = call();
    await expect(refused).rejects.toMatchObject({
      name: "InvalidArgumentError",
      param,
      outcome: "not-sent",
      retryable: false,
    });
    expect(fetch.sent).toHaveLength(0);
  });

  test("W21 of two calls, one invalid: one is fulfilled and one rejected", async () => {
    const good = new Pareta({ fetch: fakeFetch(json({ choices: [{ message: {} }] })) });
    const models = ["ep_1", ""];
    const settled = await Promise.allSettled(
      models.map((model) => good.chat.completions.create({ model, messages })),
    );
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  test("5.3 stream-returning calls and metrics throw at once: there is nothing to await", () => {
    const refused = (param: string) => expect.objectContaining({ name: "InvalidArgumentError", param });
    expect(() => chat({ model: "", messages, stream: true })).toThrow(refused("model"));
    expect(() => chat({ model: "m", messages: [], stream: true })).toThrow(refused("messages"));
    expect(() => client.endpoints.deploy({ task: " " })).toThrow(refused("task"));
    expect(() => client.endpoints.metrics("")).toThrow(refused("id"));
    expect(() => client.endpoints.metrics("..")).toThrow(refused("id"));
  });

  test("messages without content but with tool calls are accepted", async () => {
    const good = new Pareta({ fetch: fakeFetch(json({ choices: [{ message: {} }] })) });
    const call = { role: "assistant", tool_calls: [{ id: "call_1" }] };
    await expect(
      good.chat.completions.create({ model: "m", messages: [call, { role: "user", content: null }] }),
    ).resolves.toBeDefined();
  });
});

describe("B9 W27 ids", () => {
  const calls: [string, (id: string) => Promise<unknown>][] = [
    ["endpoints.retrieve", (id) => client.endpoints.retrieve(id)],
    ["endpoints.start", (id) => client.endpoints.start(id)],
    ["endpoints.stop", (id) => client.endpoints.stop(id)],
    ["endpoints.delete", (id) => client.endpoints.delete(id)],
    ["endpoints.waitUntilLive", (id) => client.endpoints.waitUntilLive(id)],
    ["tasks.retrieve", (id) => client.tasks.retrieve(id)],
    ["tasks.leaderboard", (id) => client.tasks.leaderboard(id)],
    ["tasks.recommended", (id) => client.tasks.recommended(id)],
    ["evals.sets.retrieve", (id) => client.evals.sets.retrieve(id)],
    ["evals.sets.delete", (id) => client.evals.sets.delete(id)],
    ["evals.sets.uploadDocument", (id) => client.evals.sets.uploadDocument(id, file, place)],
    ["evals.runs.retrieve", (id) => client.evals.runs.retrieve(id)],
    ["evals.runs.wait", (id) => client.evals.runs.wait(id)],
  ];
  const bad = [...blank, ".", "..", "a\0b", "a\r\nb", "a\u007f", "a\ud83d", "\ude00"];

  test.each(calls)("%s refuses what is no id, and sends nothing", async (_, call) => {
    fetch.sent.length = 0;
    for (const id of bad)
      await expect(call(id)).rejects.toMatchObject({ name: "InvalidArgumentError", outcome: "not-sent" });
    expect(fetch.sent).toHaveLength(0);
  });

  test("anything else reaches the server as ONE segment", async () => {
    const server = await startScriptedServer();
    const remote = new Pareta({ baseURL: server.url, maxRetries: 0 });
    const ids = [
      "%2e%2e",
      "..%2f",
      "../eval-runs/r1",
      "a/b",
      "a\\b",
      "a?b",
      "a#b",
      "a;b",
      "a b",
      "...",
      " x",
      "é😀",
      "x".repeat(5000),
    ];
    for (const id of ids) {
      const path = `/v1/eval-sets/${encodeURIComponent(id)}`;
      server.on(`DELETE ${path}`, answer(204));
      await expect(remote.evals.sets.delete(id)).resolves.toBeUndefined();
      expect(server.arrivals.at(-1)?.path).toBe(path);
      expect(decodeURIComponent(server.arrivals.at(-1)?.path.split("/").at(-1) ?? "")).toBe(id);
    }
    await server.close();
  });
});

describe("W28 B13 queries", () => {
  const search = async (query: unknown) => {
    const spy = fakeFetch(json({}));
    await new Pareta({ fetch: spy }).endpoints.metrics("ep_1").cost(query as Record<string, string>);
    return new URL(spy.sent[0]?.url ?? "").search;
  };

  test.each([
    [undefined, ""],
    [{}, ""],
    [{ window: "7d", group_by: "day" }, "?window=7d&group_by=day"],
    [{ since_hours: 24, live: true, zero: 0 }, "?since_hours=24&live=true&zero=0"],
    [{ a: null, b: undefined, c: "" }, "?c="],
    [{ id: ["a", "b", null, "c"] }, "?id=a&id=b&id=c"],
    [{ id: [] }, ""],
    [{ "a&b": "c=d e+f#é" }, "?a%26b=c%3Dd+e%2Bf%23%C3%A9"],
    [JSON.parse('{"__proto__":"x"}'), "?__proto__=x"],
  ])("%j", async (query, expected) => {
    expect(await search(query)).toBe(expected);
  });

  test.each([{ a: {} }, { a: { b: 1 } }, { a: NaN }, { a: Symbol("x") }, { a: () => 1 }, { a: ["x", {}] }])(
    "%o is refused",
    async (query) => {
      await expect(search(query)).rejects.toMatchObject({ name: "InvalidArgumentError", param: "a" });
    },
  );
});
