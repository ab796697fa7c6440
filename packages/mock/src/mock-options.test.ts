import { describe, expect, test } from "vitest";
import { createMockPareta } from "./index.ts";
import type { Fault, MockParetaOptions, Snapshot } from "./index.ts";
import { startMockServer } from "./server/index.ts";

/** As plain JavaScript would pass it: whatever the types say. */
const given = (value: unknown) => value as never;

describe("an option that cannot be is refused with a sentence", () => {
  const wrong: readonly [options: object, sentence: RegExp][] = [
    [{ seed: Number.NaN }, /seed has to be a whole number, not NaN/],
    [{ seed: 1.5 }, /seed has to be a whole number, not 1.5/],
    [{ seed: Infinity }, /seed/],
    [{ seed: "7" }, /seed/],
    [{ seed: null }, /seed/],
    [{ balanceMicroUsd: -1 }, /balanceMicroUsd has to be a number of micro-USD, 0 or more, not -1/],
    [{ balanceMicroUsd: Number.NaN }, /balanceMicroUsd/],
    [{ balanceMicroUsd: Infinity }, /balanceMicroUsd/],
    [{ balanceMicroUsd: "25" }, /balanceMicroUsd/],
    [{ pace: "fast" }, /no pace "fast".*"instant", "human"/],
    [{ pace: 60 }, /no pace 60/],
    [{ pace: null }, /no pace null/],
    [{ pace: { tokensPerSecond: 0 } }, /pace\.tokensPerSecond has to be a number above 0/],
    [{ pace: { tokensPerSecond: Number.NaN } }, /tokensPerSecond/],
    [{ pace: { latencyMs: -1 } }, /pace\.latencyMs has to be a number of 0 or more/],
    [{ pace: { runMs: "1s" } }, /pace\.runMs/],
    [{ pace: { runSeconds: 1 } }, /a pace has no "runSeconds"\. It has: tokensPerSecond/],
    [{ scenario: "x" }, /no scenario "x".*happy.*huge/],
    [{ scenario: "toString" }, /no scenario/],
    [{ now: 5 }, /`now` has to be a function/],
    [{ state: {} }, /`state` is no snapshot/],
    [{ state: "x" }, /`state` is no snapshot/],
    [{ state: { version: 9 } }, /another version/],
  ];

  test.each(wrong)("%o", (options, sentence) => {
    expect(() => createMockPareta(given(options))).toThrow(sentence);
    expect(() => createMockPareta(given(options))).toThrow(/^@pareta\/mock: /);
  });

  test("what is undefined is left out", async () => {
    const options = { seed: undefined, pace: { latencyMs: undefined }, balanceMicroUsd: undefined };
    const mock = createMockPareta(given(options));
    expect(mock.snapshot()).toMatchObject({ seed: 1, balanceMicroUsd: 25_000_000 });
    expect((await mock.fetch("https://x.test/v1/models")).status).toBe(200);
  });
});

