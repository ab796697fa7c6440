import { createMockPareta } from "@pareta/mock";
import { dehydrate, type DehydratedState, hydrate, QueryClient } from "@tanstack/react-query";
import { InsufficientCreditsError, InvalidArgumentError, NotFoundError, Pareta } from "pareta";
import { describe, expect, it } from "vitest";
import { openScope } from "../provider/pareta-scope.ts";
import {
  asked,
  chatRoute,
  debits,
  keys,
  openTestChat,
  posts,
  question,
  until,
} from "../testing/open-test-chat.ts";
import { openChat } from "./chat-sessions.ts";
import { createChatStore } from "./chat-store.ts";

const slowly = { pace: { tokensPerSecond: 700 } };
/** Slow enough to be caught in the middle on a busy machine. */
const interruptibly = { pace: { tokensPerSecond: 300 } };

describe("an answer", () => {
  it("arrives whole: text, usage, and the bill of the ledger", async () => {
    const { mock, session, store, settled } = openTestChat();
    await session.send(question, asked);
    const [asking, answer] = store.thread.messages;
    expect(asking).toMatchObject({ role: "user", content: question, status: "complete", parentId: null });
    expect(answer).toMatchObject({
      role: "assistant",
      status: "complete",
      finishReason: "stop",
      billed: "yes",
    });
    expect(answer?.content?.length).toBeGreaterThan(200);
    expect(answer?.usage?.totalTokens).toBeGreaterThan(10);
    expect([answer?.billedMicroUsd]).toEqual(debits(mock));
    expect(store.root).toMatchObject({ status: "ready", waiting: null, error: null });
    expect(store.root.usage?.totalTokens).toBe(answer?.usage?.totalTokens);
    expect(settled).toEqual([answer]);
  });

  it("is asked for with usage, without a system prompt of ours, and without retries", async () => {
    const { mock, session } = openTestChat();
    await session.send(question, { ...asked, params: { temperature: 0 } });
    expect(posts(mock)).toHaveLength(1);
    expect(posts(mock)[0]?.body).toEqual({
      model: "ep_general_chat_01",
      messages: [{ role: "user", content: question }],
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it("grows while it streams, and its status goes submitted, streaming, ready", async () => {
    const { session, store } = openTestChat(slowly);
    const statuses: string[] = [];
    const lengths = new Set<number>();
    store.subscribe(null, () => {
      if (statuses.at(-1) !== store.root.status) statuses.push(store.root.status);
      lengths.add(store.thread.messages[1]?.content?.length ?? 0);
    });
    await session.send(question, asked);
    expect(statuses).toEqual(["ready", "submitted", "streaming", "ready"]);
    expect(lengths.size).toBeGreaterThan(3);
  });

  it("keeps every other message the same object", async () => {
    const { session, store } = openTestChat(slowly);
    await session.send(question, asked);
    const before = store.thread.messages;
    await session.send("And another thing", asked);
    expect(store.thread.messages[0]).toBe(before[0]);
    expect(store.thread.messages[1]).toBe(before[1]);
    expect(store.thread.messages).toHaveLength(4);
  });
});

describe("one act is one POST", () => {
  it("M2 the same message twice in one tick is one message, one key, one debit", async () => {
    const { mock, session, store } = openTestChat();
    const first = session.send(question, asked);
    expect(session.send(question, asked)).toBe(first);
    await first;
    expect(posts(mock)).toHaveLength(1);
    expect(debits(mock)).toHaveLength(1);
    expect(store.root.messageIds).toHaveLength(2);
  });

  it("refuses another message while it is busy, and sends nothing for it", async () => {
    const { mock, session } = openTestChat(slowly);
    const first = session.send(question, asked);
    await expect(session.send("Something else", asked)).rejects.toThrow(InvalidArgumentError);
    await first;
    expect(posts(mock)).toHaveLength(1);
  });

  it("queues it when asked to, after the answer it follows", async () => {
    const { mock, session, store } = openTestChat(slowly);
    const queueing = { ...asked, whenBusy: "queue" as const };
    await Promise.all([session.send(question, queueing), session.send("And then?", queueing)]);
    expect(store.thread.messages.map((entry) => entry.status)).toEqual(Array(4).fill("complete"));
    const [, second] = posts(mock);
    const [, answer] = store.thread.messages;
    expect(second?.body).toMatchObject({
      messages: [
        { role: "user", content: question },
        { role: "assistant", content: answer?.content },
        { role: "user", content: "And then?" },
      ],
    });
    expect(new Set(keys(mock)).size).toBe(2);
  });

  it("drops the queue unsent when the answer it counted on fails", async () => {
    const { mock, session, store } = openTestChat({ scenario: "no-credit" });
    const queueing = { ...asked, whenBusy: "queue" as const };
    await Promise.all([session.send(question, queueing), session.send("And then?", queueing)]);
    expect(posts(mock)).toHaveLength(1);
    expect(store.thread.messages.at(-1)).toMatchObject({ status: "stopped", billed: "no" });
  });

  const noJson = Object.assign({ type: "text" as const, text: "x" }, { value: 1n });
  it.each([
    { refused: "no text", content: "", options: asked },
    { refused: "blank text", content: "   ", options: asked },
    { refused: "no blocks", content: [], options: asked },
    { refused: "a block that is no JSON", content: [noJson], options: asked },
    { refused: "a blank model", content: question, options: { ...asked, model: " " } },
    { refused: "n above 1", content: question, options: { ...asked, params: { n: 2 } } },
    { refused: "params that are no JSON", content: question, options: { ...asked, params: { token: 1n } } },
  ])("refuses $refused before anything is shown or sent", async ({ content, options }) => {
    const { mock, session, store } = openTestChat();
    await expect(session.send(content, options)).rejects.toThrow(InvalidArgumentError);
    expect(store.root.children).toEqual({});
    expect(mock.requests).toEqual([]);
  });
});

describe("Stop", () => {
  it("M14 keeps what arrived, hangs up, and does not know the bill", async () => {
    const { mock, session, store, settled } = openTestChat(interruptibly);
    const sent = session.send(question, asked);
    await until(() => (store.thread.messages[1]?.content?.length ?? 0) > 20);
    session.stop();
    session.stop();
    await sent;
    expect(store.thread.messages[1]).toMatchObject({ status: "stopped", billed: "unknown", error: null });
    expect(store.thread.messages[1]?.content?.length).toBeGreaterThan(20);
    expect(store.root).toMatchObject({ status: "ready", error: null });
    expect(posts(mock)[0]?.abortedAt).not.toBeNull();
    expect(settled).toHaveLength(1);
    session.stop();
    expect(store.root.status).toBe("ready");
  });

  it("before the answer's head: nothing is shown, and the bill is unknown", async () => {
    const { mock, session, store } = openTestChat({ pace: { latencyMs: 500 } });
    const sent = session.send(question, asked);
    await until(() => posts(mock).length === 1);
    session.stop();
    await sent;
    expect(store.thread.messages[1]).toMatchObject({ status: "stopped", content: "", billed: "unknown" });
  });
});

describe("a very large burst", () => {
  it("lets the event loop run, so that Stop works in the middle of it", async () => {
    const frame = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "word " }, finish_reason: null }] })}\n\n`;
    const body = frame.repeat(200_000);
    const respond = () =>
      Promise.resolve(new Response(body, { headers: { "content-type": "text/event-stream" } }));
    const scope = openScope(new QueryClient(), "default", new Pareta({ fetch: respond }));
    const session = openChat(scope, "chat");
    const sent = session.send(question, asked);
    await until(() => session.store.root.status === "streaming");
    session.stop();
    await sent;
    const [, answer] = session.store.thread.messages;
    expect(answer?.status).toBe("stopped");
    expect(answer?.content?.length).toBeLessThan(1_000_000);
  });
});

describe("Retry", () => {
  it("M11 after Stop uses the same key: the whole answer, and one debit in all", async () => {
    const { mock, session, store } = openTestChat(interruptibly);
    const sent = session.send(question, asked);
    await until(() => (store.thread.messages[1]?.content?.length ?? 0) > 20);
    session.stop();
    await sent;
    await session.retry(undefined, asked);
    expect(store.thread.messages[1]).toMatchObject({ status: "complete", billed: "yes" });
    expect(new Set(keys(mock)).size).toBe(1);
    expect(debits(mock)).toHaveLength(1);
  });

  it("M11 after an unknown outcome uses the same key: one debit, the whole answer in its place", async () => {
    const { mock, session, store } = openTestChat();
    mock.faults.next(chatRoute, { kind: "drop", afterChunks: 5 });
    await session.send(question, asked);
    const broken = store.thread.messages[1];
    expect(broken).toMatchObject({
      status: "incomplete",
      billed: "unknown",
      error: { name: "StreamInterruptedError" },
    });
    expect(broken?.content).not.toBe("");
    expect(store.root.status).toBe("error");

    await session.retry(undefined, asked);
    expect(store.thread.messages[1]).toMatchObject({
      id: broken?.id,
      status: "complete",
      billed: "yes",
      error: null,
    });
    // The replay's receipt reads 0, which is not what the answer cost.
    expect(store.thread.messages[1]?.billedMicroUsd).toBeNull();
    expect(store.root).toMatchObject({ status: "ready", error: null });
    expect(new Set(keys(mock)).size).toBe(1);
    expect(posts(mock)).toHaveLength(2);
    expect(debits(mock)).toHaveLength(1);
  });

  it("M11 after a refusal mints a new key", async () => {
    const { mock, session, store } = openTestChat({ scenario: "no-credit" });
    await session.send(question, asked);
    expect(store.thread.messages[1]).toMatchObject({ status: "failed", billed: "no" });
    expect(store.root.error).toBeInstanceOf(InsufficientCreditsError);
    mock.topUp(1_000_000);
    await session.retry(undefined, asked);
    expect(store.thread.messages[1]).toMatchObject({ status: "complete", billed: "yes" });
    expect(new Set(keys(mock)).size).toBe(2);
    expect(debits(mock)).toHaveLength(1);
  });

  it("M11 with an edited input is another act, also after an unknown outcome", async () => {
    const { mock, session } = openTestChat();
    mock.faults.next(chatRoute, { kind: "drop", afterChunks: 5 });
    await session.send(question, asked);
    await session.retry(undefined, { ...asked, params: { temperature: 1 } });
    expect(new Set(keys(mock)).size).toBe(2);
  });

  it("repeats what the message had decided for itself", async () => {
    const { mock, session } = openTestChat();
    mock.faults.next(chatRoute, { kind: "drop", afterChunks: 1 });
    await session.send(question, asked, { model: "pareta-prod-9", params: { seed: 4 } });
    await session.retry(undefined, asked);
    expect(new Set(keys(mock)).size).toBe(1);
    expect(posts(mock)[1]?.body).toMatchObject({ model: "pareta-prod-9", seed: 4 });
  });

  it("is what the same message right after a failed answer is", async () => {
    const { mock, session, store } = openTestChat({ scenario: "no-credit" });
    await session.send(question, asked);
    mock.topUp(1_000_000);
    await session.send(question, asked);
    expect(store.root.messageIds).toHaveLength(2);
    expect(store.thread.messages[1]?.status).toBe("complete");
  });

  it("that fails keeps the text of the attempt before", async () => {
    const { mock, session, store } = openTestChat();
    mock.faults.next(chatRoute, { kind: "drop", afterChunks: 8 });
    await session.send(question, asked);
    const text = store.thread.messages[1]?.content;
    mock.faults.next(chatRoute, { kind: "status", status: 404, body: { detail: "gone" } });
    await session.retry(undefined, asked);
    expect(store.thread.messages[1]).toMatchObject({ status: "incomplete", content: text });
    expect(store.root.error).toBeInstanceOf(NotFoundError);
  });

  it("is refused for an answer that is whole", async () => {
    const { session } = openTestChat();
    await session.send(question, asked);
    await expect(session.retry(undefined, asked)).rejects.toThrow(InvalidArgumentError);
  });
});

describe("branches", () => {
  it("Regenerate adds an answer under a key of its own; both stay selectable", async () => {
    const { mock, session, store } = openTestChat();
    await session.send(question, asked);
    const [asking, first] = store.thread.messages;
    await session.regenerate(undefined, asked);
    const second = store.thread.messages[1];
    expect(second).toMatchObject({ parentId: asking?.id, status: "complete" });
    expect(second?.id).not.toBe(first?.id);
    expect(new Set(keys(mock)).size).toBe(2);
    expect(debits(mock)).toHaveLength(2);

    session.selectBranch(first?.id ?? "");
    expect(store.thread.messages).toEqual([asking, first]);
  });

  it("an edited message starts a branch, and going back finds what followed it", async () => {
    const { mock, session, store } = openTestChat();
    await session.send(question, asked);
    await session.send("More, please", asked);
    const before = store.root.messageIds;
    await session.edit(before[0] ?? "", "Explain types", asked);
    expect(store.thread.messages[0]).toMatchObject({ content: "Explain types", parentId: null });
    expect(store.root.messageIds).toHaveLength(2);
    expect(posts(mock).at(-1)?.body).toMatchObject({
      messages: [{ role: "user", content: "Explain types" }],
    });
    session.selectBranch(before[0] ?? "");
    expect(store.root.messageIds).toEqual(before);
  });

  it("setMessages replaces the chat, and is refused while it is busy", async () => {
    const { session, store } = openTestChat(slowly);
    const sent = session.send(question, asked);
    expect(() => session.setMessages([])).toThrow(InvalidArgumentError);
    await sent;
    session.setMessages((messages) => messages.slice(1));
    expect(store.thread.messages).toMatchObject([{ role: "assistant", parentId: null }]);
    expect(store.root.children).toEqual({ "": store.root.messageIds });
  });
});

describe("failures", () => {
  it("an error frame in mid-stream keeps the text and is the cause", async () => {
    const { mock, session, store, settled } = openTestChat();
    mock.faults.next(chatRoute, { kind: "error-frame", afterChunks: 4, code: 500, message: "worker died" });
    await session.send(question, asked);
    expect(store.thread.messages[1]).toMatchObject({ status: "incomplete", billed: "unknown" });
    expect(store.thread.messages[1]?.content).not.toBe("");
    expect(settled[0]?.error?.message).toContain("worker died");
    expect(debits(mock)).toEqual([]);
  });

  it("a connection that never was is a failed answer with an unknown bill, and one attempt", async () => {
    const { mock, session, store } = openTestChat();
    mock.faults.next(chatRoute, { kind: "reset" });
    await session.send(question, asked);
    expect(store.thread.messages[1]).toMatchObject({ status: "failed", billed: "unknown" });
    expect(posts(mock)).toHaveLength(1);
  });

  it("clearError goes back to ready and keeps the message as it is", async () => {
    const { session, store } = openTestChat({ scenario: "no-credit" });
    await session.send(question, asked);
    session.clearError();
    expect(store.root).toMatchObject({ status: "ready", error: null });
    expect(store.thread.messages[1]?.status).toBe("failed");
  });

  it("is told to the scope's listeners once, and never for a stop", async () => {
    const { mock, scope, session, store } = openTestChat(interruptibly);
    const heard: unknown[] = [];
    scope.failureListeners.add((error, failed) => heard.push([error.name, failed]));
    const stopped = session.send(question, asked);
    await until(() => store.root.status === "streaming");
    session.stop();
    await stopped;
    mock.setScenario("no-credit");
    await session.send("Again", asked);
    expect(heard).toEqual([["InsufficientCreditsError", { noun: "chat", act: "send" }]]);
  });
});

describe("a chat's life", () => {
  it("a hydrated chat goes on where it stood, and is not collected under way", async () => {
    const server = openTestChat();
    await server.session.send(question, asked);
    const state: DehydratedState = JSON.parse(JSON.stringify(dehydrate(server.scope.queryClient)));
    const mock = createMockPareta();
    const scope = openScope(new QueryClient(), "default", new Pareta({ fetch: mock.fetch }));
    hydrate(scope.queryClient, state, { defaultOptions: { queries: { gcTime: 5 } } });
    const adopted = createChatStore(scope, "chat");
    adopted.adopt();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(adopted.thread.messages).toHaveLength(2);
    await openChat(scope, "chat").send("And then?", asked);
    expect(posts(mock)[0]?.body).toMatchObject({
      messages: [{ content: question }, {}, { content: "And then?" }],
    });
  });

  it("ends with the cache: a chat that was removed stops, and is not brought back", async () => {
    const { mock, scope, session, store } = openTestChat(interruptibly);
    const sent = session.send(question, asked);
    await until(() => store.root.status === "streaming");
    scope.queryClient.clear();
    await sent;
    expect(store.existingRoot).toBeUndefined();
    expect(posts(mock)[0]?.abortedAt).not.toBeNull();
  });

  it("ends with its message too: what nobody can see is not read on", async () => {
    const { mock, scope, session, store } = openTestChat({ pace: { tokensPerSecond: 100 } });
    const sent = session.send(question, asked);
    await until(() => store.root.status === "streaming");
    const id = store.root.messageIds.at(-1) ?? "";
    scope.queryClient.removeQueries({ queryKey: ["pareta", "default", "chat", "chat", id] });
    await sent;
    expect(store.find(id)?.status).toBe("stopped");
    expect(mock.requests.at(-1)?.abortedAt).not.toBeNull();
  });

  it("R5 ends with its client: the stream is aborted and the scope's data is gone", async () => {
    const { mock, scope, session, store } = openTestChat(interruptibly);
    const sent = session.send(question, asked);
    await until(() => store.root.status === "streaming");
    scope.close();
    await sent;
    expect(scope.queryClient.getQueryCache().getAll()).toEqual([]);
    expect(posts(mock)[0]?.abortedAt).not.toBeNull();
  });

  it("R1 the last hook leaving stops it, unless it is to be kept", async () => {
    for (const onUnmount of ["stop", "keep"] as const) {
      const { session, store, detach } = openTestChat(interruptibly);
      const detachLast = session.attach({ onUnmount, onSettled: () => {} });
      const sent = session.send(question, asked);
      await until(() => store.root.status === "streaming");
      detach();
      detachLast();
      await sent;
      expect(store.thread.messages[1]?.status).toBe(onUnmount === "stop" ? "stopped" : "complete");
    }
  });

  it("R2 leaving and coming back at once, as StrictMode does, changes nothing", async () => {
    const { mock, session, store, detach } = openTestChat(slowly);
    const sent = session.send(question, asked);
    detach();
    session.attach({ onUnmount: "stop", onSettled: () => {} })();
    session.attach({ onUnmount: "stop", onSettled: () => {} });
    await sent;
    expect(store.thread.messages[1]?.status).toBe("complete");
    expect(posts(mock)).toHaveLength(1);
  });

  it("waits for a free connection as queued, then is sent", async () => {
    const { mock, scope, session, store } = openTestChat(slowly);
    const other = openChat(scope, "other");
    const one = { ...asked, maxConcurrentStreams: 1 };
    const first = session.send(question, one);
    const second = other.send(question, one);
    await until(() => store.root.status === "streaming");
    expect(other.store.root.waiting).toMatchObject({ reason: "queued", until: null });
    expect(posts(mock)).toHaveLength(1);
    await Promise.all([first, second]);
    expect(other.store.thread.messages[1]?.status).toBe("complete");
    expect(other.store.root.waiting).toBeNull();
  });
});
