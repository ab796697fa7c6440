import { describe, expect, test, vi } from "vitest";
import type { Scenario } from "./index.ts";
import { openMock } from "./testing/mounts.ts";
import type { MountedMock } from "./testing/mounts.ts";
import { chat } from "./testing/streamed-chat.ts";

const now = Date.UTC(2026, 6, 1, 12);

/** One request for each kind of screen. */
const requests: Record<string, (opened: MountedMock) => Promise<Response>> = {
  models: ({ call }) => call("/models"),
  endpoints: ({ call }) => call("/endpoints"),
  endpoint: ({ call }) => call("/endpoints/ep_general_chat_01"),
  uptime: ({ call }) => call("/endpoints/ep_general_chat_01/uptime"),
  tasks: ({ call }) => call("/tasks"),
  board: ({ call }) => call("/tasks/contract-key-fields/leaderboard"),
  match: ({ post }) => post("/tasks/match", { query: "contracts" }),
  chat: ({ post }) => post("/chat/completions", { ...chat, max_tokens: 8 }),
  deploy: ({ post }) => post("/endpoints", { task: "invoice-extraction" }),
  sets: ({ call }) => call("/eval-sets"),
  run: ({ call }) => call("/eval-runs/run_contracts_01"),
  start: ({ post }) =>
    post("/eval-runs", {
      eval_set_id: "es_tickets_60",
      candidate_model_ids: ["support-ticket-triage-open-1"],
    }),
};

const rejected = "rejected";

/** What each scenario answers, in the order of `requests`. */
// prettier-ignore
const expected: Record<Scenario, readonly (number | typeof rejected)[]> = {
  //              models endpts endpt uptime tasks board match chat deploy sets run start
  happy:          [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 202],
  empty:          [200, 200, 404, 404, 200, 200, 200, 404, 200, 200, 404, 404],
  slow:           [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 202],
  partial:        [200, 200, 200, 500, 200, 200, 200, 200, 200, 200, 200, 202],
  cold:           [200, 200, 200, 200, 200, 200, 200, 503, 200, 200, 200, 202],
  "no-credit":    [200, 200, 200, 200, 200, 200, 200, 402, 402, 200, 200, 402],
  "rate-limited": [200, 200, 200, 200, 200, 200, 429, 429, 429, 200, 429, 429],
  offline:        [200, 200, 200, 200, 200, 200, rejected, rejected, rejected, 200, 200, rejected],
  error:          [200, 200, 500, 500, 200, 500, 500, 500, 500, 200, 500, 500],
  forbidden:      [403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
  "not-found":    [200, 200, 404, 200, 200, 404, 200, 404, 200, 200, 404, 202],
  huge:           [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 202],
};

const names = Object.keys(expected) as Scenario[];

async function outcome(sent: Promise<Response>): Promise<number | typeof rejected> {
  try {
    const response = await sent;
    await response.body?.cancel();
    return response.status;
  } catch {
    return rejected;
  }
}

async function statuses(opened: MountedMock, scenario: Scenario): Promise<(number | typeof rejected)[]> {
  const seen: (number | typeof rejected)[] = [];
  // Only `slow` waits; nobody has to wait with it.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  for (const ask of Object.values(requests)) {
    const answered = outcome(ask(opened));
    if (scenario === "slow") await vi.advanceTimersByTimeAsync(2000);
    seen.push(await answered);
  }
  vi.useRealTimers();
  return seen;
}

describe("scenario x route", () => {
  test.each(names)("%s from the start", async (scenario) => {
    const opened = await openMock("fetch", { scenario, now: () => now });
    expect(await statuses(opened, scenario)).toEqual(expected[scenario]);
  });

  test("all twelve one after the other in one mock while it runs, forwards and backwards", async () => {
    const opened = await openMock("fetch", { now: () => now });
    for (const scenario of [...names, ...names.toReversed()]) {
      opened.mock.setScenario(scenario);
      expect([scenario, ...(await statuses(opened, scenario))]).toEqual([scenario, ...expected[scenario]]);
    }
  });

  test("over HTTP too", async () => {
    const opened = await openMock("http", { now: () => now });
    for (const scenario of ["partial", "forbidden", "offline", "happy"] as const) {
      opened.mock.setScenario(scenario);
      expect([scenario, ...(await statuses(opened, scenario))]).toEqual([scenario, ...expected[scenario]]);
    }
    await opened.close();
  });
});

const open = async (scenario: Scenario, pace: "instant" | { runMs: number } = "instant") => {
  const opened = await openMock("fetch", { scenario, pace, now: () => now });
  return { ...opened, read: async (path: string) => (await opened.call(path)).json() };
};