describe("an act on the mock that cannot be is refused with a sentence, and changes nothing", () => {
  const read = "GET /v1/models";
  const wrong: readonly [route: unknown, fault: unknown, sentence: RegExp][] = [
    ["GET /v1/model", { kind: "reset" }, /no route "GET \/v1\/model".*\{id\} literal/],
    ["GET /v1/endpoints/ep_1", { kind: "reset" }, /no route/],
    [undefined, { kind: "reset" }, /no route/],
    [read, { kind: "explode" }, /no fault "explode"\. Choose one of: status, delay/],
    [read, {}, /no fault null/],
    [read, null, /no fault/],
    [read, { kind: "toString" }, /no fault/],
    [read, { kind: "status" }, /`status` of a status fault has to be a whole number from 200 to 599/],
    [read, { kind: "status", status: 99 }, /200 to 599/],
    [read, { kind: "status", status: "500" }, /200 to 599/],
    [read, { kind: "status", status: 500, headers: { "x y": "1" } }, /`headers` .* HTTP headers/],
    [read, { kind: "status", status: 500, headers: { x: "a\nb" } }, /`headers`/],
    [read, { kind: "status", status: 500, body: 1n }, /`body` .* JSON value/],
    [read, { kind: "delay" }, /`ms` of a delay fault has to be a number of 0 or more/],
    [read, { kind: "delay", ms: Number.NaN }, /`ms`/],
    [read, { kind: "delay", ms: -1 }, /`ms`/],
    [read, { kind: "stall", afterChunks: -1 }, /`afterChunks` of a stall fault/],
    [read, { kind: "drop", afterBytes: 0.5 }, /`afterBytes` of a drop fault/],
    [read, { kind: "reset", afterChunks: "2" }, /`afterChunks` of a reset fault/],
    [read, { kind: "error-frame", code: 500, message: "x" }, /`afterChunks` of a error-frame fault/],
    [read, { kind: "error-frame", afterChunks: 1, code: "x", message: "x" }, /`code`/],
    [read, { kind: "error-frame", afterChunks: 1, code: 500 }, /`message`/],
    [read, { kind: "split", at: "all" }, /`at` of a split fault has to be "every-byte" or a list/],
    [read, { kind: "split", at: [1, -2] }, /`at`/],
  ];

  test.each(wrong)("faults.next(%o, %o)", async (route, fault, sentence) => {
    const mock = createMockPareta();
    expect(() => mock.faults.next(given(route), given(fault))).toThrow(sentence);
    expect((await mock.fetch("https://x.test/v1/models")).status).toBe(200);
  });

  test.each([Number.NaN, -1, Infinity, "5", null])("topUp(%o)", (microUsd) => {
    const mock = createMockPareta();
    expect(() => mock.topUp(given(microUsd))).toThrow(/a top-up has to be a number of micro-USD/);
    expect(mock.snapshot().balanceMicroUsd).toBe(25_000_000);
  });

  test.each([Number.NaN, 0.5, "7"])("reset(%o)", async (seed) => {
    const mock = createMockPareta();
    await mock.fetch("https://x.test/v1/models");
    expect(() => mock.reset(given(seed))).toThrow(/a seed has to be a whole number/);
    expect(mock.requests).toHaveLength(1);
  });

  test("setScenario", () => {
    const mock = createMockPareta({ scenario: "cold" });
    expect(() => mock.setScenario(given("x"))).toThrow(/no scenario "x"/);
    expect(mock.snapshot().scenario).toBe("cold");
  });

  test.each([Number.NaN, -1, 70_000])("a server's port %o", async (port) => {
    await expect(startMockServer(createMockPareta(), { port })).rejects.toThrow(/port/);
  });
});

describe("what never ends", () => {
  const never = { latencyMs: 0, deployMs: Infinity, wakeMs: Infinity, runMs: Infinity };
  const chat = JSON.stringify({ model: "ep_invoice_01", messages: [{ role: "user", content: "hi" }] });
  const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["support-ticket-triage-open-1"] };

  test("jobs, by whatever clock, through a snapshot too", async () => {
    let clock = Date.UTC(2026, 6, 1);
    const options = { now: () => clock, pace: never };
    let mock = createMockPareta(options);
    const call = async (path: string, init: RequestInit = {}) => mock.fetch(`https://x.test/v1${path}`, init);
    const post = (path: string, body: string) => call(path, { method: "POST", body });
    expect((await post("/chat/completions", chat)).status).toBe(503);
    await (
      await post("/endpoints", JSON.stringify({ task: "review-sentiment", name: "mine" }))
    ).body?.cancel();
    const { run_id: id } = await (await post("/eval-runs", JSON.stringify(order))).json();
    for (const wait of [0, 1000, 1e9, 1e12]) {
      clock += wait;
      const state: Snapshot = JSON.parse(JSON.stringify(mock.snapshot()));
      expect(state).toEqual(mock.snapshot());
      mock = createMockPareta({ ...options, state });
      expect((await (await call(`/eval-runs/${id}`)).json()).run.status).toBe("queued");
      for (const endpoint of ["mine", "ep_invoice_01"]) {
        expect((await (await call(`/endpoints/${endpoint}`)).json()).status).toBe("starting");
      }
    }
    expect(mock.ledger.filter((row) => row.microUsd > 0)).toEqual([]);
  });

  const waits: readonly [how: string, options: MockParetaOptions, fault: Fault | null][] = [
    ["latency", { pace: { latencyMs: Infinity } }, null],
    ["a delay fault", {}, { kind: "delay", ms: Infinity }],
    ["latency of a month", { pace: { latencyMs: 2 ** 31 } }, null],
    ["a delay of a month", {}, { kind: "delay", ms: 2 ** 40 }],
    ["a stall", {}, { kind: "stall" }],
  ];

  test.each(waits)("%s: nothing comes, and an abort ends it", async (_, options, fault) => {
    const mock = createMockPareta(options);
    if (fault) mock.faults.next("GET /v1/models", fault);
    const leaving = new AbortController();
    let over = false;
    const sent = mock.fetch("https://x.test/v1/models", { signal: leaving.signal });
    const ended = sent.finally(() => (over = true)).catch((error: unknown) => error);
    // A timer that overflows fires after a millisecond.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(over).toBe(false);
    const reason = new Error("enough");
    leaving.abort(reason);
    expect(await ended).toBe(reason);
  });
});
