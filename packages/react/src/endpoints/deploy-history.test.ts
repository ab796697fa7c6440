import { createMockPareta } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { InvalidArgumentError, Pareta } from "pareta";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HistoryStore } from "../history/history-store.ts";
import { openScope } from "../provider/pareta-scope.ts";
import { memoryHistory } from "../testing/memory-history.ts";
import { openDeploy } from "./deploy-follower.ts";

const task = "invoice-extraction";
const params = { task };

/** A history that answers so many milliseconds late. */
function slowHistory(store: HistoryStore, listMs: number, putMs = 0): HistoryStore {
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  return {
    list: () => wait(listMs).then(() => store.list()),
    put: (record) => wait(putMs).then(() => store.put(record)),
    remove: (id) => store.remove(id),
  };
}

/** One page over a backend that may have others. */
function openPage(
  mock = createMockPareta({ pace: { deployMs: 20_000 } }),
  history: HistoryStore = memoryHistory(),
) {
  const scope = openScope(new QueryClient(), "default", new Pareta({ fetch: mock.fetch }));
  const failures: string[] = [];
  scope.failureListeners.add((error, { noun, act }) => failures.push(`${noun}.${act}: ${error.message}`));
  return { mock, scope, history, failures, follower: openDeploy(scope, history, "mine") };
}

const postsOf = (mock: ReturnType<typeof createMockPareta>) =>
  mock.requests.filter((row) => row.route === "POST /v1/endpoints");

const outcome = (deploy: Promise<{ id: string }>) =>
  deploy.then(
    ({ id }) => id,
    (error: unknown) => error,
  );

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** When the press comes after the page has mounted, in milliseconds; `null` for the same tick. */
const presses = [null, 0, 10, 700];
const delays = [0, 50, 800, 2900];
const combinations = presses.flatMap((pressMs) => delays.map((listMs) => ({ pressMs, listMs })));

describe("a deploy whose history is slow", () => {
  it.each(combinations)(
    "adopts what the page before has started: press after $pressMs ms, history after $listMs ms (A15)",
    async ({ pressMs, listMs }) => {
      const store = memoryHistory();
      const before = openPage(undefined, store);
      void outcome(before.follower.deploy(params, 4));
      await vi.advanceTimersByTimeAsync(5000);
      before.scope.close();

      const after = openPage(before.mock, slowHistory(store, listMs));
      void after.follower.resume();
      if (pressMs !== null) await vi.advanceTimersByTimeAsync(pressMs);
      const end = outcome(after.follower.deploy(params, 4));
      await minutes(1);
      expect(after.follower.state).toMatchObject({ status: "live", endpoint: { id: await end } });
      expect(postsOf(after.mock)).toHaveLength(1);
      expect(after.mock.ledger).toHaveLength(1);
    },
  );

  it.each(combinations)(
    "posts once where there is nothing to adopt: press after $pressMs ms, history after $listMs ms (A15)",
    async ({ pressMs, listMs }) => {
      const page = openPage(undefined, slowHistory(memoryHistory(), listMs));
      void page.follower.resume();
      if (pressMs !== null) await vi.advanceTimersByTimeAsync(pressMs);
      const ends = [1, 2, 3].map(() => outcome(page.follower.deploy(params, 4)));
      await minutes(1);
      expect(new Set(await Promise.all(ends)).size).toBe(1);
      expect(page.follower.state.status).toBe("live");
      expect(postsOf(page.mock)).toHaveLength(1);
      expect(page.mock.ledger).toHaveLength(1);
    },
  );

  it("shows a press at once, while it waits (A15)", async () => {
    const { follower } = openPage(undefined, slowHistory(memoryHistory(), 2000));
    void outcome(follower.deploy(params, 4));
    await vi.advanceTimersByTimeAsync(10);
    expect(follower.state).toMatchObject({ status: "deploying", stages: [] });
    await minutes(1);
  });
});

const never = () => new Promise<never>(() => {});
const broken = () => Promise.reject(new Error("the disk is gone"));
const thrown = (): never => {
  throw new Error("thrown, not rejected");
};
const answers = (answer: unknown) => async () => answer as never;

