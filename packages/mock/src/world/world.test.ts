import { describe, expect, test } from "vitest";
import { openMock } from "../testing/mounts.ts";

const now = Date.UTC(2026, 6, 1, 15, 20);

interface BoardRow {
  name: string;
  kind: string;
  quality: number;
  cost_per_request_micro_usd: number;
}

interface Result {
  model_id: string;
  quality_mean: number;
  mean_cost_micro_usd: number;
  error_count: number;
  per_item: { idx: number; score: number; prediction?: string; error?: string }[];
}

const open = async (options = {}) => {
  const { call, post } = await openMock("fetch", { now: () => now, ...options });
  const read = async (path: string) => (await call(path)).json();
  return { call, post, read };
};

describe.each([1, 2, 3, 42, 77, 1234])("the world of seed %i", (seed) => {
  const boards = async () => {
    const { read } = await open({ seed });
    const { tasks } = await read("/tasks");
    const all = await Promise.all(tasks.map(({ id }: { id: string }) => read(`/tasks/${id}/leaderboard`)));
    return all.filter((board) => board.frontier !== null);
  };
  const kinds = (board: { models: BoardRow[] }) => ({
    open: board.models.filter((row) => row.kind === "open"),
    frontier: board.models.filter((row) => row.kind === "frontier"),
  });

  test("the recommended open model is near the frontier at a small part of its cost", async () => {
    for (const board of await boards()) {
      const recommended = board.models.find((row: BoardRow) => row.name === board.recommended);
      expect(recommended.quality).toBeGreaterThan(board.frontier.quality - 0.04);
      const share = recommended.cost_per_request_micro_usd / board.frontier.cost_per_request_micro_usd;
      expect(share).toBeLessThan(0.25);
    }
  });

  test("there are ties, one clear loser a board that is not even cheap, and no quality beyond 1", async () => {
    let ties = 0;
    for (const board of await boards()) {
      const { open: rows, frontier } = kinds(board);
      const qualities = rows.map((row) => row.quality);
      if (new Set(qualities).size < qualities.length) ties++;
      const [loser, before] = rows.toReversed();
      expect((before?.quality ?? 0) - (loser?.quality ?? 0)).toBeGreaterThan(0.08);
      const cheaper = rows.filter(
        (row) => row.cost_per_request_micro_usd < (loser?.cost_per_request_micro_usd ?? 0),
      );
      expect(cheaper.length).toBeGreaterThan(0);
      expect(Math.max(...qualities, ...frontier.map((row) => row.quality))).toBeLessThan(1);
    }
    expect(ties).toBeGreaterThan(3);
  });

  test("leaderboard, endpoint and run agree on what a request costs", async () => {
    const { read } = await open({ seed });
    const board = await read("/tasks/contract-key-fields/leaderboard");
    const priceOf = (name: string) =>
      board.models.find((row: BoardRow) => row.name === name)?.cost_per_request_micro_usd;
    const endpoint = await read("/endpoints/ep_contract_kie_01");
    for (const query of ["window=24h&group_by=hour", "window=7d", "since=30d"]) {
      const cost = await read(`/endpoints/ep_contract_kie_01/cost?${query}`);
      expect(cost.total_micro_usd).toBe(cost.requests * priceOf(endpoint.model));
      expect(cost.frontier_model).toBe(board.frontier.name);
      expect(cost.frontier_baseline_micro_usd).toBe(cost.requests * priceOf(board.frontier.name));
    }
    const { run, results } = await read("/eval-runs/run_contracts_01");
    expect(results.map((row: Result) => row.mean_cost_micro_usd)).toEqual(
      results.map((row: Result) => priceOf(row.model_id)),
    );
    const each = results.reduce((sum: number, row: Result) => sum + row.mean_cost_micro_usd, 0);
    expect(run.total_cost_micro_usd).toBe(each * 120);
    for (const row of results as Result[]) {
      const published = board.models.find((entry: BoardRow) => entry.name === row.model_id)?.quality;
      expect(Math.abs(row.quality_mean - published)).toBeLessThan(0.08);
    }
  });
});

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  "seed %i: every seeded run has the model that its task's board recommends",
  async (seed) => {
    const { read } = await open({ seed, scenario: "huge" });
    const { mock } = await openMock("fetch", { seed, scenario: "huge" });
    const { runs } = mock.snapshot().world;
    expect(runs.length).toBeGreaterThan(6);
    for (const run of runs) {
      const { recommended } = await read(`/tasks/${run.taskId}/leaderboard`);
      expect(run.models).toContain(recommended);
      expect(new Set(run.models).size).toBe(run.models.length);
    }
  },
);

test("days and hours of the same window add up to the same", async () => {
  const { read } = await open();
  const totals = async (group: string) => {
    const { requests, points } = await read(
      `/endpoints/ep_contract_kie_01/activity?window=7d&group_by=${group}`,
    );
    return { requests, count: points.length };
  };
  // The window of days begins at midnight, that of hours a week ago to the hour.
  const [days, hours] = [await totals("day"), await totals("hour")];
  expect([days.count, hours.count]).toEqual([7, 168]);
  const inHours = (await read("/endpoints/ep_contract_kie_01/activity?window=7d&group_by=hour")).points;
  const inDays = (await read("/endpoints/ep_contract_kie_01/activity?window=7d&group_by=day")).points;
  const yesterday = inHours.filter((point: { t: string }) => point.t.startsWith("2026-06-30"));
  const summed = yesterday.reduce((sum: number, point: { requests: number }) => sum + point.requests, 0);
  expect(inDays.find((point: { t: string }) => point.t === "2026-06-30").requests).toBe(summed);
});

