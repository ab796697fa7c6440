import { describe, expect, test } from "vitest";
import { mountNames, openMock } from "../testing/mounts.ts";
import { readUntil } from "../testing/streamed-chat.ts";

const noon = Date.UTC(2026, 6, 1, 12);

describe.each(mountNames)("deploy by %s", (mount) => {
  test("the feed: CRLF, named events, a ping, one complete with the record", async () => {
    const { call, post, close } = await openMock(mount);
    const response = await post("/endpoints", { task: "contract-key-fields", model: "recommended" });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const text = await response.text();
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(text).toMatch(/^: ping\r\n\r\n/);
    const events = text.split("\r\n\r\n").filter((event) => event.startsWith("event: "));
    const stages = events.slice(0, -1).map((event) => JSON.parse(event.split("\r\ndata: ")[1] ?? "").stage);
    expect([...new Set(stages)]).toEqual(["provisioning-gpu", "pulling weights", "booting", "warming-up"]);
    const last = events.at(-1) ?? "";
    expect(last).toMatch(/^event: complete\r\n/);
    const { endpoint } = JSON.parse(last.split("\r\ndata: ")[1] ?? "");
    expect(endpoint).toMatchObject({
      status: "live",
      taskName: "contract-key-fields",
      url: expect.stringMatching(/^https:/),
    });
    expect(endpoint.name).toBe(endpoint.id);
    expect(await (await call(`/endpoints/${endpoint.id}`)).json()).toMatchObject({
      status: "live",
      task: "contract-key-fields",
    });
    await close();
  });
});

test("a deploy is listed as starting from acceptance, and goes live although its feed was left", async () => {
  let clock = noon;
  const { call, post } = await openMock("fetch", { now: () => clock, pace: { deployMs: 20_000 } });
  const feed = await post("/endpoints", { task: "invoice-extraction", name: "invoices" });
  const { reader } = await readUntil(feed, (text) => text.includes("progress"));
  await reader.cancel();
  const read = async () => (await call("/endpoints/invoices")).json();
  expect(await read()).toMatchObject({ id: "invoices", status: "starting", url: null });
  clock += 20_000;
  expect(await read()).toMatchObject({ status: "live" });
});

test("the feed follows the clock, not its own timer", async () => {
  let clock = noon;
  const { post } = await openMock("fetch", { now: () => clock, pace: { deployMs: 3_600_000 } });
  const { reader, text } = await readUntil(await post("/endpoints", { task: "invoice-extraction" }), (so) =>
    so.includes("provisioning"),
  );
  expect(text).not.toContain("weights");
  clock += 3_600_000;
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read())
    rest += new TextDecoder().decode(part.value);
  expect(rest).toContain("event: complete");
});

test("the same key joins the same deploy", async () => {
  const { call, post } = await openMock("fetch");
  const keyed = { "idempotency-key": "d1" };
  const before = (await (await call("/endpoints")).json()).length;
  const first = await (await post("/endpoints", { task: "invoice-extraction" }, keyed)).text();
  expect(await (await post("/endpoints", { task: "invoice-extraction" }, keyed)).text()).toBe(first);
  expect(await (await call("/endpoints")).json()).toHaveLength(before + 1);
});

test("a deploy that is stopped ends its feed with an error, and frees its key", async () => {
  const { mock, call, post } = await openMock("fetch", { pace: { deployMs: 600_000 } });
  const feed = await post(
    "/endpoints",
    { task: "invoice-extraction", name: "mine" },
    { "idempotency-key": "d1" },
  );
  const { reader } = await readUntil(feed, (text) => text.includes("progress"));
  await call("/endpoints/mine/stop", { method: "POST" });
  const { value } = await reader.read();
  expect(new TextDecoder().decode(value)).toBe(
    'event: error\r\ndata: {"message":"endpoint mine was stopped before it was live"}\r\n\r\n',
  );
  expect((await reader.read()).done).toBe(true);
  expect(mock.snapshot().keys).toEqual([]);
});

test.each([
  [{}, 422],
  [{ task: "nope" }, 404],
  [{ task: "contract-key-fields", model: "gpt-5.5" }, 422],
  [{ task: "contract-key-fields", name: "ep_contract_kie_01" }, 409],
])("deploy refuses %j with %i", async (body, status) => {
  const { mock, post } = await openMock("fetch");
  const response = await post("/endpoints", body);
  expect(response.status).toBe(status);
  expect(mock.ledger).toEqual([]);
});

test("aliases: the leaderboard's and the task's own numbering deploy", async () => {
  const { post } = await openMock("fetch");
  for (const model of ["qwen-1", "contract-key-fields-open-2", "", "recommended"]) {
    expect((await post("/endpoints", { task: "contract-key-fields", model })).status).toBe(200);
  }
});

test("records: extraction recommends a prompt, classification offers a scaffold", async () => {
  const { call } = await openMock("fetch");
  expect(await (await call("/endpoints/ep_contract_kie_01")).json()).toEqual({
    id: "ep_contract_kie_01",
    name: "ep_contract_kie_01",
    model: expect.any(String),
    status: "live",
    task: "contract-key-fields",
    url: "https://ep-contract-kie-01.serve.pareta.ai/v1",
    recommendedSystemPrompt: expect.stringContaining("parties"),
    promptScaffold: null,
  });
  const triage = await (await call("/endpoints/ep_ticket_triage_02")).json();
  expect(triage).toMatchObject({
    recommendedSystemPrompt: null,
    promptScaffold: expect.stringContaining("{text}"),
  });
  expect((await (await call("/endpoints")).json())[0]).toHaveProperty("taskName", "contract-key-fields");
});

