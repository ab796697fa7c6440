import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import { Pareta } from "./client.ts";
import type { APIStatusError } from "./errors.ts";
import { fakeFetch, hang, json, networkFailure, type Reply } from "./testing/fake-fetch.ts";
import { ScriptedBody } from "./testing/scripted-body.ts";
import { answer, eventStream, finish, startScriptedServer, write } from "./testing/scripted-server.ts";
import { noModels, question } from "./testing/test-client.ts";

const canary = "pareta_sk_CANARY7f3a";
const forms = [canary, btoa(canary), btoa(`Bearer ${canary}`), encodeURIComponent(canary), "CANARY"];

/** Everything a log could make of a value. */
function written(value: unknown): string {
  const { message, stack, cause } = Object(value) as Partial<Error>;
  const parts = [
    inspect(value, { depth: 10 }),
    JSON.stringify(value),
    String(value),
    message,
    stack,
    inspect(cause, { depth: 10 }),
  ];
  return parts.join("\n");
}

/** The forms of the key in a value, also in what logs leave out. */
function leaks(value: unknown): string[] {
  const { body } = Object(value) as { body?: unknown };
  const text = written(value) + inspect(body, { depth: 10 });
  return forms.filter((form) => text.includes(form));
}

test("W32 X12 no form of the key shows in the client, nor in anything it is made of", () => {
  const client = new Pareta({ apiKey: canary });
  for (const value of [
    client,
    client.chat,
    client.chat.completions,
    client.endpoints,
    client.endpoints.metrics("ep_1"),
    client.evals,
    client.evals.sets,
  ]) {
    expect(leaks(value)).toEqual([]);
    expect(inspect(value, { depth: 10, showHidden: true })).not.toContain(canary);
  }
  expect(leaks(client.chat.completions.create({ ...question, stream: true }))).toEqual([]);
});

const echo = { detail: `invalid API key ${canary}`, headers: { authorization: `Bearer ${canary}` } };
const failures: [string, Reply][] = [
  ["a refused key, echoed", json(echo, 401)],
  ["an echo as text", new Response(`key ${canary} is not valid`, { status: 403 })],
  ["an echo as HTML", new Response(`<html>${canary}</html>`, { status: 502 })],
  ["an echo as error.message", json({ error: { message: `bad ${canary}` } }, 400)],
  ["a validation item", json({ detail: [{ loc: ["header", canary], msg: canary, type: "x" }] }, 422)],
  ["an echo in a 2xx that breaks the contract", json(echo)],
  ["an echo in a 2xx that is no JSON", json(`oops ${canary}`)],
  ["an echo in a 2xx of HTML", new Response(canary, { headers: { "content-type": "text/html" } })],
  ["an echo in a header", json({ detail: "no" }, 404, { "x-echo": canary })],
  ["a failure of the network", networkFailure()],
];

test.each(failures)("X12 X25 no form of the key shows in the error for %s", async (_, reply) => {
  const client = new Pareta({ apiKey: canary, fetch: fakeFetch(reply), maxRetries: 0 });
  const error: unknown = await client.models.list().catch((error: unknown) => error);
  expect(error).toBeInstanceOf(Error);
  expect(leaks(error)).toEqual([]);
  const stream = client.chat.completions.create({ ...question, stream: true });
  const inStream: unknown = await stream[Symbol.asyncIterator]()
    .next()
    .catch((error: unknown) => error);
  expect(leaks(inStream)).toEqual([]);
});

const escaped = `\\u0070${canary.slice(1)}`;
const echoes: [string, string, Record<string, string>, number][] = [
  ["x-request-id", "{}", { "x-request-id": `req ${canary}` }, 500],
  ["x-request-id alone", "{}", { "x-request-id": canary }, 404],
  ["a retry header", "{}", { "retry-after": canary, "retry-after-ms": canary }, 429],
  ["the content type of an error", "{}", { "content-type": `text/${canary}` }, 502],
  ["nested details", JSON.stringify({ detail: { a: [{ b: { c: canary } }] } }), {}, 400],
  ["a name in the details", JSON.stringify({ detail: { [canary]: 1 } }), {}, 400],
  ["a validation item", JSON.stringify({ detail: [{ loc: [canary], msg: canary, type: canary }] }), {}, 422],
  ["an escaped detail", `{"detail":"bad ${escaped}"}`, {}, 400],
  ["an escaped detail of an object", `{"detail":{"message":"bad ${escaped}"}}`, {}, 400],
  ["a text body that is cut", `bad ${canary}`, {}, 500],
];

