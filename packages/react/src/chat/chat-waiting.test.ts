import { EndpointNotReadyError, InvalidArgumentError, RateLimitError } from "pareta";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asked, chatRoute, debits, keys, openTestChat, posts, question } from "../testing/open-test-chat.ts";
import { EndpointStoppedError } from "../errors/endpoint-stopped-error.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const soon = () => vi.advanceTimersByTimeAsync(100);

describe("an endpoint that is asleep", () => {
  it("is waited for, then asked once more: one key, one debit", async () => {
    const { mock, session, store } = openTestChat({ scenario: "cold", pace: { wakeMs: 20_000 } });
    const start = Date.now();
    const sent = session.send(question, asked);
    await soon();
    expect(store.root).toMatchObject({ status: "submitted", waiting: { reason: "cold", until: null } });
    expect(store.root.waiting?.since).toBeGreaterThanOrEqual(start);
    expect(store.thread.messages[1]).toMatchObject({ status: "pending", billed: "no" });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(posts(mock)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);
    await sent;
    expect(store.thread.messages[1]).toMatchObject({ status: "complete", billed: "yes" });
    expect(store.root.waiting).toBeNull();
    expect(posts(mock).map((post) => post.status)).toEqual([503, 200]);
    expect(new Set(keys(mock)).size).toBe(1);
    expect(debits(mock)).toHaveLength(1);
  });

  it("is asked after 2 seconds, then ever less often, down to every 5", async () => {
    const { mock, session } = openTestChat({ scenario: "cold", pace: { wakeMs: 60_000 } });
    const sent = session.send(question, asked);
    await vi.advanceTimersByTimeAsync(70_000);
    await sent;
    const asks = mock.requests
      .filter((request) => request.route === "GET /v1/endpoints/{id}")
      .map((row) => row.at);
    const gaps = asks.slice(1).map((at, index) => Math.round((at - (asks[index] ?? 0)) / 100) / 10);
    expect(gaps.slice(0, 6)).toEqual([2, 2.6, 3.4, 4.4, 5, 5]);
    expect(Math.max(...gaps)).toBe(5);
  });

  it("is given up after 900 seconds, with nothing charged", async () => {
    const { mock, session, store } = openTestChat({ scenario: "cold", pace: { wakeMs: 2_000_000 } });
    const sent = session.send(question, asked);
    await vi.advanceTimersByTimeAsync(910_000);
    await sent;
    expect(store.root.error).toBeInstanceOf(EndpointNotReadyError);
    expect(store.thread.messages[1]).toMatchObject({ status: "failed", billed: "no" });
    expect(posts(mock)).toHaveLength(1);
  });

  it("Stop ends the wait: nothing more is sent, nothing was charged", async () => {
    const { mock, session, store } = openTestChat({ scenario: "cold", pace: { wakeMs: 5000 } });
    const sent = session.send(question, asked);
    await soon();
    session.stop();
    await sent;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.thread.messages[1]).toMatchObject({ status: "stopped", billed: "no" });
    expect(posts(mock)).toHaveLength(1);
  });

  it("is an error at once when nobody wants to wait", async () => {
    const { mock, session, store } = openTestChat({ scenario: "cold", pace: { wakeMs: 5000 } });
    await session.send(question, { ...asked, waitForLive: false });
    expect(store.root.error).toBeInstanceOf(EndpointNotReadyError);
    expect(posts(mock)).toHaveLength(1);
  });

  it("a failing check does not end the wait", async () => {
    const { mock, session, store } = openTestChat({ scenario: "cold", pace: { wakeMs: 8000 } });
    const sent = session.send(question, asked);
    await soon();
    for (let attempt = 0; attempt < 3; attempt++) {
      mock.faults.next("GET /v1/endpoints/{id}", { kind: "status", status: 500 });
    }
    await vi.advanceTimersByTimeAsync(60_000);
    await sent;
    expect(store.thread.messages[1]?.status).toBe("complete");
  });

  it("R11 is found awake by one look when the machine itself slept past the longest wait", async () => {
    const { mock, session, store } = openTestChat({ scenario: "cold", pace: { wakeMs: 20_000 } });
    const sent = session.send(question, asked);
    await soon();
    const looks = () => mock.requests.filter((row) => row.route === "GET /v1/endpoints/{id}").length;
    const before = looks();
    const monotonic = performance.now.bind(performance);
    vi.spyOn(performance, "now").mockImplementation(() => monotonic() + 3_600_000);
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(30_000);
    await sent;
    vi.restoreAllMocks();
    expect(looks()).toBe(before + 1);
    expect(posts(mock).map((post) => post.status)).toEqual([503, 200]);
    expect(store.thread.messages[1]?.status).toBe("complete");
    expect(debits(mock)).toHaveLength(1);
  });

  it("an endpoint deleted meanwhile ends it", async () => {
    const { mock, session, store } = openTestChat({ scenario: "cold", pace: { wakeMs: 8000 } });
    const sent = session.send(question, asked);
    await soon();
    mock.faults.next("GET /v1/endpoints/{id}", { kind: "status", status: 404, body: { detail: "gone" } });
    await vi.advanceTimersByTimeAsync(10_000);
    await sent;
    expect(store.root.error?.name).toBe("NotFoundError");
    expect(posts(mock)).toHaveLength(1);
  });
});

