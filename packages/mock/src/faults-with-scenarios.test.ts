import { afterEach, describe, expect, test } from "vitest";
import type { Fault, Route } from "./index.ts";
import { routes } from "./route.ts";
import { debits, eventually, mountNames, openMock } from "./testing/mounts.ts";
import type { MountedMock } from "./testing/mounts.ts";
import { priceOnBoard } from "./testing/prices.ts";
import { chat, streamedChat } from "./testing/streamed-chat.ts";

const chatRoute = "POST /v1/chat/completions";
const keyed = { "idempotency-key": "key-1" };
const frame = { kind: "error-frame", afterChunks: 1, code: 503, message: "the model went away" } as const;
const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["support-ticket-triage-open-1"] };

const runPrice = 60 * priceOnBoard("support-ticket-triage", "best");

function setForm(): FormData {
  const form = new FormData();
  form.set("task_id", "invoice-extraction");
  form.set("items", new File(['{"input":{"document":null}}'], "items.jsonl"));
  return form;
}

function blobForm(): FormData {
  const form = new FormData();
  form.set("idx", "0");
  form.set("field_name", "document");
  form.set("file", new File(["%PDF"], "scan.pdf", { type: "application/pdf" }));
  return form;
}

const blob = { idx: 0, field_name: "document", mime: "application/pdf" };
type Act = (opened: MountedMock, headers: Record<string, string>) => Promise<Response>;

/** Every keyed act whose answer is JSON. */
const jsonActs: Partial<Record<Route, Act>> = {
  [chatRoute]: ({ post }, headers) => post("/chat/completions", chat, headers),
  "POST /v1/endpoints/{id}/start": ({ post }, headers) =>
    post("/endpoints/ep_sentiment_01/start", {}, headers),
  "POST /v1/endpoints/{id}/stop": ({ post }, headers) =>
    post("/endpoints/ep_ticket_triage_02/stop", {}, headers),
  "POST /v1/tasks/match": ({ post }, headers) => post("/tasks/match", { query: "contracts" }, headers),
  "POST /v1/eval-sets": ({ call }, headers) =>
    call("/eval-sets", { method: "POST", body: setForm(), headers }),
  "POST /v1/eval-sets/{id}/attach-blob": ({ call }, headers) =>
    call("/eval-sets/es_invoices_24/attach-blob", { method: "POST", body: blobForm(), headers }),
  "POST /v1/eval-sets/{id}/blob-upload-url": ({ post }, headers) =>
    post("/eval-sets/es_invoices_24/blob-upload-url", { ...blob, file_size: 6_000_000 }, headers),
  "POST /v1/eval-runs": ({ post }, headers) => post("/eval-runs", order, headers),
};
const jsonRoutes = Object.keys(jsonActs) as Route[];

/** What an act leaves behind. */
function traces({ mock }: MountedMock) {
  const { world, balanceMicroUsd, keys } = mock.snapshot();
  return JSON.stringify({ world, balanceMicroUsd, keys, ledger: mock.ledger });
}

describe.each(mountNames)("an error frame where nothing is streamed, by %s", (mount) => {
  let opened: MountedMock;
  afterEach(() => opened.close());

  test.each(jsonRoutes)("%s: an error status before acceptance; the retry acts once", async (route) => {
    opened = await openMock(mount, { now: () => 0 });
    const act = jsonActs[route];
    opened.mock.faults.next(route, frame);
    const before = traces(opened);
    const refused = await act?.(opened, keyed);
    expect(refused?.status).toBe(503);
    expect(await refused?.json()).toEqual({ detail: "the model went away" });
    expect(traces(opened)).toBe(before);
    const first = await (await act?.(opened, keyed))?.json();
    const after = debits(opened.mock);
    expect(after.length).toBeLessThan(2);
    expect(await (await act?.(opened, keyed))?.json()).toEqual(first);
    expect(debits(opened.mock)).toEqual(after);
  });

  test("reads too, and a code that is no error's status is a 500", async () => {
    opened = await openMock(mount);
    opened.mock.faults.next("GET /v1/models", { ...frame, code: 1234 });
    expect((await opened.call("/models")).status).toBe(500);
  });
});

