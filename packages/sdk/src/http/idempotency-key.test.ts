import { afterEach, describe, expect, test, vi } from "vitest";
import { FakeClock } from "../testing/fake-clock.ts";
import { fakeFetch, json, networkFailure, noContent, type Reply, sentJson } from "../testing/fake-fetch.ts";
import { completion, endpoint, question, testClient } from "../testing/test-client.ts";
import { mintIdempotencyKey } from "./idempotency-key.ts";
import type { ParetaOptions, RequestOptions } from "./settings.ts";

afterEach(() => vi.unstubAllGlobals());

function setUp(replies: Reply[], options: ParetaOptions = {}) {
  const clock = new FakeClock();
  const fetch = fakeFetch(...replies);
  const keys = () => fetch.sent.map(({ headers }) => headers.get("idempotency-key"));
  return { clock, fetch, keys, client: testClient(clock, { fetch, ...options }) };
}

const ask = (client: ReturnType<typeof testClient>, options?: RequestOptions) =>
  client.chat.completions.create(question, options);

describe("M3 W17 one key for one logical call", () => {
  test("it is the same over retries, whatever made them", async () => {
    const { clock, keys, client } = setUp(
      [networkFailure(), json({}, 500), json({}, 503), json(completion)],
      {
        maxRetries: 3,
      },
    );
    await clock.settle(ask(client));
    expect(keys()).toHaveLength(4);
    expect(new Set(keys()).size).toBe(1);
    expect(keys()[0]).toMatch(/^pareta-ts-[0-9a-f]{32}$/);
  });

  test("two calls have two keys", async () => {
    const { clock, keys, client } = setUp([json(completion)]);
    await clock.settle(Promise.all([ask(client), ask(client)]));
    expect(new Set(keys()).size).toBe(2);
  });

  test("the caller's own is sent byte for byte, as an option or as a header; the option comes first", async () => {
    const { clock, keys, client } = setUp([json(completion)]);
    await clock.settle(ask(client, { idempotencyKey: "my-key:1" }));
    await clock.settle(ask(client, { headers: { "Idempotency-Key": "in-header" } }));
    await clock.settle(ask(client, { idempotencyKey: "option", headers: { "idempotency-key": "header" } }));
    expect(keys()).toEqual(["my-key:1", "in-header", "option"]);
  });

  test("GET, DELETE and PUT carry none, not even the caller's", async () => {
    const { clock, keys, client } = setUp([json([endpoint]), noContent()]);
    const options = { idempotencyKey: "k", headers: { "idempotency-key": "k" } };
    await clock.settle(client.endpoints.list(options));
    await clock.settle(client.endpoints.delete("ep_1", options));
    expect(keys()).toEqual([null, null]);
  });

  test("idempotency: false sends none, but the caller's own is sent and makes the call repeatable", async () => {
    const bare = setUp([json(completion)], { idempotency: false });
    await bare.clock.settle(ask(bare.client));
    expect(bare.keys()).toEqual([null]);
    const own = setUp([networkFailure(), json(completion)], { idempotency: false });
    await own.clock.settle(ask(own.client, { idempotencyKey: "k" }));
    expect(own.keys()).toEqual(["k", "k"]);
  });

  test("a stream's handshake keeps its key over retries too", async () => {
    const { clock, keys, client } = setUp([networkFailure(), json({}, 402)]);
    const stream = client.chat.completions.create({ ...question, stream: true });
    await clock.settle(stream[Symbol.asyncIterator]().next());
    expect(new Set(keys()).size).toBe(1);
    expect(keys()).toHaveLength(2);
  });
});

test("M12 the key is bound to the bytes of the body: a later change of the parameters changes nothing", async () => {
  const params = { model: "ep_1", messages: [{ role: "user", content: "first" }] };
  const { clock, fetch, client } = setUp([
    () => {
      params.model = "ep_2";
      params.messages.push({ role: "user", content: "second" });
      throw networkFailure();
    },
    json(completion),
  ]);
  await clock.settle(client.chat.completions.create(params));
  expect(fetch.sent).toHaveLength(2);
  expect(fetch.sent[1]?.body).toBe(fetch.sent[0]?.body);
  expect(sentJson(fetch.sent[1])).toEqual({
    model: "ep_1",
    messages: [{ role: "user", content: "first" }],
  });
});

describe("M18 without crypto.randomUUID", () => {
  // A key that spells out all 128 random bits collides as rarely as they do: about never in 100,000 keys.
  test("a key holds every one of 128 random bits, from getRandomValues, never from Math.random", () => {
    const words = [0x00000001, 0x89abcdef, 0, 0xffffffff];
    const getRandomValues = (array: Uint32Array) => {
      expect(array).toHaveLength(words.length);
      array.set(words);
      return array;
    };
    vi.stubGlobal("crypto", { getRandomValues });
    const random = vi.spyOn(Math, "random");
    expect(mintIdempotencyKey()).toBe("pareta-ts-0000000189abcdef00000000ffffffff");
    expect(random).not.toHaveBeenCalled();
    random.mockRestore();
  });
});