test("the outage of the provider is a gap in the latencies, a dip of the uptime and an incident", async () => {
  const { read } = await open();
  const uptime = await read("/endpoints/ep_ticket_triage_02/uptime?window=7d");
  const incident = uptime.incidents.find((row: { reason: string }) => row.reason === "provider");
  const dip = uptime.points.find((point: { t: string }) => incident.started_at.startsWith(point.t));
  expect(dip.availability).toBeLessThan(0.95);
  const { points } = await read("/endpoints/ep_ticket_triage_02/performance?window=7d&group_by=hour");
  const times: number[] = points.map((point: { t: string }) => Date.parse(point.t));
  const during = times.filter(
    (at) => at >= Date.parse(incident.started_at) && at + 3_600_000 <= Date.parse(incident.ended_at),
  );
  expect(during).toEqual([]);
  expect(times.length).toBeLessThan(168);
  expect(times.length).toBeGreaterThan(150);
});

test("a small endpoint has no nights: gaps, not zeros", async () => {
  const { read } = await open();
  const { points } = await read("/endpoints/ep_invoice_01/performance?window=24h");
  expect(points.length).toBeLessThan(20);
  expect(points.every((point: { requests: number }) => point.requests > 0)).toBe(true);
});

describe("runs that paired statistics can work on", () => {
  test("the same hard rows are hard for most models", async () => {
    const { read } = await open();
    const { results } = await read("/eval-runs/run_contracts_01");
    const [one, other] = results.map((row: Result) => row.per_item.map((item) => item.score));
    expect(correlation(one, other)).toBeGreaterThan(0.4);
  });

  test("the same row scores the same wherever it stands", async () => {
    const { call, post, read } = await open();
    const rows = [
      {
        input: "Acme Corp agrees to pay $5,000, net 30.",
        expected: { amount: "5000", payment_terms: "net 30" },
      },
      { input: "Castell SA pays €310 within 14 days.", expected: { amount: "310", currency: "EUR" } },
      { input: "Lumen Oy pays £88 upon receipt.", expected: { amount: "88", currency: "GBP" } },
    ];
    const scores = async (ordered: readonly object[]) => {
      const form = new FormData();
      form.set("task_id", "contract-key-fields");
      form.set("items", new File([ordered.map((row) => JSON.stringify(row)).join("\n")], "items.jsonl"));
      const { eval_set: set } = await (await call("/eval-sets", { method: "POST", body: form })).json();
      const order = { eval_set_id: set.id, candidate_model_ids: ["contract-key-fields-open-1"] };
      const { run_id: id } = await (await post("/eval-runs", order)).json();
      const [result] = (await read(`/eval-runs/${id}`)).results;
      return result.per_item.map((item: { score: number }) => item.score);
    };
    expect(await scores(rows.toReversed())).toEqual((await scores(rows)).toReversed());
  });

  test("failures carry an error and no prediction, long predictions are cut", async () => {
    const { read } = await open();
    const runs = await Promise.all(
      ["run_contracts_01", "run_tickets_02", "run_meetings_04"].map((id) => read(`/eval-runs/${id}`)),
    );
    const items = runs.flatMap(({ results }) => results.flatMap((row: Result) => row.per_item));
    const failed = items.filter((item) => item.error !== undefined);
    expect(failed.length).toBeGreaterThan(2);
    expect(failed.every((item) => item.prediction === undefined && item.score === 0)).toBe(true);
    const long = items.filter((item) => (item.prediction?.length ?? 0) > 400);
    expect(long.length).toBeGreaterThan(5);
    expect(long.every((item) => item.prediction?.length === 401 && item.prediction.endsWith("…"))).toBe(true);
  });

  test("the two best are close, the loser is far behind", async () => {
    const { read } = await open();
    const { results } = await read("/eval-runs/run_contracts_01");
    const [first, second, , loser] = results.map((row: Result) => row.quality_mean);
    expect(Math.abs(first - second)).toBeLessThan(0.03);
    expect(second - loser).toBeGreaterThan(0.08);
  });
});

test("sample rows are varied, and what is expected of a text stands in it", async () => {
  const { read } = await open();
  const { examples } = await read("/tasks/contract-key-fields?examples_n=50");
  expect(new Set(examples.map((row: { input: string }) => row.input)).size).toBeGreaterThan(45);
  for (const { input, expected } of examples) {
    for (const party of expected.parties) expect(input).toContain(party);
    expect(input.replaceAll(",", "")).toContain(expected.amount);
    expect(input).toContain(expected.effective_date);
  }
});

function correlation(ones: readonly number[], others: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [one, other] = [mean(ones), mean(others)];
  const pairs = ones.map((value, index) => [value - one, (others[index] ?? 0) - other] as const);
  const sum = (of: (pair: readonly [number, number]) => number) =>
    pairs.reduce((total, pair) => total + of(pair), 0);
  return sum(([a, b]) => a * b) / Math.sqrt(sum(([a]) => a * a) * sum(([, b]) => b * b));
}