test("a caller that leaves at whatever moment: the retry is the same act, or the only one", async () => {
  const outcomes = new Set<string>();
  for (let moments = 0; moments < 60; moments++) {
    const { mock, call, post } = await openMock("fetch");
    const leaving = new AbortController();
    const init = { method: "POST", body: JSON.stringify(order), headers: keyed, signal: leaving.signal };
    const sent = call("/eval-runs", init).then(
      () => "answered",
      () => "left",
    );
    for (let moment = 0; moment < moments; moment++) await Promise.resolve();
    leaving.abort();
    const acted = mock.snapshot().world.runs.some((run) => !run.seeded);
    outcomes.add(`${await sent}, ${acted ? "acted" : "not acted"}`);
    await (await post("/eval-runs", order, keyed)).json();
    expect(mock.snapshot().world.runs.filter((run) => !run.seeded)).toHaveLength(1);
    expect(debits(mock)).toHaveLength(1);
  }
  // All three ways it can go were met.
  expect(outcomes).toEqual(new Set(["left, not acted", "left, acted", "answered, acted"]));
});

describe("a queued fault and the scenario's own", () => {
  const shapes: readonly Fault[] = [
    { kind: "delay", ms: 1 },
    { kind: "split", at: "every-byte" },
    { kind: "split", at: [2, 5] },
    frame,
    { kind: "drop", afterChunks: 100 },
  ];
  const refusals = [
    ["no-credit", 402],
    ["rate-limited", 429],
    ["error", 500],
    ["forbidden", 403],
    ["not-found", 404],
    ["cold", 503],
  ] as const;

  test.each(refusals)("%s is still %i, however its answer comes", async (scenario, status) => {
    for (const fault of shapes) {
      const { mock, post } = await openMock("fetch", { scenario });
      mock.faults.next(chatRoute, fault);
      const response = await post("/chat/completions", streamedChat);
      expect([fault.kind, response.status]).toEqual([fault.kind, status]);
      expect(JSON.parse(await response.text())).toHaveProperty("detail");
      expect(debits(mock)).toEqual([]);
    }
  });

  test("offline still rejects", async () => {
    for (const fault of [...shapes, { kind: "stall" } as const, { kind: "drop" } as const]) {
      const { mock, post } = await openMock("fetch", { scenario: "offline" });
      mock.faults.next(chatRoute, fault);
      await expect(post("/chat/completions", streamedChat)).rejects.toBeInstanceOf(TypeError);
      expect(mock.ledger).toEqual([]);
    }
  });

  test("a refusal is cut into the same pieces as any answer, and can be lost", async () => {
    const { mock, post } = await openMock("fetch", { scenario: "no-credit" });
    mock.faults.next(chatRoute, { kind: "split", at: [3, 10] });
    const sizes: number[] = [];
    for await (const chunk of (await post("/chat/completions", chat)).body ?? []) sizes.push(chunk.length);
    expect(sizes.slice(0, 2)).toEqual([3, 7]);
    mock.faults.next(chatRoute, { kind: "drop" });
    await expect(post("/chat/completions", chat)).rejects.toBeInstanceOf(TypeError);
    mock.faults.next(chatRoute, { kind: "drop", afterBytes: 5 });
    const cut = await post("/chat/completions", chat);
    expect(cut.status).toBe(402);
    await expect(cut.text()).rejects.toBeInstanceOf(TypeError);
  });

  test("the answer a scenario changes is cut too", async () => {
    const { mock, call } = await openMock("fetch", { scenario: "empty" });
    mock.faults.next("GET /v1/tasks", { kind: "split", at: "every-byte" });
    expect(await (await call("/tasks")).json()).toEqual({ tasks: [] });
  });

  test("one that answers by itself is nearer than the scenario", async () => {
    const { mock, post } = await openMock("fetch", { scenario: "rate-limited" });
    mock.faults.next(chatRoute, { kind: "status", status: 504, body: null });
    const response = await post("/chat/completions", chat);
    expect([response.status, await response.json()]).toEqual([504, null]);
  });

  test("one that answers by itself does not use up what offline lets through", async () => {
    const { mock, call } = await openMock("fetch", { scenario: "offline" });
    mock.faults.next("GET /v1/models", { kind: "status", status: 503 });
    expect((await call("/models")).status).toBe(503);
    expect((await call("/models")).status).toBe(200);
    await expect(call("/models")).rejects.toBeInstanceOf(TypeError);
  });

  test("a request meets the scenario it arrived in", async () => {
    const { mock, post } = await openMock("fetch", { scenario: "rate-limited", pace: { latencyMs: 20 } });
    const sent = post("/chat/completions", chat);
    await eventually(() => mock.requests[0]?.body !== null);
    mock.setScenario("happy");
    expect((await sent).status).toBe(429);
  });
});

