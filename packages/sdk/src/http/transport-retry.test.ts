import { describe, expect, test, vi } from "vitest";
import {
  APIConnectionError,
  APIResponseError,
  APIStatusError,
  APITimeoutError,
  ConflictError,
  type ParetaError,
  RateLimitError,
} from "../errors.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { fakeFetch, hang, json, networkFailure, noContent, type Reply } from "../testing/fake-fetch.ts";
import { completion, endpoint, noModels, question, testClient } from "../testing/test-client.ts";
import type { ParetaOptions } from "./settings.ts";

function setUp(replies: Reply[], options: ParetaOptions = {}) {
  const clock = new FakeClock();
  const fetch = fakeFetch(...replies);
  return { clock, fetch, client: testClient(clock, { fetch, ...options }) };
}

/** What a list call over these replies ends with, after which sleeps. */
async function listOver(replies: Reply[], options: ParetaOptions = {}) {
  const { clock, fetch, client } = setUp(replies, options);
  const outcome = await clock.settle(client.models.list());
  return { outcome, slept: clock.slept, attempts: fetch.sent.length, clock };
}

const busy = (headers: Record<string, string> = {}) => json({ detail: "busy" }, 429, headers);

describe("delays", () => {
  test("T16 three 429 without a header: exponential, then typed with the last answer", async () => {
    const last = json({ detail: "still busy" }, 429, { "x-request-id": "req_3" });
    const { outcome, slept, attempts } = await listOver([busy(), busy(), last]);
    expect(outcome).toBeInstanceOf(RateLimitError);
    expect(outcome).toMatchObject({
      message: "still busy",
      requestId: "req_3",
      retryAfter: null,
      status: 429,
    });
    expect(slept).toEqual([500, 1000]);
    expect(attempts).toBe(3);
  });

  test("T16 the sequence doubles up to 8 s and jitter only lengthens it", async () => {
    const { clock, client } = setUp([busy()], { maxRetries: 6 });
    clock.random = () => 0.5;
    await clock.settle(client.models.list());
    expect(clock.slept).toEqual([625, 1125, 2125, 4125, 8125, 8125]);
  });

  test("T12 Retry-After: 2 is waited for, without jitter", async () => {
    const { clock, client } = setUp([busy({ "retry-after": "2" }), json(noModels)]);
    clock.random = () => 0.9;
    expect(await clock.settle(client.models.list())).toEqual([]);
    expect(clock.slept).toEqual([2000]);
  });

  test("T13 W16 a date 5 s ahead is waited for, one in the past is not", async () => {
    const date = (seconds: number) => new Date(Date.UTC(2026, 6, 1, 12, 0, seconds)).toUTCString();
    const ahead = await listOver([busy({ "retry-after": date(5) }), json(noModels)]);
    expect(ahead.slept).toEqual([5000]);
    const past = await listOver([busy({ "retry-after": date(-5) }), json(noModels)]);
    expect(past.slept).toEqual([0]);
  });

  test.each([["2592000"], ["1e309"], ["2147483.648"], ["61"], ["Wed, 01 Jul 2026 13:00:00 GMT"]])(
    "T14 W16 Retry-After %s is raised at once",
    async (header) => {
      const { outcome, slept, attempts } = await listOver([busy({ "retry-after": header })], {
        maxRetries: 5,
      });
      expect(outcome).toBeInstanceOf(RateLimitError);
      expect(outcome).toMatchObject({ retryAfter: expect.any(Number), retryable: true });
      expect((outcome as RateLimitError).retryAfter).toBeGreaterThan(60);
      expect(slept).toEqual([]);
      expect(attempts).toBe(1);
    },
  );

  test.each(["-5", "", "soon", "1,2", "NaN"])("T15 Retry-After %j leaves the own backoff", async (header) => {
    const { slept } = await listOver([busy({ "retry-after": header }), json(noModels)]);
    expect(slept).toEqual([500]);
  });

  test("no timer is left after a call, whatever its end", async () => {
    for (const reply of [json(noModels), busy(), networkFailure(), json("{oops")]) {
      const { clock } = await listOver([reply]);
      expect(clock.pending).toBe(0);
    }
  });
});

/** Status, outcome, retried with a key or as a GET, retried as a POST without a key. */
const statuses = [
  [400, "refused", false, false],
  [401, "refused", false, false],
  [402, "refused", false, false],
  [403, "refused", false, false],
  [404, "refused", false, false],
  [405, "refused", false, false],
  [408, "unknown", true, false],
  [409, "refused", true, true],
  [413, "refused", false, false],
  [418, "refused", false, false],
  [422, "refused", false, false],
  [429, "refused", true, true],
  [500, "unknown", true, false],
  [501, "unknown", false, false],
  [502, "unknown", true, false],
  [503, "refused", true, true],
  [504, "unknown", true, false],
  [599, "unknown", false, false],
] as const;

