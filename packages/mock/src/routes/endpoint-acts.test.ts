import { describe, expect, test } from "vitest";
import { createMockPareta } from "../index.ts";
import type { Snapshot } from "../index.ts";
import { mountNames, openMock } from "../testing/mounts.ts";
import { readUntil } from "../testing/streamed-chat.ts";

const noon = Date.UTC(2026, 6, 1, 12);
const keyed = (key: string) => ({ "idempotency-key": key });

describe.each(mountNames)("a deploy under its key, by %s", (mount) => {
  const becoming = [
    ["stopped", "POST", "/stop"],
    ["deleted", "DELETE", ""],
  ] as const;

  test.each(becoming)(
    "comes again whole after the endpoint was %s, as often as it is asked",
    async (...how) => {
      const [, method, path] = how;
      const { mock, call, post, close } = await openMock(mount);
      const first = await (await post("/endpoints", { task: "invoice-extraction" }, keyed("d1"))).text();
      const id = /"id":"(\w+)"/.exec(first)?.[1] ?? "";
      expect(first).toContain("event: complete");
      await call(`/endpoints/${id}${path}`, { method });
      const listed = await (await call("/endpoints")).json();
      for (const _ of [1, 2, 3]) {
        expect(await (await post("/endpoints", { task: "invoice-extraction" }, keyed("d1"))).text()).toBe(
          first,
        );
      }
      expect(await (await call("/endpoints")).json()).toEqual(listed);
      expect(mock.ledger.every((row) => row.microUsd === 0)).toBe(true);
      await close();
    },
  );

  test("a fault in a replay leaves the endpoint and the key alone", async () => {
    const { mock, call, post, close } = await openMock(mount);
    const body = { task: "invoice-extraction", name: "mine" };
    const first = await (await post("/endpoints", body, keyed("d1"))).text();
    mock.faults.next("POST /v1/endpoints", {
      kind: "error-frame",
      afterChunks: 2,
      code: 500,
      message: "gone",
    });
    expect(await (await post("/endpoints", body, keyed("d1"))).text()).toContain("event: error");
    expect((await (await call("/endpoints/mine")).json()).status).toBe("live");
    expect(await (await post("/endpoints", body, keyed("d1"))).text()).toBe(first);
    await close();
  });
});

test("a deploy nobody listened to comes again whole once it is live, through a snapshot too", async () => {
  let clock = noon;
  const options = { now: () => clock, pace: { deployMs: 10_000 } };
  const { mock, post, call } = await openMock("fetch", options);
  const body = { task: "invoice-extraction", name: "mine" };
  await (await post("/endpoints", body, keyed("d1"))).body?.cancel();
  clock += 10_000;
  await call("/endpoints/mine/stop", { method: "POST" });
  const state: Snapshot = JSON.parse(JSON.stringify(mock.snapshot()));
  const restored = createMockPareta({ ...options, state });
  const init = { method: "POST", body: JSON.stringify(body), headers: keyed("d1") };
  const replay = await (await restored.fetch("https://x.test/v1/endpoints", init)).text();
  expect(replay).toMatch(/event: complete\r\ndata: .*"id":"mine".*"status":"live"/);
  expect(await (await post("/endpoints", body, keyed("d1"))).text()).toBe(replay);
});

test("a deploy stopped while nobody listens frees its key at once, and every feed of it says why", async () => {
  const { mock, post, call } = await openMock("fetch", { pace: { deployMs: 600_000 } });
  const body = { task: "invoice-extraction", name: "mine" };
  const { reader } = await readUntil(await post("/endpoints", body, keyed("d1")), (text) =>
    text.includes("progress"),
  );
  await (await post("/endpoints", body, keyed("d1"))).body?.cancel();
  await call("/endpoints/mine/stop", { method: "POST" });
  // A start right after it makes a live endpoint, but not of this deploy.
  await call("/endpoints/mine/start", { method: "POST" });
  expect(mock.snapshot().keys).toEqual([]);
  const { value } = await reader.read();
  expect(new TextDecoder().decode(value)).toContain("was stopped before it was live");
});