describe("a history that does not answer as it should (A15, B21)", () => {
  it.each([
    { how: "never", list: never, told: "history.list: The history has not answered within 3000 ms." },
    { how: "with a rejection", list: broken, told: "history.list: the disk is gone" },
    { how: "by throwing", list: thrown, told: "history.list: thrown, not rejected" },
    { how: 'with "x"', list: answers("x"), told: "history.list: The history's list() answered no list." },
    { how: "with null", list: answers(null), told: "history.list: The history's list() answered no list." },
    { how: "with [null]", list: answers([null]), told: null },
    { how: "with half a record", list: answers([{ id: "mine" }, { kind: "deploy" }]), told: null },
  ])("$how stands in no deploy's way, and is told once", async ({ list, told }) => {
    const page = openPage(undefined, { ...memoryHistory(), list });
    const end = outcome(page.follower.deploy(params, 4));
    await minutes(1);
    expect(page.follower.state).toMatchObject({ status: "live", endpoint: { id: await end } });
    expect(postsOf(page.mock)).toHaveLength(1);
    expect(page.failures).toEqual(told === null ? [] : [told]);
  });

  it.each([
    ["never settles", never],
    ["rejects", broken],
    ["throws", thrown],
  ])("a put that %s holds the request up for half a second at most", async (_, put) => {
    const page = openPage(undefined, { ...memoryHistory(), put });
    const end = outcome(page.follower.deploy(params, 4));
    await vi.advanceTimersByTimeAsync(600);
    expect(postsOf(page.mock)).toHaveLength(1);
    await minutes(1);
    expect(page.follower.state.endpoint?.id).toBe(await end);
    expect(postsOf(page.mock)).toHaveLength(1);
  });
});

describe("the record of a deploy", () => {
  it("is in the history before the request leaves, also where the history is slow", async () => {
    const store = memoryHistory();
    const seen: number[] = [];
    const mock = createMockPareta();
    const send = mock.fetch;
    const fetch: typeof send = (input, init) => {
      if (init?.method === "POST") seen.push(store.records.length);
      return send(input, init);
    };
    const { follower } = openPage({ ...mock, fetch }, slowHistory(store, 100, 300));
    const end = outcome(follower.deploy(params, 4));
    await minutes(1);
    expect(typeof (await end)).toBe("string");
    expect(seen).toEqual([1]);
  });

  it("that another tab has put is adopted by a press in this one", async () => {
    const store = memoryHistory();
    const first = openPage(undefined, store);
    const second = openPage(first.mock, store);
    await Promise.all([first.follower.resume(), second.follower.resume()]);
    const end = outcome(first.follower.deploy(params, 4));
    await vi.advanceTimersByTimeAsync(3000);
    expect(second.follower.state.status).toBe("idle");
    const same = outcome(second.follower.deploy(params, 4));
    await minutes(1);
    expect(await same).toBe(await end);
    expect(postsOf(first.mock)).toHaveLength(1);
  });

  it("cannot be adopted by a press for something else: that needs an id of its own", async () => {
    const store = memoryHistory();
    const before = openPage(undefined, store);
    void outcome(before.follower.deploy(params, 4));
    await vi.advanceTimersByTimeAsync(5000);
    before.scope.close();
    const after = openPage(before.mock, store);
    void after.follower.resume();
    await vi.advanceTimersByTimeAsync(10);
    const same = outcome(after.follower.deploy({ task, model: "recommended" }, 4));
    const other = outcome(after.follower.deploy({ task: "general-chat" }, 4));
    expect(await other).toBeInstanceOf(InvalidArgumentError);
    await minutes(1);
    expect(typeof (await same)).toBe("string");
    expect(postsOf(after.mock)).toHaveLength(1);
  });

  it("of a deploy that has ended here is no news: after reset a press is a new deploy", async () => {
    const page = openPage();
    const first = outcome(page.follower.deploy(params, 4));
    await minutes(1);
    page.follower.reset();
    await page.follower.resume();
    expect(page.follower.state.status).toBe("idle");
    const second = outcome(page.follower.deploy(params, 4));
    await minutes(1);
    expect(await second).not.toBe(await first);
    expect(postsOf(page.mock)).toHaveLength(2);
  });

  it("whose endpoint is gone ends the watch at once, and the next press is a new deploy", async () => {
    const store = memoryHistory();
    const before = openPage(undefined, store);
    const first = outcome(before.follower.deploy(params, 4));
    await minutes(1);
    await before.scope.client.endpoints.delete(String(await first));
    const after = openPage(before.mock, store);
    await after.follower.resume();
    expect(after.follower.state).toMatchObject({ status: "failed", error: { name: "DeployFailedError" } });
    const second = outcome(after.follower.deploy(params, 4));
    await minutes(1);
    expect(after.follower.state.endpoint?.id).toBe(await second);
    expect(postsOf(after.mock)).toHaveLength(2);
  });
});