describe("outcome and retries by status (contract 5.1, 5.4)", () => {
  test.each(statuses)(
    "%i is %s; retried: %s, as a POST without a key: %s",
    async (status, outcome, keyed, keyless) => {
      const get = setUp([json({ detail: "no" }, status)]);
      const error = await get.clock.settle(get.client.models.list());
      expect(error).toBeInstanceOf(APIStatusError);
      expect(error).toMatchObject({ status, outcome, retryable: keyed, message: "no" });
      expect(get.fetch.sent).toHaveLength(keyed ? 3 : 1);

      const post = setUp([json({ detail: "no" }, status)]);
      const kept = await post.clock.settle(post.client.chat.completions.create(question));
      expect(kept).toMatchObject({ status, outcome, retryable: keyed });
      expect(post.fetch.sent).toHaveLength(keyed ? 3 : 1);

      const bare = setUp([json({ detail: "no" }, status)], { idempotency: false });
      const once = await bare.clock.settle(bare.client.chat.completions.create(question));
      expect(once).toMatchObject({ status, outcome, retryable: keyless });
      expect(bare.fetch.sent).toHaveLength(keyless ? 3 : 1);
    },
  );

  test.each([301, 302, 307, 308])("T31 %i is not followed and not retried", async (status) => {
    const { outcome, attempts } = await listOver([json({}, status, { location: "http://evil.example/" })]);
    expect(outcome).toBeInstanceOf(APIStatusError);
    expect(outcome).toMatchObject({ status, retryable: false });
    expect(attempts).toBe(1);
  });

  test("409 may be a lock: a stable one costs the whole budget and then raises ConflictError", async () => {
    const { outcome, attempts, slept } = await listOver([json({ detail: "locked" }, 409)], { maxRetries: 4 });
    expect(outcome).toBeInstanceOf(ConflictError);
    expect(attempts).toBe(5);
    expect(slept).toEqual([500, 1000, 2000, 4000]);
  });
});

/** Failures without an answer, or with one that died. */
const broken = new ReadableStream<Uint8Array>({
  pull(controller) {
    controller.error(new TypeError("terminated"));
  },
});
const failures: [string, () => Reply, typeof ParetaError][] = [
  ["the network fails", () => networkFailure(), APIConnectionError],
  ["the head never comes", () => hang, APITimeoutError],
  [
    "the body never comes",
    () => () => new Response(new ReadableStream(), { headers: { "content-type": "application/json" } }),
    APITimeoutError,
  ],
  ["the body dies", () => () => new Response(broken), APIConnectionError],
];

describe("failures without an answer", () => {
  test.each(failures)(
    "T1 T10 %s: retried for GET and keyed POST, never for a POST without a key",
    async (_, reply, type) => {
      const calls = [
        { options: {}, method: "GET", attempts: 3 },
        { options: {}, method: "POST", attempts: 3 },
        { options: { idempotency: false }, method: "POST", attempts: 1 },
      ];
      for (const { options, method, attempts } of calls) {
        const { clock, fetch, client } = setUp([reply()], options);
        const call = method === "GET" ? client.models.list() : client.chat.completions.create(question);
        const error = await clock.settle(call);
        expect(error).toBeInstanceOf(type);
        expect(error).toMatchObject({
          outcome: "unknown",
          retryable: attempts > 1,
          status: null,
          requestId: null,
        });
        expect(fetch.sent).toHaveLength(attempts);
        expect(clock.pending).toBe(0);
      }
    },
  );

  test("T1 the cause and its code are kept", async () => {
    const { outcome } = await listOver([networkFailure("ENOTFOUND")]);
    expect(outcome).toMatchObject({ cause: { cause: { code: "ENOTFOUND" } } });
    expect((outcome as Error).message).toContain("ENOTFOUND");
  });

  test("T10 the timeout runs per attempt and says how long it was", async () => {
    const { outcome, slept } = await listOver([hang], { timeout: 4000, maxRetries: 1 });
    expect(outcome).toMatchObject({ name: "APITimeoutError", message: expect.stringContaining("4000 ms") });
    expect(slept).toEqual([4000, 500, 4000]);
  });

  test("an answer that breaks the contract is not retried: it may have been charged", async () => {
    const { clock, fetch, client } = setUp([json("{oops")]);
    const error = await clock.settle(client.chat.completions.create(question));
    expect(error).toBeInstanceOf(APIResponseError);
    expect(error).toMatchObject({ outcome: "unknown", retryable: false, status: 200 });
    expect(fetch.sent).toHaveLength(1);
  });
});