describe("a 503 that no waiting helps", () => {
  it("a stopped endpoint is named as what it is", async () => {
    const { mock, session, store } = openTestChat();
    await session.send(question, { ...asked, model: "ep_sentiment_01" });
    const { error } = store.root;
    expect(error).toBeInstanceOf(EndpointStoppedError);
    expect(error).toMatchObject({ endpointId: "ep_sentiment_01", outcome: "refused", status: 503 });
    expect(posts(mock)).toHaveLength(1);
  });

  it("a live endpoint whose provider does not respond is asked once more, then it is the error", async () => {
    const { mock, session, store } = openTestChat();
    for (let attempt = 0; attempt < 3; attempt++) {
      mock.faults.next(chatRoute, { kind: "status", status: 503, body: { detail: "no answer" } });
    }
    await session.send(question, asked);
    expect(store.root.error).toBeInstanceOf(EndpointNotReadyError);
    expect(store.root.error).not.toBeInstanceOf(EndpointStoppedError);
    expect(posts(mock)).toHaveLength(2);
    expect(new Set(keys(mock)).size).toBe(1);
  });

  it("a model that is no endpoint is not waited for", async () => {
    const { mock, session, store } = openTestChat();
    mock.faults.next(chatRoute, { kind: "status", status: 503 });
    mock.faults.next("GET /v1/endpoints/{id}", { kind: "status", status: 404, body: { detail: "no" } });
    await session.send(question, asked);
    expect(store.root).toMatchObject({ status: "error", waiting: null });
    expect(posts(mock)).toHaveLength(1);
  });
});

