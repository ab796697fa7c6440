import { describe, expect, test } from "vitest";
import { openMock } from "../testing/mounts.ts";

const dimensions = ["performance", "uptime", "cost", "quality", "activity"];
const windows = [
  "window=1h",
  "window=24h",
  "window=48h",
  "window=49h",
  "window=1d",
  "window=7d",
  "since=30d",
];
const more = ["since_hours=12", "window=90d", "window=200d"];
const groups = ["", "group_by=hour", "group_by=day"];
const queries = [...windows, ...more].flatMap((window) => groups.map((group) => `${window}&${group}`));

describe.each([
  [1, Date.UTC(2026, 6, 1, 12, 30)],
  [7, Date.UTC(2026, 2, 1, 0, 4)],
  [90, Date.UTC(2026, 11, 31, 23, 59, 59)],
])("the five dimensions of seed %i at %i", (seed, now) => {
  const open = async (id: string) => {
    const { call, post } = await openMock("fetch", { seed, now: () => now });
    const read = async (name: string, query: string) =>
      (await call(`/endpoints/${id}/${name}?${query}`)).json();
    return { post, read };
  };

  test.each(["ep_contract_kie_01", "ep_invoice_01", "pareta-prod-9"])(
    "%s: agree in window and requests, whatever is asked",
    async (id) => {
      const { read } = await open(id);
      for (const query of queries) {
        const bodies = await Promise.all(dimensions.map((name) => read(name, query)));
        const seen = bodies.map(({ window, requests }) => ({ window, requests }));
        expect([query, ...new Set(seen.map((row) => JSON.stringify(row)))]).toHaveLength(2);
        expect(seen[0]?.requests).toBeTypeOf("number");
      }
    },
  );

  test("the points add up to the whole, hours and days of so many hours to the same", async () => {
    const { read } = await open("ep_contract_kie_01");
    const sum = (rows: Record<string, number>[], name: string) =>
      rows.reduce((total, row) => total + (row[name] ?? 0), 0);
    for (const query of queries) {
      const [performance, , cost, quality, activity] = await Promise.all(
        dimensions.map((name) => read(name, query)),
      );
      expect(sum(performance.points, "requests")).toBe(performance.requests);
      expect(sum(activity.points, "requests")).toBe(activity.requests);
      expect(sum(cost.points, "requests")).toBe(cost.requests);
      expect(sum(cost.points, "total_micro_usd")).toBe(cost.total_micro_usd);
      expect(sum(quality.windows, "n_judged")).toBe(quality.n_judged);
      expect(cost.points.map((point: { t: string }) => point.t)).toEqual(
        activity.points.map((point: { t: string }) => point.t),
      );
    }
    for (const window of ["24h", "48h", "100h"]) {
      const [hours, days] = await Promise.all(
        ["hour", "day"].map(async (group) => {
          const bodies = await Promise.all(
            dimensions.map((name) => read(name, `window=${window}&group_by=${group}`)),
          );
          return bodies.map(({ points: _points, windows: _windows, ...rest }) => rest);
        }),
      );
      expect(days).toEqual(hours);
    }
  });

  test("24 hours of cost are 24 points of an hour, as they are of activity", async () => {
    const { read } = await open("ep_contract_kie_01");
    const { points } = await read("cost", "window=24h");
    expect(points).toHaveLength(24);
    expect(points[0].t).toMatch(/T\d\d:00:00Z$/);
  });

  test("what this session asked counts in each of them", async () => {
    const { read, post } = await open("ep_ticket_triage_02");
    const requests = async () => {
      const bodies = await Promise.all(dimensions.map((name) => read(name, "window=24h")));
      return bodies.map((body) => body.requests);
    };
    const before = await requests();
    const messages = [{ role: "user", content: "I was charged twice" }];
    await (await post("/chat/completions", { model: "ep_ticket_triage_02", messages })).json();
    expect(await requests()).toEqual(before.map((count) => count + 1));
  });
});

test("a window longer than 90 days is one of 90 days, and says so", async () => {
  const { call } = await openMock("fetch");
  const body = await (await call("/endpoints/pareta-prod-9/activity?since=9999d")).json();
  expect([body.window, body.points.length]).toEqual(["90d", 90]);
});

test("stopping an endpoint does not unmake what it did before, starting it does not make up for the pause", async () => {
  let clock = Date.UTC(2026, 6, 1, 14);
  const { call } = await openMock("fetch", { now: () => clock });
  const activity = async () =>
    (await (await call("/endpoints/ep_ticket_triage_02/activity?window=48h")).json()).points as {
      t: string;
      requests: number;
    }[];
  const before = await activity();
  await call("/endpoints/ep_ticket_triage_02/stop", { method: "POST" });
  expect(await activity()).toEqual(before);
  clock += 5 * 3_600_000;
  await call("/endpoints/ep_ticket_triage_02/start", { method: "POST" });
  clock += 2 * 3_600_000;
  const after = await activity();
  const at = (hour: number) => after.find((point) => point.t === `2026-07-01T${hour}:00:00Z`)?.requests;
  expect([14, 15, 16, 17, 18].map(at)).toEqual([0, 0, 0, 0, 0]);
  expect(at(19)).toBeGreaterThan(0);
  expect(at(13)).toBe(before.find((point) => point.t === "2026-07-01T13:00:00Z")?.requests);
});
