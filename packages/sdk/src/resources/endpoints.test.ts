import { describe, expect, test } from "vitest";
import { FakeClock } from "../testing/fake-clock.ts";
import { fakeFetch, json, networkFailure, type Reply, sentJson } from "../testing/fake-fetch.ts";
import { endpoint, testClient } from "../testing/test-client.ts";

function setUp(...replies: Reply[]) {
  const clock = new FakeClock();
  const fetch = fakeFetch(...replies);
  return { clock, fetch, endpoints: testClient(clock, { fetch }).endpoints };
}

describe("waitUntilLive", () => {
  const status = (value: string | undefined) => json({ ...endpoint, status: value });

  test("it looks first, then every 3 s", async () => {
    const { clock, endpoints } = setUp(
      status("asleep"),
      status("starting"),
      status(undefined),
      status("live"),
    );
    expect(await clock.settle(endpoints.waitUntilLive("ep_1"))).toMatchObject({ id: "ep_1", isLive: true });
    expect(clock.slept).toEqual([3000, 3000, 3000]);
  });

  test("a stopped endpoint is an error at once: it never wakes by itself", async () => {
    const { clock, fetch, endpoints } = setUp(status("starting"), status("stopped"));
    const error = await clock.settle(endpoints.waitUntilLive("ep_1"));
    expect(error).toMatchObject({
      name: "ParetaError",
      outcome: "refused",
      message: expect.stringContaining("ep_1"),
    });
    expect(fetch.sent).toHaveLength(2);
  });

  test("past the deadline: WaitTimeoutError with what was seen last", async () => {
    const { clock, endpoints } = setUp(status("starting"));
    const error = await clock.settle(endpoints.waitUntilLive("ep_1", { pollInterval: 60, timeout: 90 }));
    expect(error).toMatchObject({
      name: "WaitTimeoutError",
      id: "ep_1",
      timeout: 90,
      lastStatus: "starting",
    });
    expect(error).not.toHaveProperty("runId");
    expect(clock.slept).toEqual([60_000, 30_000]);
  });
});

describe("deploy's request (contract 3.3)", () => {
  async function body(
    params: Parameters<ReturnType<typeof setUp>["endpoints"]["deploy"]>[0],
  ): Promise<unknown> {
    const { clock, fetch, endpoints } = setUp(json({ detail: "no" }, 400));
    await clock.settle(endpoints.deploy({ ...params, wait: true }));
    expect(fetch.sent[0]).toMatchObject({ method: "POST", url: "https://api.pareta.ai/v1/endpoints" });
    return sentJson(fetch.sent[0]);
  }

  test.each([
    [{ task: "t" }, { task: "t", model: "recommended" }],
    [
      { task: "t", model: "" },
      { task: "t", model: "recommended" },
    ],
    [
      { task: "t", model: "qwen-1", name: "mine" },
      { task: "t", model: "qwen-1", name: "mine" },
    ],
    [
      { task: "t", name: "", wait: false },
      { task: "t", model: "recommended" },
    ],
    [
      { task: "t", region: "eu", taskDisplay: "T", cost_per_request_micro_usd: 5 },
      { task: "t", model: "recommended", region: "eu", taskDisplay: "T", cost_per_request_micro_usd: 5 },
    ],
  ])("%j", async (params, sent) => {
    expect(await body(params)).toEqual(sent);
  });
});

describe("a deploy that fails, of which an attempt before may have been carried out", () => {
  const failed = () =>
    new Response('event: error\ndata: {"message":"no GPU"}\n\n', {
      headers: { "content-type": "text/event-stream" },
    });

  test.each<[string, Reply[], string]>([
    ["nothing", [], "refused"],
    ["a refusal", [json({}, 503)], "refused"],
    ["a lost connection", [networkFailure()], "unknown"],
    ["a gateway's timeout", [json({}, 504)], "unknown"],
    ["a lost connection and a refusal", [networkFailure(), json({}, 429)], "unknown"],
  ])("after %s the outcome of its error event is as it should be", async (_, before, outcome) => {
    const { clock, endpoints } = setUp(...before, failed);
    const error = await clock.settle(endpoints.deploy({ task: "t", wait: true }));
    expect(error).toMatchObject({ name: "DeployFailedError", outcome, data: { message: "no GPU" } });
  });

  test("a refusal of the last attempt does not make the call refused", async () => {
    const { clock, endpoints } = setUp(networkFailure(), json({ detail: "no credit" }, 402));
    const error = await clock.settle(endpoints.deploy({ task: "t", wait: true }));
    expect(error).toMatchObject({ name: "InsufficientCreditsError", outcome: "unknown" });
  });
});

test("start and stop are keyed POSTs without a body and give raw JSON", async () => {
  const { clock, fetch, endpoints } = setUp(json({ ok: true, status: "starting" }), json({}), json([]));
  expect(await clock.settle(endpoints.start("ep_1"))).toEqual({ ok: true, status: "starting" });
  expect(await clock.settle(endpoints.stop("ep_1"))).toEqual({});
  expect(await clock.settle(endpoints.stop("ep_1"))).toMatchObject({ name: "APIResponseError" });
  for (const { body, headers } of fetch.sent) {
    expect(body).toBeNull();
    expect(headers.has("content-type")).toBe(false);
    expect(headers.get("idempotency-key")).not.toBeNull();
  }
});

test("metrics are raw JSON; the handle asks for nothing by itself", async () => {
  const raw = { dimension: "quality", quality_mean: 0.934, "x-new": [1] };
  const { clock, fetch, endpoints } = setUp(json(raw), json([]));
  const metrics = endpoints.metrics("ep_1");
  expect(fetch.sent).toHaveLength(0);
  expect(await clock.settle(metrics.quality({ window: "24h" }))).toEqual(raw);
  expect(await clock.settle(metrics.uptime())).toMatchObject({ name: "APIResponseError" });
});
