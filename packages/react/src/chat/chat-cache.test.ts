import { hydrate, QueryClient } from "@tanstack/react-query";
import { createMockPareta } from "@pareta/mock";
import { Pareta } from "pareta";
import { describe, expect, it, vi } from "vitest";
import { openScope } from "../provider/pareta-scope.ts";
import { asked, debits, openTestChat, posts, question, until } from "../testing/open-test-chat.ts";
import { type ChatEntry, pendingAnswer, userEntry } from "./chat-entry.ts";
import { openChat } from "./chat-sessions.ts";
import type { ChatStorage } from "./chat-storage.ts";
import { threadOf } from "./chat-store.ts";

const interruptibly = { pace: { tokensPerSecond: 300 } };
const turn = () => new Promise((resolve) => setTimeout(resolve, 10));

function memoryStorage() {
  const chats = new Map<string, readonly ChatEntry[]>();
  const removed = vi.fn<(id: string) => void>();
  const storage: ChatStorage = {
    load: (id) => Promise.resolve(chats.get(id) ?? null),
    save: (id, entries) => Promise.resolve(void chats.set(id, structuredClone(entries))),
    remove: (id) => {
      removed(id);
      chats.delete(id);
      return Promise.resolve();
    },
  };
  return { storage, removed, saved: () => chats.get("chat") ?? [] };
}

/** A chat of one turn that a storage has. */
async function keptChat() {
  const memory = memoryStorage();
  const chat = openTestChat();
  chat.session.attach({ onUnmount: "keep", onSettled: () => {} }, memory.storage);
  await chat.session.send(question, asked);
  await until(() => memory.saved().length === 2);
  return { ...memory, ...chat, stored: memory.saved() };
}

describe("what React Query does to its cache", () => {
  const key = ["pareta", "default", "chat", "chat"];
  it.each<[string, (queryClient: QueryClient, ids: readonly string[]) => unknown]>([
    ["resetQueries()", (queryClient) => queryClient.resetQueries()],
    ["resetQueries of the chat", (queryClient) => queryClient.resetQueries({ queryKey: key })],
    ["resetQueries of the root", (queryClient) => queryClient.resetQueries({ queryKey: key, exact: true })],
    [
      "resetQueries of a message",
      (queryClient, ids) => queryClient.resetQueries({ queryKey: [...key, ids[1]] }),
    ],
    ["clear()", (queryClient) => queryClient.clear()],
    ["removeQueries()", (queryClient) => queryClient.removeQueries()],
    ["removeQueries of the root", (queryClient) => queryClient.removeQueries({ queryKey: key, exact: true })],
    [
      "removeQueries of the messages",
      (queryClient, ids) => {
        for (const id of ids) queryClient.removeQueries({ queryKey: [...key, id] });
      },
    ],
    [
      "a reset twice, and clear",
      (queryClient) => [queryClient.resetQueries(), queryClient.resetQueries(), queryClient.clear()],
    ],
  ])("%s leaves what is stored, and the next turn brings it back (A4)", async (_, change) => {
    const { session, store, scope, saved, removed, stored, mock } = await keptChat();
    change(scope.queryClient, store.root.messageIds);
    await turn();
    expect(removed).not.toHaveBeenCalled();
    expect(saved()).toEqual(stored);

    await session.send("And then?", asked);
    await until(() => saved().length === 4);
    expect(saved().slice(0, 2)).toEqual(stored);
    expect(store.thread.messages.slice(0, 2)).toMatchObject(
      stored.map(({ id, content }) => ({ id, content })),
    );
    expect(posts(mock)[1]?.body).toMatchObject({ messages: { length: 3 } });
    expect(removed).not.toHaveBeenCalled();
  });

  it("only a chat that was emptied is removed from the storage, also after a reset (A4)", async () => {
    const { session, scope, saved, removed } = await keptChat();
    await scope.queryClient.resetQueries();
    await turn();
    session.setMessages([]);
    // A chat that is not there cannot be emptied.
    await turn();
    expect(saved()).toHaveLength(2);
    session.store.seed(() => []);
    session.setMessages([]);
    await until(() => removed.mock.calls.length === 1);
    expect(saved()).toEqual([]);
  });

  it("resetQueries during an answer ends it, and the next message is sent (B5)", async () => {
    const { session, store, scope, mock } = openTestChat(interruptibly);
    const sent = session.send(question, asked);
    await until(() => store.root.status === "streaming");
    await scope.queryClient.resetQueries();
    expect(store.root.status).toBe("ready");
    await session.send("Another", asked);
    await sent;
    expect(posts(mock)).toHaveLength(2);
    expect(posts(mock)[0]?.abortedAt).not.toBeNull();
    expect(store.thread.messages).toMatchObject([{ content: "Another" }, { status: "complete" }]);
    expect(store.root.status).toBe("ready");
  });

  it("an answer that is tried again stays in the storage until it has ended", async () => {
    const { session, store, saved, mock } = await keptChat();
    mock.faults.next("POST /v1/chat/completions", { kind: "drop", afterChunks: 9 });
    await session.send("And then?", asked);
    await until(() => saved().length === 4);
    const partial = saved().at(-1)?.content;
    mock.faults.next("POST /v1/chat/completions", { kind: "delay", ms: 50 });
    const retried = session.retry(undefined, asked);
    await until(() => store.root.status === "submitted");
    await turn();
    expect(saved()).toMatchObject([
      {},
      {},
      { content: "And then?" },
      { content: partial, status: "incomplete" },
    ]);
    await retried;
    await until(() => saved().at(-1)?.status === "complete");
    expect(debits(mock)).toHaveLength(2);
  });
});