test("stop is at once, start takes wakeMs by the clock, delete is for good", async () => {
  let clock = noon;
  const { call } = await openMock("fetch", { now: () => clock, pace: { wakeMs: 5000 } });
  const act = (path: string) => call(`/endpoints/ep_contract_kie_01${path}`, { method: "POST" });
  const status = async () => (await (await call("/endpoints/ep_contract_kie_01")).json()).status;
  expect(await (await act("/stop")).json()).toEqual({
    ok: true,
    id: "ep_contract_kie_01",
    status: "stopped",
  });
  expect(await status()).toBe("stopped");
  expect(await (await act("/start")).json()).toMatchObject({ status: "starting" });
  clock += 4999;
  expect(await status()).toBe("starting");
  clock += 1;
  expect(await status()).toBe("live");
  const deleted = await call("/endpoints/ep_contract_kie_01", { method: "DELETE" });
  expect([deleted.status, await deleted.text()]).toEqual([204, ""]);
  expect((await call("/endpoints/ep_contract_kie_01")).status).toBe(404);
  expect((await call("/endpoints/ep_contract_kie_01", { method: "DELETE" })).status).toBe(404);
});

test("409 for a legacy endpoint", async () => {
  const { call } = await openMock("fetch");
  expect((await call("/endpoints/pareta-prod-9", { method: "DELETE" })).status).toBe(409);
  expect((await call("/endpoints/pareta-prod-9/stop", { method: "POST" })).status).toBe(409);
});

describe("metrics", () => {
  // Half past, so that the current hour has something in it too.
  const open = () => openMock("fetch", { now: () => noon + 1_800_000 });
  const metric = async (name: string, query = "", id = "ep_contract_kie_01") => {
    const { call } = await open();
    return (await call(`/endpoints/${id}/${name}${query}`)).json();
  };

  test("performance: percentiles in order, a point an hour", async () => {
    const body = await metric("performance");
    expect(body).toMatchObject({ dimension: "performance", window: "24h", unit: "ms" });
    expect(body.p50).toBeLessThan(body.p95);
    expect(body.p95).toBeLessThan(body.p99);
    expect(body.points).toHaveLength(24);
    const noonish = body.points.find((point: { t: string }) => point.t.endsWith("T13:00:00Z"));
    const night = body.points.find((point: { t: string }) => point.t.endsWith("T03:00:00Z"));
    expect(noonish.requests).toBeGreaterThan(night.requests * 2);
  });

  test("uptime: a day each, incidents account for the downtime", async () => {
    const body = await metric("uptime", "?window=30d", "ep_general_chat_01");
    expect(body.points).toHaveLength(30);
    const lasted = body.incidents.reduce(
      (sum: number, row: { started_at: string; ended_at: string }) =>
        sum + Date.parse(row.ended_at) - Date.parse(row.started_at),
      0,
    );
    expect(Math.abs(lasted / 1000 - body.downtime_s)).toBeLessThanOrEqual(body.incidents.length);
  });

  test("cost: the points add up, savings are baseline less spend", async () => {
    const body = await metric("cost", "?since=30d&group_by=day");
    const sum = (name: string) =>
      body.points.reduce((total: number, point: Record<string, number>) => total + (point[name] ?? 0), 0);
    expect(sum("total_micro_usd")).toBe(body.total_micro_usd);
    expect(sum("requests")).toBe(body.requests);
    expect(body.savings_micro_usd).toBe(body.frontier_baseline_micro_usd - body.total_micro_usd);
  });

  test("quality and activity", async () => {
    const quality = await metric("quality");
    expect(quality.quality_mean).toBeGreaterThan(0.8);
    expect(quality.windows.reduce((sum: number, row: { n_judged: number }) => sum + row.n_judged, 0)).toBe(
      quality.n_judged,
    );
    const activity = await metric("activity", "?since_hours=12");
    expect(activity.points).toHaveLength(12);
    expect(activity.last_request_at).toMatch(/^2026-07-01T1/);
  });

  test("what this session asked shows up", async () => {
    const { call, post } = await open();
    const requests = async () =>
      (await (await call("/endpoints/ep_contract_kie_01/activity")).json()).requests;
    const before = await requests();
    await (
      await post("/chat/completions", {
        model: "ep_contract_kie_01",
        messages: [{ role: "user", content: "hi" }],
      })
    ).json();
    expect(await requests()).toBe(before + 1);
  });

  test("a fresh endpoint has no figures rather than zeros, and a bad window is a 422", async () => {
    const { call, post } = await open();
    await (await post("/endpoints", { task: "invoice-extraction", name: "fresh" })).text();
    expect(await (await call("/endpoints/fresh/performance")).json()).toMatchObject({
      p50: null,
      requests: 0,
      points: [],
    });
    expect(await (await call("/endpoints/fresh/quality")).json()).toMatchObject({
      quality_mean: null,
      windows: [],
    });
    expect((await call("/endpoints/fresh/cost?window=soon")).status).toBe(422);
    expect((await call("/endpoints/nope/cost")).status).toBe(404);
  });
});
