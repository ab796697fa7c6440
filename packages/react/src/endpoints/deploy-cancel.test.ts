import { createMockPareta, type MockPareta, type MockParetaOptions } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { Pareta } from "pareta";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DeployRecord } from "../history/history-record.ts";
import type { HistoryStore } from "../history/history-store.ts";
import { openScope } from "../provider/pareta-scope.ts";
import { memoryHistory } from "../testing/memory-history.ts";
import { openDeploy } from "./deploy-follower.ts";

const task = "invoice-extraction";
const params = { task };
const route = "POST /v1/endpoints";

interface PageOptions {
  readonly options?: MockParetaOptions;
  readonly mock?: MockPareta;
  readonly history?: HistoryStore;
}

function openPage({
  options = { pace: { deployMs: 60_000 } },
  mock = createMockPareta(options),
  history = memoryHistory(),
}: PageOptions = {}) {
  const client = new Pareta({ fetch: mock.fetch });
  const scope = openScope(new QueryClient(), "default", client);
  const failures: string[] = [];
  scope.failureListeners.add((error, { noun, act }) => failures.push(`${noun}.${act}: ${error.message}`));
  const follower = openDeploy(scope, history, "mine");
  const of = (method: string) => mock.requests.filter((row) => row.method === method);
  const listed = async () => (await client.endpoints.list()).map(({ id }) => id);
  return { mock, client, scope, history, failures, follower, of, listed };
}

const record = (part: Partial<DeployRecord>): DeployRecord => ({
  kind: "deploy",
  attemptId: "mine",
  id: "mine",
  task,
  model: "recommended",
  name: null,
  knownEndpointIds: null,
  endpointId: null,
  startedAt: Date.now(),
  ...part,
});

const outcome = (deploy: Promise<{ id: string }>) =>
  deploy.then(
    ({ id }) => id,
    (error: unknown) => error,
  );

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("cancel, while the feed is read", () => {
  it("deletes the one new endpoint of the task; nothing is left, and nothing is billed (N7)", async () => {
    const page = openPage();
    const before = await page.listed();
    const end = outcome(page.follower.deploy(params, 4));
    await seconds(10);
    expect(await page.listed()).toHaveLength(before.length + 1);
    const cancelled = page.follower.cancel();
    expect(page.follower.state.status).toBe("checking");
    await seconds(5);
    await cancelled;
    expect(await end).toMatchObject({ name: "AbortError", outcome: "refused" });
    expect(page.follower.state).toMatchObject({ status: "idle", error: null });
    expect(await page.listed()).toEqual(before);
    expect(page.mock.ledger.filter(({ microUsd }) => microUsd > 0)).toEqual([]);
    expect(await page.history.list()).toEqual([]);
    expect(page.failures).toEqual([]);
  });

  it("and the next press is a new deploy under a new key", async () => {
    const page = openPage();
    void outcome(page.follower.deploy(params, 4));
    await seconds(10);
    void page.follower.cancel();
    const again = outcome(page.follower.deploy({ task, name: "again" }, 4));
    await seconds(120);
    expect(await again).toBe("again");
    const [first, second] = page.of("POST");
    expect(first?.key).not.toBe(second?.key);
    expect(page.of("DELETE")).toHaveLength(1);
  });

  it("pressed three times deletes once", async () => {
    const page = openPage();
    void outcome(page.follower.deploy(params, 4));
    await seconds(10);
    const all = Promise.all([page.follower.cancel(), page.follower.cancel(), page.follower.cancel()]);
    await seconds(5);
    await all;
    expect(page.of("DELETE")).toHaveLength(1);
  });

  it("never deletes by name alone: an endpoint that was there before stays", async () => {
    const page = openPage();
    const [older = ""] = await page.listed();
    const history = memoryHistory();
    await history.put(record({ name: older }));
    const after = openPage({ mock: page.mock, history });
    page.mock.faults.next("GET /v1/endpoints", { kind: "status", status: 500 });
    page.mock.faults.next("GET /v1/endpoints", { kind: "status", status: 500 });
    page.mock.faults.next("GET /v1/endpoints", { kind: "status", status: 500 });
    void after.follower.resume();
    await seconds(1);
    const cancelled = after.follower.cancel();
    await seconds(60);
    await cancelled;
    expect(after.of("DELETE")).toEqual([]);
    expect(after.follower.state).toMatchObject({ status: "unknown", error: { outcome: "unknown" } });
    expect(after.follower.state.candidates).toEqual([older]);
    expect(after.failures).toContain(
      "endpoints.cancel: The deploy was cancelled, but its endpoint may exist.",
    );
  });

  it("deletes nothing while another deploy of the task looks for its endpoint too, and says which may be it", async () => {
    const history = memoryHistory();
    const page = openPage({ history });
    const other = openDeploy(page.scope, history, "other");
    page.mock.faults.next(route, { kind: "status", status: 500 });
    void outcome(page.follower.deploy(params, 4));
    const otherEnd = outcome(other.deploy({ ...params, region: "eu" }, 4));
    await seconds(10);
    const cancelled = page.follower.cancel();
    await seconds(5);
    await cancelled;
    expect(page.of("DELETE")).toEqual([]);
    expect(page.follower.state.status).toBe("unknown");
    expect(page.follower.state.candidates).not.toEqual([]);
    await seconds(300);
    expect(typeof (await otherEnd)).toBe("string");
  });

  it("never takes the endpoint that another deploy has become for its own", async () => {
    const history = memoryHistory();
    const page = openPage({ options: { pace: { deployMs: 5000 } }, history });
    const before = await page.listed();
    const other = openDeploy(page.scope, history, "other");
    const otherEnd = outcome(other.deploy(params, 4));
    await seconds(30);
    // Its request never arrived.
    await history.put(record({ knownEndpointIds: before }));
    void page.follower.resume();
    await seconds(10);
    expect(page.follower.state).toMatchObject({ status: "checking", endpoint: null });
    const cancelled = page.follower.cancel();
    await seconds(5);
    await cancelled;
    expect(page.of("DELETE")).toEqual([]);
    expect(await page.listed()).toContain(await otherEnd);
  });

  it("says what may exist when the deletion fails", async () => {
    const page = openPage();
    void outcome(page.follower.deploy(params, 4));
    await seconds(10);
    page.mock.faults.next("DELETE /v1/endpoints/{id}", { kind: "status", status: 403 });
    const cancelled = page.follower.cancel();
    await seconds(5);
    await cancelled;
    expect(page.follower.state).toMatchObject({
      status: "unknown",
      error: { outcome: "unknown", cause: { status: 403 } },
    });
    expect(await page.listed()).toEqual(expect.arrayContaining([...page.follower.state.candidates]));
    expect(page.follower.state.candidates).toHaveLength(1);
  });
});