describe("too many requests", () => {
  const tooMany = (retryAfter?: string) =>
    ({
      kind: "status",
      status: 429,
      headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
    }) as const;

  it("counts down as long as the server asks, then sends the same act under the same key", async () => {
    const { mock, session, store } = openTestChat();
    mock.faults.next(chatRoute, tooMany("12"));
    const sent = session.send(question, asked);
    await soon();
    const { waiting } = store.root;
    expect(waiting?.reason).toBe("rate-limited");
    expect((waiting?.until ?? 0) - (waiting?.since ?? 0)).toBe(12_000);
    await vi.advanceTimersByTimeAsync(11_000);
    expect(posts(mock)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    await sent;
    expect(store.thread.messages[1]?.status).toBe("complete");
    expect(new Set(keys(mock)).size).toBe(1);
    expect(debits(mock)).toHaveLength(1);
  });

  it("counts 5 seconds when the server does not say, and at most three times", async () => {
    const { mock, session, store } = openTestChat();
    for (let attempt = 0; attempt < 5; attempt++) mock.faults.next(chatRoute, tooMany());
    const sent = session.send(question, asked);
    await vi.advanceTimersByTimeAsync(14_000);
    expect(posts(mock)).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(60_000);
    await sent;
    expect(posts(mock)).toHaveLength(4);
    expect(store.root.error).toBeInstanceOf(RateLimitError);
    expect(store.thread.messages[1]).toMatchObject({ status: "failed", billed: "no" });
  });

  it("is the error at once when the wait would be longer than a minute", async () => {
    const { mock, session, store } = openTestChat();
    mock.faults.next(chatRoute, tooMany("61"));
    await session.send(question, asked);
    expect(store.root.error).toMatchObject({ name: "RateLimitError", retryAfter: 61 });
    expect(posts(mock)).toHaveLength(1);
  });

  it("sends nothing while nobody looks, and goes on when somebody does", async () => {
    const { mock, session, store, detach } = openTestChat();
    mock.faults.next(chatRoute, tooMany("2"));
    const sent = session.send(question, asked);
    await soon();
    detach();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(posts(mock)).toHaveLength(1);
    session.attach({ onUnmount: "keep", onSettled: () => {} });
    await soon();
    await sent;
    expect(store.thread.messages[1]?.status).toBe("complete");
  });

  it("Stop ends the countdown: nothing more is sent, nothing was charged", async () => {
    const { mock, session, store } = openTestChat();
    mock.faults.next(chatRoute, tooMany("2"));
    const sent = session.send(question, asked);
    await soon();
    session.stop();
    await sent;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(store.thread.messages[1]).toMatchObject({ status: "stopped", billed: "no" });
    expect(posts(mock)).toHaveLength(1);
  });

  it("Try now sends the next attempt at once, under the same key, and leaves no timer", async () => {
    const { mock, session, store } = openTestChat();
    mock.faults.next(chatRoute, tooMany("40"));
    const sent = session.send(question, asked);
    await soon();
    const retried = session.retry(store.root.messageIds[1], asked);
    await soon();
    await Promise.all([sent, retried]);
    expect(store.thread.messages[1]?.status).toBe("complete");
    expect(posts(mock)).toHaveLength(2);
    expect(new Set(keys(mock)).size).toBe(1);
    expect(debits(mock)).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("Try now from two places in one tick, or once more while it is answered, is one attempt", async () => {
    const { mock, session, store } = openTestChat({ pace: { tokensPerSecond: 200 } });
    const before = session.send("What came before?", asked);
    await vi.advanceTimersByTimeAsync(20_000);
    await before;
    store.write({
      entries: store.thread.messages.slice(1).map((entry) => ({ ...entry, status: "stopped" })),
    });
    mock.faults.next(chatRoute, tooMany("40"));
    const sent = session.send(question, asked);
    await soon();
    const queueing = { ...asked, whenBusy: "queue" } as const;
    const retried = [session.retry(undefined, asked), session.retry(undefined, queueing)];
    await soon();
    expect(store.root.status).toBe("streaming");
    retried.push(session.retry(store.root.messageIds.at(-1), asked));
    await vi.advanceTimersByTimeAsync(20_000);
    await Promise.all([sent, ...retried]);
    expect(posts(mock).map(({ status }) => status)).toEqual([200, 429, 200]);
    expect(new Set(keys(mock)).size).toBe(2);
  });

  it("a message sent meanwhile is refused like any other", async () => {
    const { mock, session } = openTestChat();
    mock.faults.next(chatRoute, tooMany("2"));
    const sent = session.send(question, asked);
    await soon();
    await expect(session.send("Another", asked)).rejects.toThrow(InvalidArgumentError);
    session.stop();
    await sent;
  });
});

describe("a chat nobody looks at", () => {
  it("stays half an hour, then its data goes", async () => {
    const { scope, session, detach } = openTestChat();
    await session.send(question, asked);
    detach();
    await vi.advanceTimersByTimeAsync(29 * 60_000);
    expect(scope.queryClient.getQueryCache().getAll()).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(scope.queryClient.getQueryCache().getAll()).toEqual([]);
  });
});
