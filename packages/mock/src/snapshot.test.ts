import { describe, expect, test } from "vitest";
import { createMockPareta } from "./index.ts";
import type { MockPareta, MockParetaOptions, Snapshot } from "./index.ts";
import { debits, eventually, openMock } from "./testing/mounts.ts";
import { chat, readUntil, streamedChat } from "./testing/streamed-chat.ts";

const noon = Date.UTC(2026, 6, 1, 12);

describe("snapshot", () => {
  const again = (mock: MockPareta, options: MockParetaOptions): MockPareta => {
    const state: Snapshot = JSON.parse(JSON.stringify(mock.snapshot()));
    return createMockPareta({ ...options, state });
  };

  test("survives JSON: data, money, keys and jobs stand where the clock says", async () => {
    let clock = noon;
    const options = { now: () => clock, pace: { deployMs: 10_000, runMs: 20_000 } };
    const { mock, post, call } = await openMock("fetch", options);
    const keyed = { "idempotency-key": "k1" };
    const said = await (await post("/chat/completions", chat, keyed)).json();
    const feed = await post("/endpoints", { task: "invoice-extraction", name: "mine" });
    await feed.body?.cancel();
    const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["support-ticket-triage-open-1"] };
    const { run_id: runId } = await (await post("/eval-runs", order)).json();
    expect((await (await call("/endpoints/mine")).json()).status).toBe("starting");

    clock += 12_000;
    const restored = again(mock, options);
    const read = async (path: string) => (await restored.fetch(`https://x.test/v1${path}`)).json();
    expect((await read("/endpoints/mine")).status).toBe("live");
    expect((await read(`/eval-runs/${runId}`)).run.status).toBe("running");
    clock += 8000;
    expect((await read(`/eval-runs/${runId}`)).run.status).toBe("completed");
    expect(debits(restored)).toHaveLength(2);
    const replay = await restored.fetch("https://x.test/v1/chat/completions", {
      method: "POST",
      body: JSON.stringify(chat),
      headers: keyed,
    });
    expect(await replay.json()).toEqual(said);
    expect(replay.headers.get("x-pareta-billed")).toBe("0");
  });

  test("jobs stand where the clock says, at each step: deploy, wake, run", async () => {
    let clock = noon;
    const options = { now: () => clock, pace: { deployMs: 10_000, wakeMs: 6000, runMs: 20_000 } };
    const { mock, post } = await openMock("fetch", options);
    const feed = await post("/endpoints", { task: "invoice-extraction", name: "mine" });
    await feed.body?.cancel();
    await post("/chat/completions", { ...chat, model: "ep_invoice_01" });
    const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["support-ticket-triage-open-1"] };
    const { run_id: runId } = await (await post("/eval-runs", order)).json();

    const seen: string[] = [];
    let state: Snapshot = JSON.parse(JSON.stringify(mock.snapshot()));
    for (const wait of [1000, 4999, 1, 3999, 1, 5000, 5000]) {
      clock += wait;
      const restored = createMockPareta({ ...options, state });
      const read = async (path: string) => (await restored.fetch(`https://x.test/v1${path}`)).json();
      const deployed = (await read("/endpoints/mine")).status;
      const woken = (await read("/endpoints/ep_invoice_01")).status;
      seen.push(`${deployed} ${woken} ${(await read(`/eval-runs/${runId}`)).run.status}`);
      state = JSON.parse(JSON.stringify(restored.snapshot()));
    }
    expect(seen).toEqual([
      "starting starting queued",
      "starting starting running",
      "starting live running",
      "starting live running",
      "live live running",
      "live live evaluating",
      "live live completed",
    ]);
  });

  test("a deploy's feed is taken up again under its key, from where the clock stands", async () => {
    let clock = noon;
    const options = { now: () => clock, pace: { deployMs: 10_000 } };
    const { mock, post } = await openMock("fetch", options);
    const keyed = { "idempotency-key": "deploy-1" };
    const body = { task: "invoice-extraction", name: "mine" };
    const { reader } = await readUntil(await post("/endpoints", body, keyed), (text) =>
      text.includes("stage"),
    );
    await reader.cancel();
    const restored = again(mock, options);
    clock += 10_000;
    const init = { method: "POST", body: JSON.stringify(body), headers: keyed };
    const text = await (await restored.fetch("https://x.test/v1/endpoints", init)).text();
    expect(text).toMatch(/event: complete\r\ndata: .*"status":"live"/);
    const listed = await (await restored.fetch("https://x.test/v1/endpoints")).json();
    expect(listed.filter((row: { id: string }) => row.id === "mine")).toHaveLength(1);
  });

  test("is a copy: what happens later does not reach it", async () => {
    const { mock, post } = await openMock("fetch");
    const before = mock.snapshot();
    const text = JSON.stringify(before);
    await (await post("/chat/completions", chat)).json();
    await (await post("/endpoints", { task: "invoice-extraction" })).text();
    expect(JSON.stringify(before)).toBe(text);
  });

  test("another version is refused", () => {
    const state = { ...createMockPareta().snapshot(), version: 2 };
    expect(() => createMockPareta({ state: JSON.parse(JSON.stringify(state)) })).toThrow(/another version/);
  });

  test("reset breaks open streams, and they do not reach the new ledger", async () => {
    const { mock, post } = await openMock("fetch", { pace: { tokensPerSecond: 100 } });
    const { reader } = await readUntil(await post("/chat/completions", streamedChat), (text) =>
      text.includes("role"),
    );
    const pending = reader.read();
    mock.reset();
    await expect(pending).rejects.toBeInstanceOf(TypeError);
    expect(mock.ledger).toHaveLength(0);
  });

  test("reset breaks whatever is open, and nothing of it comes after", async () => {
    const pace = { tokensPerSecond: 100, deployMs: 60_000, runMs: 60_000 };
    const { mock, call, post } = await openMock("fetch", { pace });
    const keyed = { "idempotency-key": "k1" };
    mock.faults.next("GET /v1/models", { kind: "delay", ms: Infinity });
    mock.faults.next("GET /v1/tasks", { kind: "stall" });
    mock.faults.next("GET /v1/eval-sets", { kind: "stall", afterChunks: 1 });
    const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["gpt-5.5"] };
    await (await post("/eval-runs", order, { "idempotency-key": "k2" })).json();
    const whole = async (sent: Promise<Response>) => (await sent).text();
    const sent = [
      whole(post("/chat/completions", streamedChat, keyed)),
      whole(post("/chat/completions", streamedChat, keyed)),
      whole(post("/chat/completions", chat)),
      whole(post("/endpoints", { task: "review-sentiment" })),
      whole(call("/models")),
      whole(call("/tasks")),
      whole(call("/eval-sets")),
    ].map((text) => text.then(() => "answered").catch((error: unknown) => error));
    await eventually(() => mock.requests.filter((row) => row.status === 200).length === 4);
    mock.reset();
    for (const end of await Promise.all(sent)) expect(end).toBeInstanceOf(TypeError);
    mock.faults.next("GET /v1/models", { kind: "status", status: 418 });
    expect((await call("/models")).status).toBe(418);
    expect(mock.snapshot()).toEqual(
      expect.objectContaining({ balanceMicroUsd: 25_000_000, ledger: [], keys: [] }),
    );
    expect(mock.snapshot().world.counter).toBe(0);
  });
});