describe("cancel, at another time", () => {
  it("before the request has left: nothing is sent, and nothing is told (N7)", async () => {
    const store = memoryHistory();
    const list = () => new Promise<never>((resolve) => void setTimeout(resolve, 2000, []));
    const page = openPage({ history: { ...store, list } });
    const end = outcome(page.follower.deploy(params, 4));
    await seconds(1);
    void page.follower.cancel();
    expect(page.follower.state.status).toBe("idle");
    await seconds(60);
    expect(await end).toMatchObject({ name: "AbortError", outcome: "not-sent" });
    expect(page.of("POST")).toEqual([]);
    expect(page.follower.state).toMatchObject({ status: "idle", error: null });
    expect([store.records, page.failures]).toEqual([[], []]);
  });

  it("while it waits for a connection: nothing is sent", async () => {
    const page = openPage();
    const other = openDeploy(page.scope, page.history, "other");
    void outcome(other.deploy(params, 1));
    await seconds(1);
    void outcome(page.follower.deploy({ task: "general-chat" }, 1));
    await seconds(1);
    expect(page.follower.state.status).toBe("queued");
    await page.follower.cancel();
    expect(page.follower.state.status).toBe("idle");
    await seconds(120);
    expect(page.of("POST")).toHaveLength(1);
    expect(other.state.status).toBe("live");
  });

  it("after a reload over another backend, where no endpoint comes: the deploy can be given up, and made again (N7)", async () => {
    const history = memoryHistory();
    const before = openPage({ history });
    void outcome(before.follower.deploy(params, 4));
    await seconds(5);
    before.scope.close();
    // A mock in the page begins anew with it.
    const after = openPage({ history });
    void after.follower.resume();
    await seconds(30);
    expect(after.follower.state).toMatchObject({ status: "checking", endpoint: null });
    expect(after.follower.state.checkedAt).toBeGreaterThan(Date.now() - 16_000);
    const cancelled = after.follower.cancel();
    await seconds(5);
    await cancelled;
    expect(after.follower.state).toMatchObject({ status: "unknown", candidates: [] });
    const again = outcome(after.follower.deploy(params, 4));
    await seconds(120);
    expect(after.follower.state).toMatchObject({ status: "live", endpoint: { id: await again } });
    expect(after.of("POST")).toHaveLength(1);
  });

  it("after a reload deletes what was adopted and was not there before (N7)", async () => {
    const history = memoryHistory();
    const before = openPage({ history });
    const known = await before.listed();
    void outcome(before.follower.deploy(params, 4));
    await seconds(5);
    before.scope.close();
    const after = openPage({ mock: before.mock, history });
    void after.follower.resume();
    await seconds(5);
    expect(after.follower.state).toMatchObject({ status: "checking", endpoint: { status: "starting" } });
    const cancelled = after.follower.cancel();
    await seconds(5);
    await cancelled;
    expect(after.follower.state.status).toBe("idle");
    expect(await after.listed()).toEqual(known);
  });

  it("of an idle, a live or a failed deploy does nothing", async () => {
    const page = openPage({ options: {} });
    await page.follower.cancel();
    expect(page.mock.requests).toEqual([]);
    const end = outcome(page.follower.deploy(params, 4));
    await seconds(60);
    await page.follower.cancel();
    expect(page.follower.state).toMatchObject({ status: "live", endpoint: { id: await end } });
    page.mock.setScenario("no-credit");
    void outcome(page.follower.deploy({ ...params, name: "second" }, 4));
    await seconds(60);
    expect(page.follower.state.status).toBe("failed");
    await page.follower.cancel();
    expect(page.follower.state.status).toBe("failed");
    expect(page.of("DELETE")).toEqual([]);
  });
});

it("the list of endpoints is read again at the feed's first event and once on live (N7)", async () => {
  const page = openPage();
  const invalidated: string[] = [];
  page.scope.queryClient.getQueryCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "invalidate")
      invalidated.push(event.query.queryHash);
  });
  const list = '["pareta","default","endpoints","list"]';
  void outcome(page.follower.deploy(params, 4));
  await seconds(2);
  expect(invalidated.filter((hash) => hash === list)).toHaveLength(1);
  await seconds(50);
  expect(invalidated.filter((hash) => hash === list)).toHaveLength(1);
  // As if a page had read it since.
  page.scope.queryClient.setQueryData(["pareta", "default", "endpoints", "list"], []);
  await seconds(60);
  expect(page.follower.state.status).toBe("live");
  expect(invalidated.filter((hash) => hash === list)).toHaveLength(2);
});