describe("a chat that hydration brought", () => {
  function hydrated(status: "ready" | "streaming" | "submitted", answer: Partial<ChatEntry>) {
    const server = openTestChat();
    const asking = userEntry("q", null, question);
    const { root, messages } = threadOf([asking, { ...pendingAnswer("a", "q"), ...answer }]);
    const at = { dataUpdatedAt: 1, dataUpdateCount: 1, error: null, errorUpdatedAt: 0, errorUpdateCount: 0 };
    const state = (data: unknown) => ({
      ...at,
      data,
      fetchFailureCount: 0,
      fetchFailureReason: null,
      fetchMeta: null,
      fetchStatus: "idle" as const,
      isInvalidated: false,
      status: "success" as const,
    });
    const key = ["pareta", "default", "chat", "chat"];
    const all: [string[], unknown][] = [
      [key, { ...root, status }],
      ...messages.map((entry): [string[], unknown] => [[...key, entry.id], entry]),
    ];
    server.detach();
    const mock = createMockPareta();
    const scope = openScope(new QueryClient(), "default", new Pareta({ fetch: mock.fetch }));
    hydrate(scope.queryClient, {
      mutations: [],
      queries: all.map(([queryKey, data]) => ({
        queryKey,
        queryHash: JSON.stringify(queryKey),
        state: state(data),
        dehydratedAt: 1,
      })),
    });
    return { scope, mock };
  }

  it.each([
    {
      status: "streaming" as const,
      answer: { status: "streaming" as const, content: "Half" },
      is: "incomplete",
    },
    { status: "submitted" as const, answer: {}, is: "failed" },
    { status: "ready" as const, answer: { status: "streaming" as const, reasoning: "Hm" }, is: "incomplete" },
  ])(
    "and says $status without a session is settled as $is, with an unknown bill (B3)",
    async ({ status, answer, is }) => {
      const { scope, mock } = hydrated(status, answer);
      const { store, ...session } = openChat(scope, "chat");
      expect(store.root).toMatchObject({ status: "ready", waiting: null });
      expect(store.thread.messages[1]).toMatchObject({ ...answer, status: is, billed: "unknown" });
      await session.retry(undefined, asked);
      expect(store.thread.messages[1]?.status).toBe("complete");
      expect(debits(mock)).toHaveLength(1);
    },
  );

  it("keeps an answer that had ended as it is", () => {
    const { scope } = hydrated("ready", { status: "complete", content: "Whole", billed: "yes" });
    expect(openChat(scope, "chat").store.thread.messages[1]).toMatchObject({
      status: "complete",
      content: "Whole",
      billed: "yes",
    });
  });
});

describe("a listener that throws", () => {
  it("of the store or of the cache breaks no send half-way (B1)", async () => {
    const surfaced: unknown[] = [];
    const { queueMicrotask } = globalThis;
    vi.stubGlobal("queueMicrotask", (callback: () => void) =>
      queueMicrotask(() => {
        try {
          callback();
        } catch (error) {
          surfaced.push(error);
        }
      }),
    );
    const failing = () => {
      throw new RangeError("Incorrect locale information provided");
    };
    const queryClient = new QueryClient();
    queryClient.getQueryCache().subscribe(failing);
    const mock = createMockPareta();
    const scope = openScope(queryClient, "default", new Pareta({ fetch: mock.fetch }));
    const { store, ...session } = openChat(scope, "chat");
    store.subscribe(undefined, failing);
    store.subscribe(null, failing);
    const heard = vi.fn<() => void>();
    store.subscribe(undefined, heard);
    await session.send(question, asked);
    expect(store.thread.messages).toMatchObject([
      { content: question },
      { status: "complete", billed: "yes" },
    ]);
    expect(store.root.status).toBe("ready");
    await session.send("And then?", asked);
    expect(store.thread.messages).toHaveLength(4);
    expect(debits(mock)).toHaveLength(2);
    expect(heard).toHaveBeenCalled();
    expect(surfaced.every((error) => error instanceof RangeError)).toBe(true);
    expect(surfaced).not.toEqual([]);
    vi.unstubAllGlobals();
  });
});