describe("DELETE", () => {
  const gone = json({ detail: "no such endpoint" }, 404);

  test.each([
    ["the network fails", networkFailure()],
    ["500", json({}, 500)],
    ["408", json({}, 408)],
  ])("a 404 after %s is success: the attempt before did it", async (_, first) => {
    const { clock, fetch, client } = setUp([first, gone]);
    expect(await clock.settle(client.endpoints.delete("ep_1"))).toBeUndefined();
    expect(fetch.sent).toHaveLength(2);
  });

  test("a 404 at first, or after a refusal, is an error", async () => {
    const first = setUp([gone]);
    expect(await first.clock.settle(first.client.endpoints.delete("ep_1"))).toMatchObject({ status: 404 });
    const locked = setUp([json({}, 409), gone]);
    expect(await locked.clock.settle(locked.client.endpoints.delete("ep_1"))).toMatchObject({ status: 404 });
  });

  test("a 404 after two unknown attempts with a refusal between them is success", async () => {
    const { clock, client } = setUp([networkFailure(), json({}, 503), gone]);
    expect(await clock.settle(client.endpoints.delete("ep_1"))).toBeUndefined();
  });
});

describe("per-request options (W22)", () => {
  test("they come before the client's", async () => {
    const { clock, fetch, client } = setUp([hang], {
      timeout: 9000,
      maxRetries: 5,
      defaultHeaders: { "X-A": "1" },
    });
    const options = { timeout: 1000, maxRetries: 1, headers: { "x-a": "2", "X-B": "3" } };
    await clock.settle(client.models.list(options));
    expect(clock.slept).toEqual([1000, 500, 1000]);
    expect(fetch.sent).toHaveLength(2);
    expect(fetch.sent[0]?.headers.get("x-a")).toBe("2");
    expect(fetch.sent[0]?.headers.get("x-b")).toBe("3");
    const unlimited = client.models.list({ timeout: 0, maxRetries: 0 });
    await clock.idle();
    expect(clock.next()).toBe(false);
    unlimited.catch(() => {});
  });

  test.each([
    [{ timeout: NaN }, "timeout"],
    [{ timeout: -1 }, "timeout"],
    [{ maxRetries: NaN }, "maxRetries"],
    [{ headers: { "a b": "c" } }, "headers"],
    [{ headers: { a: "x\ny" } }, "headers"],
    [{ signal: {} }, "signal"],
    [{ signal: "stop" }, "signal"],
    [{ idempotencyKey: "" }, "idempotencyKey"],
    [{ idempotencyKey: "a\r\nb" }, "idempotencyKey"],
    [{ idempotencyKey: "a b" }, "idempotencyKey"],
    [{ idempotencyKey: "é" }, "idempotencyKey"],
    [{ streamIdleTimeout: -1 }, "streamIdleTimeout"],
  ])("B2 B3 B11 X14 %j is refused before anything is sent", async (options, param) => {
    const { fetch, client } = setUp([json(completion)]);
    const call = client.chat.completions.create(question, options as object);
    await expect(call).rejects.toMatchObject({ name: "InvalidArgumentError", param, outcome: "not-sent" });
    const streamed = () => client.chat.completions.create({ ...question, stream: true }, options as object);
    expect(streamed).toThrow(expect.objectContaining({ name: "InvalidArgumentError", param }));
    expect(fetch.sent).toHaveLength(0);
  });
});

test("T19 402 for some of many parallel calls: each fails on its own, none is retried", async () => {
  const replies = Array.from({ length: 10 }, (_, index) =>
    index % 3 === 0 ? json({ detail: "out of credit" }, 402) : json(completion),
  );
  const { clock, fetch, client } = setUp([...replies, json({}, 500)]);
  const calls = replies.map(() => client.chat.completions.create(question));
  const settled = (await clock.settle(Promise.allSettled(calls))) as PromiseSettledResult<unknown>[];
  const credits = { name: "InsufficientCreditsError", outcome: "refused", retryable: false };
  expect(settled).toMatchObject(
    replies.map(({ status }) =>
      status === 402
        ? { status: "rejected", reason: credits }
        : { status: "fulfilled", value: { id: "cmpl_1" } },
    ),
  );
  expect(fetch.sent).toHaveLength(10);
});

test("the discarded body of a failed attempt is cancelled", async () => {
  const cancel = vi.fn();
  const page = () =>
    new Response(new ReadableStream({ pull: (body) => body.enqueue(new Uint8Array(9000)), cancel }), {
      status: 503,
    });
  const { outcome } = await listOver([page, json(noModels)]);
  expect(outcome).toEqual([]);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test("404 and 204 beside each other: a plain delete resolves with nothing", async () => {
  const { clock, client } = setUp([noContent()]);
  expect(await clock.settle(client.endpoints.delete("ep_1"))).toBeUndefined();
  const again = setUp([json(endpoint)]);
  expect(await again.clock.settle(again.client.endpoints.retrieve("ep_1"))).toMatchObject({ id: "ep_1" });
});
