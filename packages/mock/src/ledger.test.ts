import { afterEach, describe, expect, test } from "vitest";
import { createMockPareta } from "./index.ts";
import { debits, eventually, mountNames, openMock } from "./testing/mounts.ts";
import type { MountedMock } from "./testing/mounts.ts";
import { priceOnBoard } from "./testing/prices.ts";
import { chat, readUntil, streamedChat } from "./testing/streamed-chat.ts";

const keyed = { "idempotency-key": "key-1" };
const slowly = { pace: { tokensPerSecond: 200 } } as const;
const ticketPrice = priceOnBoard("support-ticket-triage", "best");
/** Long enough to leave in the middle, short enough for a test. */
const shortChat = { ...streamedChat, max_tokens: 40 };

describe.each(mountNames)("money by %s", (mount) => {
  let opened: MountedMock;
  const open = async (options = {}) => (opened = await openMock(mount, options));
  afterEach(() => opened.close());

  test("a chat is debited once, at its end", async () => {
    const { mock, post } = await open();
    const text = await (await post("/chat/completions", streamedChat)).text();
    expect(debits(mock)).toHaveLength(1);
    expect(text).toContain(`: pareta-billed-micro-usd ${debits(mock)[0]}\n`);
  });

  test("a chat without a stream says in its headers what was billed", async () => {
    const { mock, post } = await open();
    const response = await post("/chat/completions", chat);
    await response.json();
    expect(response.headers.get("x-pareta-billed")).toBe(String(debits(mock)[0]));
    expect(Number(response.headers.get("x-pareta-frontier-would-have-cost"))).toBeGreaterThan(0);
  });

  test("402 before anything happens when the balance does not cover the price", async () => {
    const { mock, post } = await open({ balanceMicroUsd: 5 });
    const response = await post("/chat/completions", chat, keyed);
    expect(response.status).toBe(402);
    expect(await response.text()).toContain("out of credit");
    expect(mock.ledger).toEqual([]);
    mock.topUp(1_000_000);
    expect((await post("/chat/completions", chat, keyed)).status).toBe(200);
  });

  test("acts in parallel never spend more than there is", async () => {
    const price = priceOnBoard("contract-key-fields", "recommended");
    const { mock, post } = await open({ ...slowly, balanceMicroUsd: 2.5 * price });
    const act = { model: "ep_contract_kie_01", messages: [{ role: "user", content: "Extract the total." }] };
    const answers = await Promise.all(Array.from({ length: 6 }, () => post("/chat/completions", act)));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
    expect(statuses.filter((status) => status === 402)).toHaveLength(4);
    expect(mock.ledger.at(-1)?.balanceAfter).toBeGreaterThanOrEqual(0);
  });

  test("the same key replays the whole answer for 0", async () => {
    const { mock, post } = await open();
    const first = await (await post("/chat/completions", streamedChat, keyed)).text();
    const second = await (await post("/chat/completions", streamedChat, keyed)).text();
    const withoutBill = (text: string) => text.replace(/billed-micro-usd \d+/, "billed-micro-usd N");
    expect(withoutBill(second)).toBe(withoutBill(first));
    expect(second).toContain(": pareta-billed-micro-usd 0\n");
    expect(mock.ledger.map((row) => row.microUsd > 0)).toEqual([true, false]);
  });

  test("the same key in flight joins: one debit, one answer", async () => {
    const { mock, post } = await open(slowly);
    const [first, second] = await Promise.all([
      post("/chat/completions", shortChat, keyed).then((response) => response.text()),
      post("/chat/completions", shortChat, keyed).then((response) => response.text()),
    ]);
    expect(/"id":"(\w+)"/.exec(first)?.[1]).toBe(/"id":"(\w+)"/.exec(second)?.[1]);
    expect(debits(mock)).toHaveLength(1);
  });

  test("the same key with another body is refused, with other field order it is not", async () => {
    const { post } = await open();
    await (await post("/chat/completions", chat, keyed)).text();
    const other = await post("/chat/completions", { ...chat, temperature: 1 }, keyed);
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ detail: [{ loc: ["header", "Idempotency-Key"] }] });
    const { model, messages } = chat;
    const reordered = await post("/chat/completions", { messages, model }, keyed);
    expect(reordered.headers.get("x-pareta-billed")).toBe("0");
  });

  test("a multipart body is compared by its fields, not by its boundary", async () => {
    const { mock, call } = await open();
    const send = (name: string) => {
      const form = new FormData();
      form.set("task_id", "contract-key-fields");
      form.set("name", name);
      form.set("items", new File(['{"input":"a"}\n'], "items.jsonl", { type: "application/jsonl" }));
      return call("/eval-sets", { method: "POST", body: form, headers: keyed });
    };
    const first = await (await send("one")).json();
    expect(await (await send("one")).json()).toEqual(first);
    expect((await send("two")).status).toBe(422);
    expect(mock.ledger.map((row) => [row.route, row.microUsd])).toEqual([
      ["POST /v1/eval-sets", 0],
      ["POST /v1/eval-sets", 0],
    ]);
  });

  test("a refusal never binds its key", async () => {
    const { mock, post } = await open({ scenario: "cold" });
    const act = { ...chat, model: "ep_contract_kie_01" };
    expect((await post("/chat/completions", act, keyed)).status).toBe(503);
    expect((await post("/chat/completions", act, keyed)).status).toBe(200);
    await eventually(() => debits(mock).length === 1);
  });

  test("M14 a client that leaves after the first byte is debited, and its key replays the whole answer", async () => {
    const { mock, call, post } = await open(slowly);
    const leaving = new AbortController();
    const headers = { ...keyed, "content-type": "application/json" };
    const init = { method: "POST", body: JSON.stringify(shortChat), headers, signal: leaving.signal };
    const { reader } = await readUntil(await call("/chat/completions", init), (text) =>
      text.includes("content"),
    );
    leaving.abort();
    await expect(reader.read()).rejects.toMatchObject({ name: "AbortError" });
    await eventually(() => mock.requests[0]?.abortedAt !== null);
    await eventually(() => debits(mock).length === 1);
    const again = await (await post("/chat/completions", shortChat, keyed)).text();
    expect(again).toContain("[DONE]");
    expect(again).toContain(": pareta-billed-micro-usd 0\n");
    expect(debits(mock)).toHaveLength(1);
  });

  test("a client that leaves before the first byte owes nothing", async () => {
    const { mock, call } = await open({ pace: { latencyMs: 10_000 } });
    const leaving = new AbortController();
    const init = { method: "POST", body: JSON.stringify(chat), headers: keyed, signal: leaving.signal };
    const sent = call("/chat/completions", init);
    await eventually(() => mock.requests.length === 1);
    leaving.abort();
    await expect(sent).rejects.toMatchObject({ name: "AbortError" });
    await eventually(() => mock.requests[0]?.abortedAt !== null);
    expect(mock.ledger).toEqual([]);
    expect(mock.requests[0]?.status).toBeNull();
  });

  test("nothing is debited after an error frame, and the key stays free", async () => {
    const { mock, post } = await open();
    mock.faults.next("POST /v1/chat/completions", {
      kind: "error-frame",
      afterChunks: 3,
      code: 503,
      message: "the model went away",
    });
    const text = await (await post("/chat/completions", streamedChat, keyed)).text();
    expect(
      text.endsWith('data: {"error":{"message":"the model went away","type":"server_error","code":503}}\n\n'),
    ).toBe(true);
    expect(mock.ledger).toEqual([]);
    await (await post("/chat/completions", { ...streamedChat, temperature: 1 }, keyed)).text();
    expect(debits(mock)).toHaveLength(1);
  });

  test("a run is debited when it completes, under its own key", async () => {
    let clock = Date.UTC(2026, 6, 1);
    const { mock, post } = await open({ now: () => clock, pace: { runMs: 60_000 } });
    const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["support-ticket-triage-open-1"] };
    const first = await (await post("/eval-runs", order, keyed)).json();
    expect(first).toMatchObject({ status: "queued" });
    expect(mock.ledger).toEqual([]);
    clock += 60_000;
    expect(mock.ledger).toEqual([
      expect.objectContaining({
        route: "POST /v1/eval-runs",
        key: "key-1",
        at: clock,
        microUsd: ticketPrice * 60,
      }),
    ]);
    expect(await (await post("/eval-runs", order, keyed)).json()).toEqual(first);
    expect(debits(mock)).toHaveLength(1);
  });

  test("rows stand in the order of their time, though a run falls due during a stream or before a top-up", async () => {
    let clock = Date.UTC(2026, 6, 1);
    const { mock, post } = await open({ now: () => clock, pace: { runMs: 1000, tokensPerSecond: 200 } });
    const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["support-ticket-triage-open-1"] };
    await post("/eval-runs", order);
    const { reader } = await readUntil(await post("/chat/completions", shortChat), (text) =>
      text.includes("content"),
    );
    clock += 5000;
    while (!(await reader.read()).done);
    await post("/eval-runs", order);
    clock += 5000;
    mock.topUp(7);
    const { balanceMicroUsd } = mock.snapshot();
    expect(mock.ledger.map((row) => row.route)).toEqual([
      "POST /v1/eval-runs",
      "POST /v1/chat/completions",
      "POST /v1/eval-runs",
    ]);
    let balance = 25_000_000;
    for (const [place, row] of mock.ledger.entries()) {
      expect(row.at).toBeGreaterThanOrEqual(mock.ledger[place - 1]?.at ?? 0);
      balance -= row.microUsd;
      expect(row.balanceAfter).toBe(balance);
    }
    expect(balanceMicroUsd).toBe(balance + 7);
  });

  test("a running eval holds its price until it is done, through a snapshot too", async () => {
    let clock = 0;
    const price = ticketPrice * 60;
    const options = { now: () => clock, pace: { runMs: 60_000 }, balanceMicroUsd: price };
    const { mock, post } = await open(options);
    const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["support-ticket-triage-open-1"] };
    expect((await post("/eval-runs", order)).status).toBe(202);
    expect((await post("/eval-runs", order)).status).toBe(402);
    const restored = createMockPareta({ ...options, state: mock.snapshot() });
    const init = { method: "POST", body: JSON.stringify(order) };
    expect((await restored.fetch("https://x.test/v1/eval-runs", init)).status).toBe(402);
    clock = 60_000;
    mock.topUp(price);
    expect((await post("/eval-runs", order)).status).toBe(202);
  });

  test("deploy, eval set and match are rows of 0", async () => {
    const { mock, post } = await open();
    await (await post("/endpoints", { task: "contract-key-fields" })).text();
    await (await post("/tasks/match", { query: "contracts", top_k: 5 })).json();
    expect(mock.ledger.map((row) => [row.route, row.microUsd])).toEqual([
      ["POST /v1/endpoints", 0],
      ["POST /v1/tasks/match", 0],
    ]);
  });
});