describe("the name of a deploy that failed", () => {
  const fail = { kind: "error-frame", afterChunks: 2, code: 503, message: "GPU pool exhausted" } as const;
  const body = { task: "contract-key-fields", name: "mine" };

  test.each([{}, keyed("d1")])("is free for another, under %j", async (headers) => {
    const { mock, post, call } = await openMock("fetch");
    mock.faults.next("POST /v1/endpoints", fail);
    await (await post("/endpoints", body, headers)).text();
    expect((await (await call("/endpoints/mine")).json()).status).toBe("failed");
    expect(await (await post("/endpoints", body, headers)).text()).toContain("event: complete");
    const listed: { id: string; status: string }[] = await (await call("/endpoints")).json();
    expect(listed.filter(({ id }) => id === "mine")).toMatchObject([{ status: "live" }]);
  });

  test("is not given away by a deploy that is refused", async () => {
    const { mock, post, call } = await openMock("fetch");
    mock.faults.next("POST /v1/endpoints", fail);
    await (await post("/endpoints", body)).text();
    mock.setScenario("no-credit");
    expect((await post("/endpoints", body)).status).toBe(402);
    expect((await (await call("/endpoints/mine")).json()).status).toBe("failed");
  });

  test("an endpoint that runs keeps its name", async () => {
    const { post } = await openMock("fetch");
    await (await post("/endpoints", body)).text();
    expect((await post("/endpoints", body)).status).toBe(409);
  });
});

describe("start and stop under a key", () => {
  test("act once: a replay answers as then and changes nothing", async () => {
    let clock = noon;
    const options = { now: () => clock, pace: { wakeMs: 5000 } };
    const { mock, call } = await openMock("fetch", options);
    const act = (path: string, key: string) =>
      call(`/endpoints/ep_sentiment_01${path}`, { method: "POST", headers: keyed(key) });
    const status = async () => (await (await call("/endpoints/ep_sentiment_01")).json()).status;
    const started = await (await act("/start", "k1")).json();
    clock += 5000;
    expect(await status()).toBe("live");
    await act("/stop", "k2");
    expect(await (await act("/start", "k1")).json()).toEqual(started);
    expect(await status()).toBe("stopped");
    await act("/start", "k3");
    clock += 5000;
    await act("/stop", "k2");
    expect(await status()).toBe("live");
    expect(mock.ledger.map((row) => [row.key, row.microUsd])).toEqual(
      ["k1", "k2", "k1", "k3", "k2"].map((key) => [key, 0]),
    );
  });

  test("another act or another endpoint under the same key is refused, a refused one binds nothing", async () => {
    const { mock, call } = await openMock("fetch", { scenario: "no-credit" });
    const act = (path: string) => call(`/endpoints/${path}`, { method: "POST", headers: keyed("k1") });
    expect((await act("ep_sentiment_01/start")).status).toBe(402);
    mock.topUp(1);
    expect((await act("ep_sentiment_01/start")).status).toBe(200);
    expect((await act("ep_sentiment_01/stop")).status).toBe(422);
    expect((await act("ep_invoice_01/start")).status).toBe(422);
  });
});

test("an empty Idempotency-Key is none", async () => {
  const { mock, post } = await openMock("fetch");
  for (const key of ["", " "]) {
    for (const query of ["contracts", "invoices"]) {
      expect((await post("/tasks/match", { query }, keyed(key))).status).toBe(200);
    }
  }
  expect(mock.requests.map((row) => row.key)).toEqual([null, null, null, null]);
});

test("a key is the same act by whatever prefix the request comes", async () => {
  const { mock } = await openMock("fetch");
  const init = { method: "POST", body: '{"query":"contracts"}', headers: keyed("k1") };
  for (const base of ["https://api.test", "https://app.test/api/pareta"]) {
    expect((await mock.fetch(`${base}/v1/tasks/match`, init)).status).toBe(200);
  }
});
