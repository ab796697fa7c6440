import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hurriedClock } from "../testing/fake-clock.ts";
import {
  answer,
  eventStream,
  finish,
  head,
  reset,
  type ScriptedServer,
  stall,
  startScriptedServer,
  write,
} from "../testing/scripted-server.ts";
import { completion, noModels, question, testClient } from "../testing/test-client.ts";
import type { ParetaOptions } from "./settings.ts";

let server: ScriptedServer;
const connect = (options?: ParetaOptions) => testClient(hurriedClock, { baseURL: server.url, ...options });
let client: ReturnType<typeof connect>;
beforeEach(async () => {
  server = await startScriptedServer();
  client = connect();
});
afterEach(() => server.close());

const models = "GET /v1/models";
const chat = "POST /v1/chat/completions";
/** Retries without a wait. */
const cold = answer(503, { detail: "cold" }, { "retry-after": "0" });
const keys = () => server.arrivals.map(({ idempotencyKey }) => idempotencyKey);
const ask = (maxRetries?: number) => client.chat.completions.create(question, { maxRetries });
const askStream = () => client.chat.completions.create({ ...question, stream: true });
const first = (stream: AsyncIterable<unknown>) => stream[Symbol.asyncIterator]().next();

describe("T1 T2 connections that fail", () => {
  test("T1 refused: typed, with the code of the cause", async () => {
    await server.close();
    const listed = client.models.list({ maxRetries: 0 });
    await expect(listed).rejects.toMatchObject({
      name: "APIConnectionError",
      message: expect.stringContaining("ECONNREFUSED"),
      cause: { cause: { code: "ECONNREFUSED" } },
      outcome: "unknown",
      retryable: true,
    });
    server = await startScriptedServer();
  });

  test("T1 TLS: a plain server behind https is a connection error", async () => {
    const tls = connect({ baseURL: server.url.replace("http:", "https:"), maxRetries: 0 });
    await expect(tls.models.list()).rejects.toMatchObject({
      name: "APIConnectionError",
      cause: { cause: { code: expect.stringMatching(/SSL|TLS|ECONNRESET|EPROTO/) } },
    });
  });

  test("T2 M3 reset before headers: the metered POST is sent again with the same key, and the reset is kept", async () => {
    server.on(chat, [reset], answer(200, completion));
    expect((await ask(1)).id).toBe("cmpl_1");
    expect(server.arrivals).toHaveLength(2);
    expect(new Set(keys()).size).toBe(1);
    expect(keys()[0]).not.toBeNull();
    expect(server.arrivals[0]?.body).toEqual(server.arrivals[1]?.body);
    server.on(models, [reset]);
    await expect(client.models.list({ maxRetries: 0 })).rejects.toMatchObject({ name: "APIConnectionError" });
  });

  test("T2 without a key a POST is not sent again", async () => {
    const keyless = connect({ idempotency: false });
    server.on(chat, [reset], answer(200, completion));
    await expect(keyless.chat.completions.create(question)).rejects.toMatchObject({
      outcome: "unknown",
      retryable: false,
    });
    expect(server.arrivals).toHaveLength(1);
    expect(keys()).toEqual([null]);
  });

  test.each([
    ["a reset inside of the head", [write("HTTP/1.1 200 OK\r\ncontent-ty"), reset]],
    ["no HTTP at all", [write("SSH-2.0-OpenSSH\r\n\r\n"), finish]],
    ["a silent close", [finish]],
  ])("T2 %s is a connection error", async (_, steps) => {
    server.on(models, steps);
    await expect(client.models.list({ maxRetries: 0 })).rejects.toMatchObject({
      name: "APIConnectionError",
      outcome: "unknown",
    });
  });
});

describe("T6 bodies that are cut", () => {
  const json = { "content-type": "application/json" };
  test.each([
    [
      "content-length too large, then FIN",
      [head(200, { ...json, "content-length": "999" }), write('{"a":1}'), finish],
    ],
    [
      "a chunked body without its end",
      [head(200, { ...json, "transfer-encoding": "chunked" }), write('7\r\n{"a":1}\r\n'), finish],
    ],
    ["a reset in the body", [head(200, { ...json, "content-length": "999" }), write('{"id"'), reset]],
  ])("%s: retried with the same key", async (_, steps) => {
    server.on(chat, steps, answer(200, completion));
    expect((await ask(1)).id).toBe("cmpl_1");
    expect(new Set(keys()).size).toBe(1);
    server.on(chat, steps);
    await expect(ask(0)).rejects.toMatchObject({
      name: "APIConnectionError",
      outcome: "unknown",
      retryable: true,
    });
  });
});

