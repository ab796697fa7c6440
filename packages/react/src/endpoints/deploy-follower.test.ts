import { createMockPareta, type MockParetaOptions } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { DeployFailedError, InsufficientCreditsError, InvalidArgumentError, Pareta } from "pareta";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openScope } from "../provider/pareta-scope.ts";
import { memoryHistory } from "../testing/memory-history.ts";
import { openDeploy } from "./deploy-follower.ts";
import type { DeployState } from "./deploy-state.ts";

const task = "invoice-extraction";
const route = "POST /v1/endpoints";

function openTestDeploy(
  options: MockParetaOptions = {},
  mock = createMockPareta(options),
  history = memoryHistory(),
) {
  const client = new Pareta({ fetch: mock.fetch });
  const queryClient = new QueryClient();
  const scope = openScope(queryClient, "default", client);
  const follower = openDeploy(scope, history, "mine");
  const states: DeployState[] = [];
  const completed: string[] = [];
  const errors: Error[] = [];
  follower.listeners.add((state) => {
    states.push(state);
    if (state.status === "live") completed.push(state.endpoint?.id ?? "");
    if (state.status === "failed" || state.status === "unknown")
      errors.push(state.error ?? new Error("none"));
  });
  const posts = () => mock.requests.filter((row) => row.route === route);
  return { mock, client, queryClient, scope, history, follower, states, completed, errors, posts };
}

/** The end of a deploy, as a value. */
const settled = (deploy: Promise<{ id: string }>) =>
  deploy.then(
    ({ id }) => id,
    (error: unknown) => error,
  );

