import { describe, expect, test } from "vitest";
import { createMockPareta } from "./index.ts";
import type { MockPareta, MockParetaOptions, Snapshot } from "./index.ts";
import { debits, openMock } from "./testing/mounts.ts";
import { chat, readUntil, streamedChat } from "./testing/streamed-chat.ts";

const noon = Date.UTC(2026, 6, 1, 12);

/** Everything a script of calls gave, byte by byte. */
async function play(options: MockParetaOptions): Promise<string> {
  const mock = createMockPareta({ now: () => noon, ...options });
  const transcript: string[] = [];
  const call = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await mock.fetch(`https://x.test/v1${path}`, init);
    transcript.push(`${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`);
  };
  for (const path of ["/models", "/endpoints", "/tasks", "/eval-sets", "/eval-runs/run_contracts_01"])
    await call(path);
  for (const name of ["performance", "uptime", "cost", "quality", "activity"]) {
    await call(`/endpoints/ep_contract_kie_01/${name}?window=7d`);
  }
  await call("/tasks/invoice-extraction?examples_n=5");
  await call("/tasks/invoice-extraction/leaderboard");
  await call("/chat/completions", streamedChat);
  await call("/chat/completions", { ...chat, n: 3 });
  await call("/endpoints", { task: "invoice-extraction" });
  await call("/eval-runs", {
    eval_set_id: "es_tickets_60",
    candidate_model_ids: ["support-ticket-triage-open-1"],
  });
  await call("/tasks/match", { query: "pull key fields out of contracts", top_k: 5 });
  transcript.push(JSON.stringify(mock.ledger), JSON.stringify(mock.snapshot()));
  return transcript.join("\n");
}

describe("determinism", () => {
  test("the same seed and script give the same bytes", async () => {
    expect(await play({ seed: 7 })).toBe(await play({ seed: 7 }));
  });

  test("another seed gives other data", async () => {
    expect(await play({ seed: 7 })).not.toBe(await play({ seed: 8 }));
  });

  test("reset goes back to the first byte", async () => {
    const mock = createMockPareta({ now: () => noon, seed: 3 });
    const answer = async () => {
      const init = { method: "POST", body: JSON.stringify(streamedChat) };
      const response = await mock.fetch("https://x.test/v1/chat/completions", init);
      return response.headers.get("x-request-id") + (await response.text());
    };
    const first = await answer();
    await answer();
    mock.reset();
    expect(mock.ledger).toHaveLength(0);
    expect(mock.requests).toHaveLength(0);
    expect(await answer()).toBe(first);
    mock.reset(4);
    expect(await answer()).not.toBe(first);
  });
});

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
});