describe("T22 T23 answers that explain themselves badly", () => {
  test("T22 502 with 2 MB of HTML: a short message, a bounded read, the connection given up", async () => {
    const page = `<html><body>${"<p>Bad gateway</p>".repeat(120_000)}</body></html>`;
    server.on(models, answer(502, page, { "content-type": "text/html" }));
    const error: unknown = await client.models.list({ maxRetries: 0 }).catch((error: unknown) => error);
    expect(error).toMatchObject({ name: "APIStatusError", status: 502, message: "HTTP 502" });
    expect(error).toHaveProperty("detail", expect.stringMatching(/^<html>/));
    expect((error as { detail: string }).detail).toHaveLength(2000);
    await (
      await server.arrival(0)
    ).closed;
  });

  test("T22 an error page that never ends is not waited for", async () => {
    server.on(models, [head(502, { "content-length": "9000000" }), write("x".repeat(200_000)), stall]);
    await expect(client.models.list({ maxRetries: 0 })).rejects.toMatchObject({ status: 502 });
    await (
      await server.arrival(0)
    ).closed;
  });

  test("T31 a browser hides where a redirect leads: its answer has status 0", async () => {
    const opaque = connect({ fetch: async () => Response.error() });
    await expect(opaque.models.list()).rejects.toMatchObject({
      name: "APIStatusError",
      status: 0,
      message: expect.stringContaining("redirect"),
      outcome: "unknown",
      retryable: false,
    });
  });

  test("T23 an empty 4xx, and one whose body dies, keep their status", async () => {
    server.on(models, answer(403), [head(404, { "content-length": "50" }), write("x"), reset]);
    await expect(client.models.list()).rejects.toMatchObject({
      name: "PermissionDeniedError",
      message: "HTTP 403",
      detail: null,
    });
    await expect(client.models.list()).rejects.toMatchObject({ name: "NotFoundError", message: "HTTP 404" });
  });
});

describe("T24-T27 2xx that are no answers", () => {
  const portal = "<html>Please sign in to the hotel's network</html>";

  test("T24 text/html is an unexpected content type, for JSON and for a stream, and is not sent again", async () => {
    server.on(models, answer(200, portal, { "content-type": "text/html", "x-request-id": "req_7" }));
    server.on(chat, answer(200, portal, { "content-type": "text/html" }));
    const wrong = {
      name: "APIResponseError",
      status: 200,
      message: expect.stringContaining("content type text/html"),
    };
    await expect(client.models.list()).rejects.toMatchObject({
      ...wrong,
      requestId: "req_7",
      outcome: "unknown",
    });
    await expect(ask()).rejects.toMatchObject(wrong);
    await expect(first(askStream())).rejects.toMatchObject(wrong);
    expect(server.arrivals).toHaveLength(3);
  });

  test("T24 no content type at all is read as JSON, but is no stream", async () => {
    server.on(models, [head(200), write(JSON.stringify(noModels)), finish]);
    await expect(client.models.list()).resolves.toEqual([]);
    server.on(chat, [head(200), write("data: [DONE]\n\n"), finish]);
    await expect(first(askStream())).rejects.toMatchObject({ name: "APIResponseError" });
  });

  test("T25 JSON where a stream was expected: its message is told", async () => {
    server.on(chat, answer(200, { error: { message: "model is loading" } }));
    await expect(first(askStream())).rejects.toMatchObject({
      name: "APIResponseError",
      message: expect.stringContaining("model is loading"),
      outcome: "unknown",
    });
    expect(server.arrivals).toHaveLength(1);
  });

  test("T25 a content type with parameters and odd case is a stream", async () => {
    server.on(chat, [
      head(200, { "content-type": "Text/Event-Stream; Charset=UTF-8" }),
      write("data: [DONE]\n\n"),
      finish,
    ]);
    await expect(first(askStream())).resolves.toEqual({ done: true, value: undefined });
    server.on(chat, [eventStream, write("data: [DONE]\n\n"), finish]);
    await expect(first(askStream())).resolves.toEqual({ done: true, value: undefined });
    server.on(chat, [head(200, { "content-type": "text/event-streamlike" }), finish]);
    await expect(first(askStream())).rejects.toMatchObject({ name: "APIResponseError" });
  });

  test("T26 204 and empty 200: an error where JSON is expected, not for deletes, starts and stops", async () => {
    for (const empty of [answer(204), answer(200)]) {
      server.on(models, empty);
      server.on(chat, empty);
      await expect(client.models.list()).rejects.toMatchObject({ name: "APIResponseError" });
      await expect(ask()).rejects.toMatchObject({ name: "APIResponseError", outcome: "unknown" });
      for (const action of ["start", "stop"] as const) {
        server.on(`POST /v1/endpoints/ep_1/${action}`, empty);
        await expect(client.endpoints[action]("ep_1")).resolves.toEqual({});
      }
      server.on("DELETE /v1/endpoints/ep_1", empty);
      server.on("DELETE /v1/eval-sets/es_1", empty);
      await expect(client.endpoints.delete("ep_1")).resolves.toBeUndefined();
      await expect(client.evals.sets.delete("es_1")).resolves.toBeUndefined();
    }
  });

  test("T27 W13 JSON cut in half: typed, without the body in the message, not sent again", async () => {
    const half = JSON.stringify({ ...completion, secret: "PROMPT-TEXT" }).slice(0, -2);
    server.on(chat, answer(200, half, { "x-request-id": "req_9" }));
    const error: unknown = await ask().catch((error: unknown) => error);
    expect(error).toMatchObject({ name: "APIResponseError", status: 200, requestId: "req_9", body: half });
    expect(String(error)).not.toContain("PROMPT-TEXT");
    expect(server.arrivals).toHaveLength(1);
  });

  test.each([
    "null",
    "[]",
    "1",
    '"text"',
    "true",
    '{"data":{}}',
    '{"data":[null]}',
    '{"data":[[]]}',
    '{"data":[{}]}',
  ])("W13 W31 a list of models that is %s is an APIResponseError", async (body) => {
    server.on(models, answer(200, body));
    await expect(client.models.list()).rejects.toMatchObject({
      name: "APIResponseError",
      status: 200,
      outcome: "unknown",
    });
  });

  test("D11 100,000 nested lists are refused without a stack overflow", async () => {
    server.on(
      models,
      answer(200, "[".repeat(100_000)),
      answer(200, `${"[".repeat(100_000)}${"]".repeat(100_000)}`),
    );
    await expect(client.models.list()).rejects.toMatchObject({ name: "APIResponseError" });
    await expect(client.models.list()).rejects.toMatchObject({ name: "APIResponseError" });
  });
});

