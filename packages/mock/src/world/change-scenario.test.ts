import { describe, expect, test } from "vitest";
import { createMockPareta } from "../index.ts";
import type { Scenario, Snapshot } from "../index.ts";
import { debits, openMock } from "../testing/mounts.ts";
import type { MountedMock } from "../testing/mounts.ts";
import { chat, readUntil, streamedChat } from "../testing/streamed-chat.ts";

const noon = Date.UTC(2026, 6, 1, 12);
const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["support-ticket-triage-open-1"] };
const others: readonly Scenario[] = ["empty", "huge", "partial", "cold", "slow", "no-credit"];

async function open(options = {}) {
  const clock = { now: noon };
  const pace = { runMs: 60_000, deployMs: 60_000, wakeMs: 60_000 };
  const opened = await openMock("fetch", { now: () => clock.now, pace, ...options });
  const read = async (path: string) => (await opened.call(path)).json();
  const status = async (id: string) => (await read(`/endpoints/${id}`)).status;
  return { ...opened, clock, read, status };
}

async function createSet({ call }: MountedMock, headers = {}): Promise<string> {
  const form = new FormData();
  form.set("task_id", "invoice-extraction");
  form.set("items", new File(['{"input":{"document":null}}'], "items.jsonl"));
  const response = await call("/eval-sets", { method: "POST", body: form, headers });
  return (await response.json()).eval_set.id;
}

function attach({ call }: MountedMock, set: string, key: string): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ idx: "0", field_name: "document" })) form.set(name, value);
  form.set("file", new File(["%PDF"], "invoice.pdf", { type: "application/pdf" }));
  return call(`/eval-sets/${set}/attach-blob`, {
    method: "POST",
    body: form,
    headers: { "idempotency-key": key },
  });
}