describe("partial: what a server of the same contract may leave out", () => {
  test("endpoints without id, model, url or with a status nobody knows", async () => {
    const { read } = await open("partial");
    const rows: Record<string, unknown>[] = await read("/endpoints");
    expect(rows.some((row) => !("id" in row) && typeof row["name"] === "string")).toBe(true);
    expect(rows.some((row) => row["model"] === null)).toBe(true);
    expect(rows.some((row) => row["status"] === "draining")).toBe(true);
  });

  test("metrics: one card fails, others lack figures and points", async () => {
    const { read } = await open("partial");
    const metric = (name: string) => read(`/endpoints/ep_contract_kie_01/${name}`);
    expect(await metric("quality")).toEqual({ dimension: "quality", window: "24h" });
    const cost = await metric("cost");
    expect(cost).toMatchObject({ total_micro_usd: expect.any(Number) });
    expect(cost).not.toHaveProperty("frontier_baseline_micro_usd");
    const performance = await metric("performance");
    expect(performance.p99).toBeNull();
    expect(performance.points.length).toBeLessThan(24);
  });

  test("boards: no price, no quality, no frontier, no recommendation", async () => {
    const { read } = await open("partial");
    const contracts = await read("/tasks/contract-key-fields/leaderboard");
    const costs = contracts.models.map((row: Record<string, unknown>) => row["cost_per_request_micro_usd"]);
    expect(costs).toContain(undefined);
    expect(contracts.models.some((row: { quality: unknown }) => row.quality === null)).toBe(true);
    expect((await read("/tasks/invoice-extraction/leaderboard")).frontier).toBeNull();
    expect((await read("/tasks/review-sentiment/leaderboard")).recommended).toBeNull();
  });

  test("runs: one with more than one failure in twenty, one without per_item", async () => {
    const { read } = await open("partial");
    const { results } = await read("/eval-runs/run_contracts_01");
    for (const row of results) expect(row.error_count / 120).toBeGreaterThan(0.03);
    expect(results[0].error_count).toBe(
      results[0].per_item.filter((item: { error?: string }) => item.error !== undefined).length,
    );
    expect(results[1].quality_ci_low).toBeNull();
    const other = await read("/eval-runs/run_tickets_02");
    expect(other.results.every((row: object) => !("per_item" in row))).toBe(true);
    expect(other.results[0].quality_mean).toBeGreaterThan(0);
  });

  test("a chat without id and usage, streamed and whole; its money is whole", async () => {
    const { mock, post } = await open("partial");
    const whole = await (await post("/chat/completions", chat)).json();
    expect(Object.keys(whole).toSorted()).toEqual(["choices", "object"]);
    const text = await (await post("/chat/completions", { ...chat, stream: true })).text();
    expect(text).not.toContain('"id"');
    expect(text).toContain('"content":');
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
    expect(mock.ledger.filter((row) => row.microUsd > 0)).toHaveLength(2);
  });
});

test("partial: a deploy's feed keeps its CRLF and its events, without labels and percentages", async () => {
  const { post } = await open("partial");
  const text = await (await post("/endpoints", { task: "invoice-extraction" })).text();
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(text).toContain('event: progress\r\ndata: {"stage":"pulling weights"}\r\n');
  expect(text).toMatch(/event: complete\r\ndata: \{"endpoint":\{"id"/);
  expect(text).not.toMatch(/"pct"|"label"/);
});

describe("huge", () => {
  test("50 endpoints, the added ones with 60 characters, all different", async () => {
    const { read } = await open("huge");
    const ids: string[] = (await read("/endpoints")).map((row: { id: string }) => row.id);
    expect(ids).toHaveLength(50);
    expect(new Set(ids).size).toBe(50);
    expect(ids.filter((id) => id.length === 60)).toHaveLength(44);
    expect(ids).toContain("ep_contract_kie_01");
    const long = ids.at(-1) ?? "";
    expect(await read(`/endpoints/${long}/cost`)).toMatchObject({ dimension: "cost" });
  });

  test("runs of 10,000 rows, and a set of them to start another", async () => {
    const { read, post, mock } = await open("huge", { runMs: 0 });
    const { results } = await read("/eval-runs/run_huge_02");
    expect(results).toHaveLength(3);
    for (const row of results) {
      expect(row.per_item).toHaveLength(10_000);
      expect(row.n_succeeded + row.error_count).toBe(10_000);
      expect(row.quality_ci_high - row.quality_ci_low).toBeLessThan(0.02);
    }
    mock.topUp(100_000_000);
    const order = { eval_set_id: "es_huge_03", candidate_model_ids: ["gpt-5.5"] };
    const { run_id: id } = await (await post("/eval-runs", order)).json();
    expect((await read(`/eval-runs/${id}`)).results[0].per_item).toHaveLength(10_000);
  });
});