describe("T31 redirects", () => {
  test.each([301, 302, 303, 307, 308])(
    "%i is typed and not followed, so that no key goes elsewhere",
    async (status) => {
      const other = await startScriptedServer();
      for (const location of [`${server.url}/v1/elsewhere`, `${other.url}/v1/models`]) {
        server.on(models, answer(status, "", { location }));
        server.on(chat, answer(status, "", { location }));
        const refused = { name: "APIStatusError", status, message: `HTTP ${status}`, retryable: false };
        await expect(client.models.list()).rejects.toMatchObject(refused);
        await expect(ask()).rejects.toMatchObject({ ...refused, outcome: "unknown" });
      }
      expect(server.arrivals).toHaveLength(4);
      expect(other.arrivals).toHaveLength(0);
      await other.close();
    },
  );
});

describe("T33 odd HTTP", () => {
  const body = JSON.stringify(noModels);
  test.each([
    [
      "102 Processing and 103 Early Hints",
      `HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    ],
    [
      "trailers",
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-end\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\nx-end: 1\r\n\r\n`,
    ],
    [
      "Transfer-Encoding in odd case",
      `HTTP/1.1 200 OK\r\nTRANSFER-encoding: Chunked\r\n\r\n${body.length.toString(16).toUpperCase()};ext=1\r\n${body}\r\n0\r\n\r\n`,
    ],
    ["an HTTP/1.0 answer", `HTTP/1.0 200 OK\r\n\r\n${body}`],
  ])("%s changes nothing", async (_, bytes) => {
    server.on(models, [write(bytes), finish]);
    await expect(client.models.list()).resolves.toEqual([]);
  });
});

describe("what is on the wire", () => {
  test("the common headers, once each, and the body byte for byte", async () => {
    server.on(chat, cold, answer(200, completion));
    await ask();
    const [one, other] = server.arrivals;
    expect(one?.headers).toMatchObject({
      authorization: "Bearer pareta_sk_test",
      accept: "application/json",
      "content-type": "application/json",
    });
    expect(one?.headers["user-agent"]).toMatch(/^pareta-typescript\//);
    const names = (one?.rawHeaders ?? [])
      .filter((_, index) => index % 2 === 0)
      .map((name) => name.toLowerCase());
    expect(names).toHaveLength(new Set(names).size);
    expect(String(one?.body)).toBe(JSON.stringify(question));
    expect(other?.body).toEqual(one?.body);
    server.on(models, answer(200, noModels));
    await client.models.list();
    expect(server.arrivals[2]?.headers).not.toHaveProperty("content-type");
    server.on(chat, [eventStream, write("data: [DONE]\n\n"), finish]);
    await first(askStream());
    expect(server.arrivals[3]?.headers.accept).toBe("text/event-stream");
  });

  test("default and own headers are merged, and cannot replace Authorization", async () => {
    const defaultHeaders = { Authorization: "Basic evil", "X-Team": "a", "x-both": "1" };
    const custom = connect({ defaultHeaders });
    server.on(models, answer(200, noModels));
    await custom.models.list({ headers: { AUTHORIZATION: "Basic worse", "X-Both": "2" } });
    expect(server.arrivals[0]?.headers).toMatchObject({
      authorization: "Bearer pareta_sk_test",
      "x-team": "a",
      "x-both": "2",
    });
    const keyless = connect({ apiKey: undefined, defaultHeaders });
    await keyless.models.list();
    expect(server.arrivals[1]?.headers).not.toHaveProperty("authorization");
  });
});