describe("what was made in this session is there in every scenario", () => {
  test.each(others)("a run under way when %s comes is completed and debited once", async (scenario) => {
    const { mock, post, call, clock } = await open();
    const { run_id: id } = await (await post("/eval-runs", order)).json();
    clock.now += 30_000;
    mock.setScenario(scenario);
    clock.now += 30_000;
    expect(debits(mock)).toHaveLength(1);
    expect(mock.ledger[0]).toMatchObject({ at: noon + 60_000, route: "POST /v1/eval-runs" });
    mock.setScenario("happy");
    const { run, results } = await (await call(`/eval-runs/${id}`)).json();
    expect([run.status, results[0].per_item.length]).toEqual(["completed", 60]);
  });

  test.each(others)("the money it held is free again once it is done, %s in between", async (scenario) => {
    const { mock, post, clock } = await open({ balanceMicroUsd: 12_000 });
    expect((await post("/eval-runs", order)).status).toBe(202);
    mock.setScenario(scenario);
    mock.setScenario("happy");
    clock.now += 60_000;
    const spent = debits(mock)[0] ?? 0;
    expect(mock.ledger.at(-1)?.balanceAfter).toBe(12_000 - spent);
    mock.topUp(spent);
    expect((await post("/eval-runs", order)).status).toBe(202);
  });

  test("a run that fell due before the change stands before it in the ledger", async () => {
    const { mock, post, clock } = await open();
    await post("/eval-runs", order);
    clock.now += 60_000;
    mock.setScenario("no-credit");
    expect(mock.ledger).toMatchObject([
      { at: noon + 60_000, balanceAfter: 25_000_000 - (debits(mock)[0] ?? 0) },
    ]);
    expect((await post("/chat/completions", chat)).status).toBe(402);
  });

  test("no-credit leaves nothing to spend, and never a debt for what is under way", async () => {
    const { mock, post, clock } = await open();
    await post("/eval-runs", order);
    mock.setScenario("no-credit");
    expect((await post("/chat/completions", chat)).status).toBe(402);
    clock.now += 60_000;
    expect(mock.ledger.at(-1)?.balanceAfter).toBe(0);
  });

  test("a deploy goes on, its feed too, and its key replays it", async () => {
    const { mock, post, status, clock } = await open();
    const keyed = { "idempotency-key": "d1" };
    const body = { task: "invoice-extraction", name: "mine" };
    const { reader } = await readUntil(await post("/endpoints", body, keyed), (text) =>
      text.includes("progress"),
    );
    mock.setScenario("empty");
    expect(await status("mine")).toBe("starting");
    mock.setScenario("huge");
    clock.now += 60_000;
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read())
      rest += new TextDecoder().decode(part.value);
    expect(rest).toContain("event: complete");
    mock.setScenario("happy");
    expect(await status("mine")).toBe("live");
    expect(await (await post("/endpoints", body, keyed)).text()).toContain('"id":"mine"');
  });

  test("sets and their files stay, in empty alone", async () => {
    const opened = await open();
    const set = await createSet(opened);
    await attach(opened, set, "a1");
    opened.mock.setScenario("empty");
    const { eval_sets: sets } = await opened.read("/eval-sets");
    expect(sets.map((row: { id: string }) => row.id)).toEqual([set]);
    expect(opened.mock.snapshot().world.evalSets.at(-1)?.blobs).toHaveLength(1);
  });

  test("no id is given twice, whatever scenarios lie between", async () => {
    const opened = await open();
    const ids: string[] = [];
    for (const scenario of ["empty", "huge", "partial", "cold", "happy", "empty", "huge"] as const) {
      opened.mock.setScenario(scenario);
      opened.mock.topUp(1_000_000);
      ids.push(await createSet(opened));
      const text = await (await opened.post("/chat/completions", { ...streamedChat, model: "x" })).text();
      expect(text).toContain("not found");
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("a stream goes on through a change, is debited at its end, and counts in the metrics", async () => {
    const { mock, post, read } = await open();
    const requests = async () => (await read("/endpoints/ep_general_chat_01/activity")).requests;
    const before = await requests();
    const { reader } = await readUntil(await post("/chat/completions", streamedChat), (text) =>
      text.includes("content"),
    );
    mock.setScenario("empty");
    while (!(await reader.read()).done);
    expect(debits(mock)).toHaveLength(1);
    mock.setScenario("happy");
    expect(await requests()).toBe(before + 1);
  });
});

describe("what is seeded belongs to the scenario", () => {
  test("it leaves with the scenario and comes back as it was left", async () => {
    const opened = await open();
    const { mock, call, read, status } = opened;
    await call("/endpoints/ep_ticket_triage_02/stop", { method: "POST" });
    await call("/endpoints/ep_sentiment_01", { method: "DELETE" });
    await attach(opened, "es_invoices_24", "a1");
    const before = [await read("/endpoints"), await read("/eval-sets")];
    mock.setScenario("empty");
    expect(await read("/endpoints")).toEqual([]);
    expect((await call("/eval-runs/run_contracts_01")).status).toBe(404);
    mock.setScenario("huge");
    expect(await read("/endpoints")).toHaveLength(49);
    mock.setScenario("happy");
    expect([await read("/endpoints"), await read("/eval-sets")]).toEqual(before);
    expect(await status("ep_ticket_triage_02")).toBe("stopped");
    expect(mock.snapshot().world.evalSets.flatMap((set) => set.blobs)).toHaveLength(1);
  });

  test("an id that was taken meanwhile stays with its taker", async () => {
    const { mock, post, read } = await open({ scenario: "empty", pace: "instant" });
    await (await post("/endpoints", { task: "review-sentiment", name: "ep_contract_kie_01" })).text();
    mock.setScenario("happy");
    const rows = (await read("/endpoints")).filter((row: { id: string }) => row.id === "ep_contract_kie_01");
    expect(rows).toMatchObject([{ taskName: "review-sentiment" }]);
  });

  test("keys of acts on things that are gone are free again, those of answers replay", async () => {
    const opened = await open();
    const { mock, post, call } = opened;
    const keyed = (key: string) => ({ "idempotency-key": key });
    const said = await (await post("/chat/completions", chat, keyed("c1"))).json();
    await attach(opened, "es_invoices_24", "a1");
    await call("/endpoints/ep_sentiment_01/stop", { method: "POST", headers: keyed("s1") });
    const set = await createSet(opened, keyed("e1"));
    mock.setScenario("empty");
    const keys = mock.snapshot().keys.map(({ key }) => key);
    expect(keys.toSorted()).toEqual(["c1", "e1"]);
    expect((await attach(opened, "es_invoices_24", "a1")).status).toBe(404);
    expect(await (await post("/chat/completions", chat, keyed("c1"))).json()).toEqual(said);
    expect(await createSet(opened, keyed("e1"))).toBe(set);
    expect(debits(mock)).toHaveLength(1);
  });

  test("a snapshot keeps what is put aside", async () => {
    const { mock, call } = await open();
    await call("/endpoints/ep_ticket_triage_02/stop", { method: "POST" });
    mock.setScenario("empty");
    const state: Snapshot = JSON.parse(JSON.stringify(mock.snapshot()));
    const restored = createMockPareta({ state, now: () => noon });
    restored.setScenario("happy");
    const read = await restored.fetch("https://x.test/v1/endpoints/ep_ticket_triage_02");
    expect(await read.json()).toMatchObject({ status: "stopped" });
  });
});

describe("cold", () => {
  const sleepers = ["ep_contract_kie_01", "ep_general_chat_01"];

  test("leaving it wakes who slept, and who was waking up", async () => {
    const { mock, post, status } = await open({ scenario: "cold" });
    expect((await post("/chat/completions", chat)).status).toBe(503);
    expect(await Promise.all(sleepers.map(status))).toEqual(["asleep", "starting"]);
    mock.setScenario("happy");
    expect(await Promise.all(sleepers.map(status))).toEqual(["live", "live"]);
    expect((await post("/chat/completions", chat)).status).toBe(200);
    mock.setScenario("cold");
    expect(await Promise.all(sleepers.map(status))).toEqual(["asleep", "asleep"]);
  });

  test("leaving it by way of empty does too", async () => {
    const { mock, status } = await open({ scenario: "cold" });
    for (const scenario of ["empty", "happy"] as const) mock.setScenario(scenario);
    expect(await Promise.all(sleepers.map(status))).toEqual(["live", "live"]);
  });

  test("who was stopped by hand stays so, coming and going", async () => {
    const { mock, call, status } = await open();
    await call("/endpoints/ep_general_chat_01/stop", { method: "POST" });
    for (const scenario of ["cold", "happy"] as const) {
      mock.setScenario(scenario);
      expect(await status("ep_general_chat_01")).toBe("stopped");
    }
  });
});