test.each(echoes)(
  "no part of an error holds a key that was echoed in %s (A16)",
  async (_, body, headers, status) => {
    const fetch = fakeFetch(json(body, status, headers));
    const client = new Pareta({ apiKey: canary, fetch, maxRetries: 0 });
    const error: unknown = await client.models.list().catch((error: unknown) => error);
    expect(error).toMatchObject({ status });
    expect(leaks(error)).toEqual([]);
    const { headers: seen, response, detail } = error as APIStatusError;
    const all = [...seen, ...(response?.headers ?? []), JSON.stringify(detail)].join();
    expect(all).not.toContain(canary);
  },
);

test.each([
  ["a request id", { "x-request-id": canary }, "data: {oops\n\n"],
  ["a content type", { "content-type": `text/${canary}`, "x-request-id": canary }, ""],
  ["an error frame", {}, `data: {"error":{"message":"bad ${canary}","code":401}}\n\n`],
  ["an escaped error frame", {}, `data: {"error":{"message":"bad ${escaped}","code":401}}\n\n`],
  ["an error event", {}, `event: error\ndata: bad ${canary}\n\n`],
  ["a frame that breaks the contract", {}, `data: {"choices":[1],"key":"${canary}"}\n\n`],
])("no part of a stream's error holds a key that was echoed in %s (A16)", async (_, headers, body) => {
  const fetch = fakeFetch(
    new Response(body, { headers: { "content-type": "text/event-stream", ...headers } }),
  );
  const client = new Pareta({ apiKey: canary, fetch, maxRetries: 0 });
  const stream = client.chat.completions.create({ ...question, stream: true });
  const error: unknown = await stream[Symbol.asyncIterator]()
    .next()
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(Error);
  expect(leaks(error)).toEqual([]);
  expect(stream.requestId ?? "").not.toContain(canary);
});

test("a stream's request id, stages, names and text come without the key, however the network cuts them (A16)", async () => {
  const body =
    `: pareta-progress asking ${canary}\n: pareta-billed-micro-usd ${canary}\n\n` +
    `id: ${canary}\ndata: {"id":"${canary}","choices":[{"delta":{"content":"a ${canary} b"}}]}\n\ndata: [DONE]\n\n`;
  for (const size of [1, 7, 4096]) {
    const source = new ScriptedBody(...(body.match(new RegExp(`[^]{1,${size}}`, "g")) ?? []));
    source.end();
    const headers = { "content-type": "text/event-stream", "x-request-id": `req_${canary}` };
    const client = new Pareta({
      apiKey: canary,
      fetch: fakeFetch(() => new Response(source.stream, { headers })),
    });
    const stream = client.chat.completions.create({ ...question, stream: true });
    const stages: string[] = [];
    stream.onStage((stage) => stages.push(stage));
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(stages).toEqual(["asking [redacted]"]);
    expect(stream.requestId).toBe("req_[redacted]");
    expect(stream.receipt).toBeNull();
    expect(chunks[0]).toMatchObject({
      id: "[redacted]",
      choices: [{ delta: { content: "a [redacted] b" } }],
    });
  }
});

test("a deploy's events and a whole answer come without the key (A16)", async () => {
  const events = `event: progress\ndata: {"stage":"${canary}"}\n\nevent: complete\ndata: {"endpoint":{"id":"ep_1","url":"https://x/?key=${canary}"}}\n\n`;
  const feed = new Response(events, { headers: { "content-type": "text/event-stream" } });
  const seen = [];
  const deploying = new Pareta({ apiKey: canary, fetch: fakeFetch(feed) });
  for await (const event of deploying.endpoints.deploy({ task: "t" })) seen.push(event);
  expect(leaks(seen)).toEqual([]);
  const headers = { "x-pareta-billed": canary, "x-request-id": canary };
  const answer = json({ choices: [{ message: { content: canary, mood: canary } }] }, 200, headers);
  const asking = new Pareta({ apiKey: async () => ` ${canary} `, fetch: fakeFetch(answer) });
  const completion = await asking.chat.completions.create(question);
  expect(leaks(completion)).toEqual([]);
  expect(completion).toMatchObject({
    billedMicroUsd: null,
    choices: [{ message: { content: "[redacted]" } }],
  });
});