async function minutes(count: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(count * 60_000);
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("DeployFollower", () => {
  it("follows the feed to live: stages in order, percent never back, one POST", async () => {
    const { follower, states, completed, posts, mock, history } = openTestDeploy({
      pace: { deployMs: 20_000 },
    });
    const end = settled(follower.deploy({ task }, 4));
    await minutes(1);
    expect(follower.state).toMatchObject({ status: "live", pct: 100, error: null });
    expect(follower.state.stages.map(({ name }) => name)).toEqual([
      "provisioning-gpu",
      "pulling weights",
      "booting",
      "warming-up",
    ]);
    expect(follower.state.stages.every(({ endedAt }) => endedAt !== null)).toBe(true);
    const pcts = states.flatMap(({ pct }) => pct ?? []);
    expect(pcts).toEqual(pcts.toSorted((one, other) => one - other));
    expect(completed).toEqual([await end]);
    expect(posts()).toHaveLength(1);
    expect(mock.ledger).toHaveLength(1);
    expect(history.records).toMatchObject([{ kind: "deploy", id: "mine", task, endpointId: await end }]);
  });

  it("on live, models and endpoints are invalidated once", async () => {
    const { follower, queryClient } = openTestDeploy();
    const seen: string[] = [];
    queryClient.setQueryData(["pareta", "default", "models", "list"], []);
    queryClient.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "invalidate") seen.push(event.query.queryHash);
    });
    const end = settled(follower.deploy({ task }, 4));
    await minutes(1);
    await end;
    expect(seen.toSorted()).toEqual([
      '["pareta","default","endpoints","list"]',
      '["pareta","default","models","list"]',
    ]);
  });

  it("S19 T5 a lost feed leads to checking, which adopts the new endpoint and never posts again", async () => {
    const { follower, states, mock, posts } = openTestDeploy({ pace: { deployMs: 20_000 } });
    mock.faults.next(route, { kind: "drop", afterChunks: 3 });
    const end = settled(follower.deploy({ task }, 4));
    await minutes(1);
    expect(new Set(states.map(({ status }) => status))).toEqual(new Set(["deploying", "checking", "live"]));
    expect(follower.state.endpoint?.id).toBe(await end);
    expect(posts()).toHaveLength(1);
  });

  it("adopts by name where there is one", async () => {
    const { follower, mock, client } = openTestDeploy({ pace: { deployMs: 20_000 } });
    mock.faults.next(route, { kind: "drop", afterChunks: 3 });
    const end = settled(follower.deploy({ task, name: "by-name" }, 4));
    await vi.advanceTimersByTimeAsync(100);
    const other = client.endpoints.deploy({ task, name: "another" })[Symbol.asyncIterator]();
    await other.next();
    await minutes(1);
    expect(await end).toBe("by-name");
    await other.return?.();
  });

  it("several new endpoints of the task: unknown, with their ids", async () => {
    const { follower, mock, client, posts, errors } = openTestDeploy({ pace: { deployMs: 20_000 } });
    mock.faults.next(route, { kind: "drop", afterChunks: 3 });
    const end = settled(follower.deploy({ task }, 4));
    await vi.advanceTimersByTimeAsync(100);
    const other = client.endpoints.deploy({ task })[Symbol.asyncIterator]();
    await other.next();
    await minutes(1);
    expect(follower.state).toMatchObject({ status: "unknown", error: { outcome: "unknown" } });
    expect(follower.state.candidates).toHaveLength(2);
    expect(errors).toEqual([await end]);
    await other.return?.();
    await minutes(20);
    expect(posts()).toHaveLength(2);
  });

  it("none within 15 minutes: unknown, and polling ends", async () => {
    const { follower, mock, history } = openTestDeploy();
    await history.put({
      kind: "deploy",
      attemptId: "mine",
      id: "mine",
      task,
      model: "recommended",
      name: null,
      knownEndpointIds: null,
      endpointId: null,
      startedAt: Date.now(),
    });
    void follower.resume();
    await minutes(14);
    expect(follower.state.status).toBe("checking");
    await minutes(2);
    expect(follower.state.status).toBe("unknown");
    const looks = mock.requests.length;
    await minutes(60);
    expect(mock.requests).toHaveLength(looks);
    expect(mock.requests.every((row) => row.method === "GET")).toBe(true);
  });

  it("M10 survives a reload by its record, without a POST", async () => {
    const before = openTestDeploy({ pace: { deployMs: 20_000 } });
    void settled(before.follower.deploy({ task }, 4));
    await vi.advanceTimersByTimeAsync(5000);
    before.scope.close();
    const after = openTestDeploy({}, before.mock, before.history);
    void after.follower.resume();
    await vi.advanceTimersByTimeAsync(1000);
    expect(after.follower.state.status).toBe("checking");
    await minutes(1);
    expect(after.follower.state).toMatchObject({ status: "live", endpoint: { task } });
    expect(after.posts()).toHaveLength(1);
  });

  it.each([
    { when: "while the feed is read", lost: false },
    { when: "while the list is watched", lost: true },
  ])("taken out of the cache $when it is left alone, and found again by its record", async ({ lost }) => {
    const { follower, queryClient, mock, posts, errors, history } = openTestDeploy({
      pace: { deployMs: 60_000 },
    });
    if (lost) mock.faults.next(route, { kind: "drop", afterChunks: 1 });
    const end = settled(follower.deploy({ task }, 4));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(follower.state.status).toBe(lost ? "checking" : "deploying");
    queryClient.clear();
    expect(await end).toMatchObject({ name: "AbortError", outcome: "unknown" });
    const before = mock.requests.length;
    await minutes(20);
    expect(mock.requests).toHaveLength(before);
    expect(follower.state.status).toBe("idle");
    expect(errors).toEqual([]);
    expect(history.records).toHaveLength(1);

    await follower.resume();
    expect(follower.state).toMatchObject({ status: "live", endpoint: { task } });
    expect(posts()).toHaveLength(1);
  });

  it("without a record there is nothing to go on with", async () => {
    const { follower, mock } = openTestDeploy();
    await follower.resume();
    expect(follower.state.status).toBe("idle");
    expect(mock.requests).toEqual([]);
  });

  it("an error event is a failure; the next press is a new act", async () => {
    const { follower, mock, posts, history } = openTestDeploy();
    mock.faults.next(route, {
      kind: "error-frame",
      afterChunks: 2,
      code: 500,
      message: "GPU pool exhausted",
    });
    const end = settled(follower.deploy({ task }, 4));
    await minutes(1);
    expect(await end).toBeInstanceOf(DeployFailedError);
    expect(follower.state).toMatchObject({ status: "failed", error: { message: "GPU pool exhausted" } });
    expect(history.records).toEqual([]);
    const again = settled(follower.deploy({ task }, 4));
    await minutes(1);
    expect(follower.state.endpoint?.id).toBe(await again);
    const [first, second] = posts();
    expect(first?.key).not.toBe(second?.key);
  });

  it("M2 a double press is one deploy; another input on the same id is refused while it is under way", async () => {
    const { follower, posts } = openTestDeploy();
    const [first, second] = [follower.deploy({ task }, 4), follower.deploy({ task }, 4)];
    await expect(follower.deploy({ task: "general-chat" }, 4)).rejects.toBeInstanceOf(InvalidArgumentError);
    await minutes(1);
    expect(await first).toBe(await second);
    await first;
    expect(posts()).toHaveLength(1);
  });

  it("402 is a failure at once", async () => {
    const { follower } = openTestDeploy({ scenario: "no-credit" });
    const end = settled(follower.deploy({ task }, 4));
    await minutes(1);
    expect(await end).toBeInstanceOf(InsufficientCreditsError);
    expect(follower.state.status).toBe("failed");
    follower.reset();
    expect(follower.state.status).toBe("idle");
  });

  it("a request that failed is sent again under its key while a component looks, and no more once none does (A14)", async () => {
    for (const isLooking of [true, false]) {
      const { follower, mock, posts } = openTestDeploy();
      mock.faults.next(route, { kind: "status", status: 500 });
      const end = settled(follower.deploy({ task }, 4));
      await vi.advanceTimersByTimeAsync(10);
      expect(posts()).toHaveLength(1);
      if (!isLooking) follower.listeners.clear();
      await minutes(20);
      await end;
      expect(posts()).toHaveLength(isLooking ? 2 : 1);
      expect(new Set(posts().map(({ key }) => key)).size).toBe(1);
      expect(follower.state.status).toBe(isLooking ? "live" : "unknown");
      expect(mock.ledger).toHaveLength(isLooking ? 1 : 0);
    }
  });

  it("B1 a blank task is refused before anything is sent", async () => {
    const { follower, mock } = openTestDeploy();
    await expect(follower.deploy({ task: " " }, 4)).rejects.toBeInstanceOf(InvalidArgumentError);
    expect(mock.requests).toEqual([]);
  });

  it("R14 over the limit of streams it waits as queued", async () => {
    const { follower, scope, history, posts } = openTestDeploy({ pace: { deployMs: 5000 } });
    const other = openDeploy(scope, history, "other");
    const ends = [settled(other.deploy({ task }, 1)), settled(follower.deploy({ task }, 1))];
    await vi.advanceTimersByTimeAsync(1000);
    expect(follower.state.status).toBe("queued");
    expect(posts()).toHaveLength(1);
    await minutes(1);
    await Promise.all(ends);
    expect(follower.state.status).toBe("live");
  });
});
