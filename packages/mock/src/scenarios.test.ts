import { describe, expect, test } from "vitest";
import { openMock } from "./testing/mounts.ts";
import { chat, streamedChat } from "./testing/streamed-chat.ts";
import { createMockPareta } from "./index.ts";

const kie = { ...chat, model: "ep_contract_kie_01" };

describe("scenarios", () => {
  test("happy: contract-key-fields runs on a live endpoint", async () => {
    const { call } = await openMock("fetch");
    const models = await (await call("/models")).json();
    expect(models).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ id: "ep_contract_kie_01" })]),
    });
    const statuses = (await (await call("/endpoints")).json()).map((row: { status: string }) => row.status);
    expect(new Set(statuses)).toEqual(new Set(["live", "asleep", "stopped"]));
  });

  test("cold: the first chat wakes the endpoint, and it is live after wakeMs by the clock", async () => {
    let clock = 1000;
    const { call, post } = await openMock("fetch", {
      scenario: "cold",
      now: () => clock,
      pace: { wakeMs: 9000 },
    });
    const status = async () => (await (await call("/endpoints/ep_contract_kie_01")).json()).status;
    expect(await status()).toBe("asleep");
    expect((await post("/chat/completions", kie)).status).toBe(503);
    expect(await status()).toBe("starting");
    clock += 8999;
    expect((await post("/chat/completions", kie)).status).toBe(503);
    clock += 1;
    expect(await status()).toBe("live");
    expect((await post("/chat/completions", kie)).status).toBe(200);
  });

  test("stopped never wakes by itself; start does", async () => {
    const { call, post } = await openMock("fetch");
    const act = { ...chat, model: "ep_sentiment_01" };
    for (const _ of [1, 2]) {
      const refused = await post("/chat/completions", act);
      expect(refused.status).toBe(503);
      expect(await refused.json()).toEqual({ detail: "endpoint ep_sentiment_01 is stopped" });
    }
    const started = await call("/endpoints/ep_sentiment_01/start", { method: "POST" });
    expect(await started.json()).toEqual({ ok: true, id: "ep_sentiment_01", status: "starting" });
    expect((await post("/chat/completions", act)).status).toBe(200);
  });

  test("no-credit: metered acts are refused, reads answer; a top-up lets the same act through", async () => {
    const { mock, call, post } = await openMock("fetch", { scenario: "no-credit" });
    expect((await call("/endpoints")).status).toBe(200);
    const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["support-ticket-triage-open-1"] };
    for (const [path, body] of [
      ["/chat/completions", kie],
      ["/endpoints", { task: "contract-key-fields" }],
      ["/eval-runs", order],
    ] as const) {
      const refused = await post(path, body);
      expect(refused.status).toBe(402);
      expect((await refused.json()).detail).toContain("out of credit");
    }
    expect(mock.ledger).toEqual([]);
    mock.topUp(5_000_000);
    expect((await post("/chat/completions", kie)).status).toBe(200);
  });

  test("slow: waits before the head and between tokens even at an instant pace", async () => {
    const started = performance.now();
    const { post } = await openMock("fetch", { scenario: "slow" });
    const response = await post("/chat/completions", { ...streamedChat, max_tokens: 4 });
    const head = performance.now() - started;
    await response.text();
    // Timers never fire early, so these hold on any machine.
    expect(head).toBeGreaterThan(790);
    expect(performance.now() - started).toBeGreaterThan(790 + 95);
  });

  test("offline: each first read answers, then everything rejects", async () => {
    const { call, post } = await openMock("fetch", { scenario: "offline" });
    expect((await call("/models")).status).toBe(200);
    expect((await call("/endpoints")).status).toBe(200);
    await expect(call("/models")).rejects.toBeInstanceOf(TypeError);
    await expect(post("/chat/completions", kie)).rejects.toBeInstanceOf(TypeError);
  });

  test("error: acts and details fail, the lists of the shell answer", async () => {
    const { call, post } = await openMock("fetch", { scenario: "error" });
    expect((await call("/endpoints")).status).toBe(200);
    expect((await call("/tasks")).status).toBe(200);
    expect((await call("/endpoints/ep_contract_kie_01/cost")).status).toBe(500);
    expect((await post("/chat/completions", kie)).status).toBe(500);
  });

  test("rate-limited, forbidden, not-found and empty", async () => {
    const { mock, call, post } = await openMock("fetch", { scenario: "rate-limited" });
    const refused = await post("/chat/completions", kie);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "12"]);
    mock.setScenario("forbidden");
    expect((await call("/endpoints")).status).toBe(403);
    mock.setScenario("not-found");
    expect((await call("/endpoints/ep_contract_kie_01")).status).toBe(404);
    mock.setScenario("empty");
    expect(await (await call("/endpoints")).json()).toEqual([]);
    expect(await (await call("/eval-sets")).json()).toEqual({ eval_sets: [] });
    mock.setScenario("happy");
    expect(await (await call("/endpoints")).json()).not.toEqual([]);
  });

  test("leaving no-credit gives the first balance back", async () => {
    const { mock, post } = await openMock("fetch", { scenario: "no-credit" });
    mock.setScenario("happy");
    expect((await post("/chat/completions", kie)).status).toBe(200);
  });

  test("a name that is no scenario is refused with the list of those that are", () => {
    const unknown = JSON.parse('"sunny"');
    expect(() => createMockPareta({ scenario: unknown })).toThrow(/no scenario "sunny".*happy.*huge/);
    const mock = createMockPareta();
    expect(() => mock.setScenario(unknown)).toThrow(/no scenario/);
  });
});