test("a key that JSON or a URL writes in another way is found in that form too (A16)", async () => {
  const key = 'pareta"sk/%é+'.replace("é", "_");
  const body = { detail: key, link: `https://x/?key=${encodeURIComponent(key)}` };
  const client = new Pareta({ apiKey: key, fetch: fakeFetch(json(body, 400)), maxRetries: 0 });
  const error: unknown = await client.models.list().catch((error: unknown) => error);
  expect(error).toMatchObject({ detail: "[redacted]", message: "[redacted]" });
  const text = new Pareta({ apiKey: key, fetch: fakeFetch(json(`${body.link} ${key}`, 400)), maxRetries: 0 });
  const other: unknown = await text.models.list().catch((error: unknown) => error);
  expect(other).toMatchObject({ detail: "https://x/?key=[redacted] [redacted]" });
});

test("X12 nor in the errors for a timeout, an abort and bad options", async () => {
  const client = new Pareta({ apiKey: canary, fetch: fakeFetch(hang), maxRetries: 0 });
  expect(leaks(await client.models.list({ timeout: 1 }).catch((error: unknown) => error))).toEqual([]);
  const signal = AbortSignal.abort();
  expect(leaks(await client.models.list({ signal }).catch((error: unknown) => error))).toEqual([]);
  for (const bad of [`${canary}\n1`, `${canary}\0`, `${canary} x`, `${canary}é`]) {
    const byFunction = new Pareta({ apiKey: () => bad, maxRetries: 0 });
    expect(leaks(await byFunction.models.list().catch((error: unknown) => error))).toEqual([]);
    let thrown: unknown;
    try {
      thrown = new Pareta({ apiKey: bad });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Error);
    expect(leaks(thrown)).toEqual([]);
  }
});

test("X12 over a real socket: nothing is written to the console, and no error holds the key", async () => {
  const consoles = (["log", "info", "warn", "error", "debug"] as const).map((level) =>
    vi.spyOn(console, level),
  );
  const server = await startScriptedServer();
  const client = new Pareta({ apiKey: canary, baseURL: server.url, maxRetries: 0 });
  server.on("GET /v1/models", answer(401, echo), [finish], answer(200, "{"), answer(200, noModels));
  const events = (text: string) => [eventStream, write(text), finish];
  server.on(
    "POST /v1/chat/completions",
    events(`data: {"error":{"message":"${canary}","code":401}}\n\n`),
    events(`event: error\ndata: ${canary}\n\n`),
    events(`data: {"oops ${canary}\n\n`),
  );
  server.on(
    "POST /v1/endpoints",
    events(`event: error\ndata: {"message":"${canary}","key":"${canary}"}\n\n`),
    events(`event: complete\ndata: {"endpoint":{"key":"${canary}"}}\n\n`),
  );
  for (let index = 0; index < 4; index++) {
    expect(leaks(await client.models.list().catch((error: unknown) => error))).toEqual([]);
  }
  for (let index = 0; index < 3; index++) {
    const stream = client.chat.completions.create({ ...question, stream: true });
    const error: unknown = await stream[Symbol.asyncIterator]()
      .next()
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(Error);
    expect(leaks(error)).toEqual([]);
  }
  for (let index = 0; index < 2; index++) {
    const error: unknown = await client.endpoints
      .deploy({ task: "t", wait: true })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(Error);
    expect(leaks(error)).toEqual([]);
  }
  expect(server.arrivals).toHaveLength(9);
  expect(server.arrivals.map(({ path }) => path).join()).not.toContain("CANARY");
  for (const spy of consoles) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
  await server.close();
});

test("X13 no prompt and no answer shows in an error, unless the server put it into its own message", async () => {
  const prompt = "PROMPT-TEXT";
  const params = { model: "ep_1", messages: [{ role: "user", content: prompt }] };
  for (const reply of [
    json({}, 500),
    json({ answer: prompt }),
    json(`{"answer":"${prompt}`),
    networkFailure(),
  ]) {
    const client = new Pareta({ apiKey: canary, fetch: fakeFetch(reply), maxRetries: 0 });
    const error: unknown = await client.chat.completions.create(params).catch((error: unknown) => error);
    expect(written(error)).not.toContain(prompt);
  }
});