test("a body that cannot be read meets its fault as well", async () => {
  const { mock, call } = await openMock("fetch");
  mock.faults.next(chatRoute, { kind: "drop" });
  const init = { method: "POST", body: "{oops" };
  await expect(call("/chat/completions", init)).rejects.toBeInstanceOf(TypeError);
  expect((await call("/chat/completions", init)).status).toBe(422);
});

describe("every fault kind on every route, by fetch", () => {
  const kinds: readonly Fault[] = [
    { kind: "status", status: 418 },
    { kind: "delay", ms: 0 },
    { kind: "stall" },
    { kind: "stall", afterChunks: 0 },
    { kind: "stall", afterChunks: 1 },
    { kind: "drop" },
    { kind: "drop", afterChunks: 0 },
    { kind: "drop", afterBytes: 3 },
    { kind: "split", at: "every-byte" },
    { kind: "reset" },
    { kind: "reset", afterChunks: 1 },
    frame,
  ];

  test.each(routes)("%s: each ends, and leaves nothing open and nothing held", async (route) => {
    const [method = "", pattern = ""] = route.split(" ");
    const id = pattern.includes("eval-sets") ? "es_invoices_24" : "ep_ticket_triage_02";
    const path = pattern.replace("/v1", "").replace("{id}", pattern.includes("runs") ? "run_tickets_02" : id);
    const bodies: Partial<Record<Route, BodyInit>> = {
      [chatRoute]: JSON.stringify(streamedChat),
      "POST /v1/endpoints": JSON.stringify({ task: "review-sentiment" }),
      "POST /v1/tasks/match": JSON.stringify({ query: "contracts" }),
      "POST /v1/eval-runs": JSON.stringify(order),
      "POST /v1/eval-sets": setForm(),
      "POST /v1/eval-sets/{id}/attach-blob": blobForm(),
    };
    for (const fault of kinds) {
      const { mock, call } = await openMock("fetch", { balanceMicroUsd: runPrice });
      mock.faults.next(route, fault);
      const leaving = new AbortController();
      const body = bodies[route] ?? null;
      const sent = call(path, { method, body, signal: leaving.signal })
        .then((response) => response.text())
        .catch(() => "failed");
      // What does not hang has come to its end when the next timer fires: nothing here waits for one.
      if (fault.kind === "stall") setTimeout(() => leaving.abort(), 0);
      await sent;
      const billed = debits(mock).reduce((sum, microUsd) => sum + microUsd, 0);
      expect(mock.snapshot().balanceMicroUsd).toBe(runPrice - billed);
      mock.topUp(billed);
      // Takes all there is: a hold that was left behind would refuse it.
      const whole = await call("/eval-runs", { method: "POST", body: JSON.stringify(order) });
      expect(whole.status).toBe(202);
      mock.reset();
      expect(mock.requests).toEqual([]);
    }
  });
});
