import { createMockPareta } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { type ChatInput, Pareta } from "pareta";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openScope } from "../provider/pareta-scope.ts";
import { asked, keys, posts, question, until } from "../testing/open-test-chat.ts";
import { type ChatEntry, seededEntries, userEntry } from "./chat-entry.ts";
import { openChat } from "./chat-sessions.ts";
import type { ChatStorage } from "./chat-storage.ts";

function memoryStorage() {
  const chats = new Map<string, string>();
  const storage: ChatStorage = {
    load: (id) => Promise.resolve(JSON.parse(chats.get(id) ?? "null")),
    save: (id, entries) => Promise.resolve(void chats.set(id, JSON.stringify(entries))),
    remove: (id) => Promise.resolve(void chats.delete(id)),
  };
  const saved = (): ChatEntry[] => JSON.parse(chats.get("mine") ?? "[]");
  return { chats, storage, saved };
}

/** A page of its own: what it knows it knows from the storage. */
function openPage(storage: ChatStorage, seeds: readonly ChatInput[] = []) {
  const mock = createMockPareta({ pace: { tokensPerSecond: 2000 } });
  const queryClient = new QueryClient();
  const scope = openScope(queryClient, "default", new Pareta({ fetch: mock.fetch }));
  const session = openChat(scope, "mine");
  session.store.seed(() => seededEntries("mine", seeds));
  session.attach({ onUnmount: "keep", onSettled: () => {} }, storage);
  const texts = () => session.store.thread.messages.map(({ content }) => content);
  return { mock, queryClient, scope, session, texts };
}

/** A chat of one turn as an earlier page has saved it, which loads when it is told to. */
async function storedChat(seeds: readonly ChatInput[] = []) {
  const memory = memoryStorage();
  const earlier = openPage(memory.storage, seeds);
  await earlier.session.send("What came before?", asked);
  await until(() => memory.saved().length === seeds.length + 2);
  const stored = memory.saved();
  const loads: { deliver: () => void }[] = [];
  const slow: ChatStorage = {
    ...memory.storage,
    load: (id) => new Promise((resolve) => loads.push({ deliver: () => resolve(memory.storage.load(id)) })),
  };
  return { ...memory, slow, loads, stored, storedTexts: stored.map(({ content }) => content) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("ChatStorage", () => {
  it("a chat with its branches is there again after a reload, with nothing asked", async () => {
    const { storage } = memoryStorage();
    const before = openPage(storage);
    await before.session.send(question, asked);
    await before.session.regenerate(undefined, asked);
    const [, answer] = before.session.store.root.messageIds;
    const [first] = before.session.store.root.children[before.session.store.root.messageIds[0] ?? ""] ?? [];
    before.session.selectBranch(first ?? "");
    await until(() => before.session.store.root.messageIds[1] === first);
    await turn();

    const after = openPage(storage);
    await until(() => after.texts().length > 0);
    expect(after.session.store.root.messageIds).toEqual(before.session.store.root.messageIds);
    expect(after.session.store.root.children).toEqual(before.session.store.root.children);
    expect(after.session.store.root.children[before.session.store.root.messageIds[0] ?? ""]).toContain(
      answer,
    );
    expect(after.mock.requests).toEqual([]);
  });

  it.each([
    ["tool calls of null", { toolCalls: null }],
    ["no tool calls", { toolCalls: undefined }],
    ["no content", { content: undefined }],
    ["content of null", { content: null }],
  ])("a stored chat with %s can go on: the next message is answered and billed once", async (_, odd) => {
    const { storage, chats } = memoryStorage();
    const stored = [
      { ...userEntry("a", null, "Hello"), ...odd },
      { ...userEntry("b", "a", "Hi"), role: "assistant" },
    ];
    chats.set("mine", JSON.stringify(stored));
    const { session, mock } = openPage(storage);
    await session.send(question, asked);
    expect(session.store.thread.messages).toHaveLength(4);
    expect(session.store.thread.messages[0]?.toolCalls).toEqual([]);
    expect(session.store.thread.messages.at(-1)).toMatchObject({ status: "complete", billed: "yes" });
    expect(mock.ledger.filter(({ microUsd }) => microUsd > 0)).toHaveLength(1);
  });

  it("keeps settled turns only: neither a running answer nor its question, no error and no key", async () => {
    const { storage, saved, chats } = memoryStorage();
    const { session, mock } = openPage(storage);
    const sending = session.send(question, asked);
    await until(() => session.store.root.status === "streaming");
    expect(saved()).toEqual([]);
    await sending;
    await until(() => saved().length === 2);
    mock.setScenario("no-credit");
    await session.send("Another", asked);
    await until(() => saved().length === 4);
    expect(saved().at(-1)).toMatchObject({ status: "failed", error: null });
    for (const key of keys(mock)) expect([...chats.values()].join()).not.toContain(key);
  });

  it("an emptied chat is removed, and a storage that fails changes nothing", async () => {
    const { storage, chats } = memoryStorage();
    const { session } = openPage(storage);
    await session.send(question, asked);
    await until(() => chats.size === 1);
    session.setMessages([]);
    await until(() => chats.size === 0);

    const no = () => Promise.reject(new Error("full"));
    const broken = openPage({ load: no, save: no, remove: no });
    await broken.session.send(question, asked);
    expect(broken.session.store.root.status).toBe("ready");
  });
});

describe("a message sent while the storage is read", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is shown at once, waits, and is asked after what was stored: nothing is lost", async () => {
    const { slow, loads, stored, storedTexts, saved } = await storedChat();
    const { session, texts, mock } = openPage(slow);
    const sent = session.send(question, asked);
    await turn();
    expect(texts()).toEqual([question, ""]);
    expect(session.store.root).toMatchObject({ status: "submitted", waiting: null });
    expect(mock.requests).toEqual([]);
    loads[0]?.deliver();
    await sent;
    expect(texts().slice(0, 3)).toEqual([...storedTexts, question]);
    expect(posts(mock).map(({ body }) => body)).toEqual([
      expect.objectContaining({
        messages: [
          ...stored.map(({ role, content }) => ({ role, content })),
          { role: "user", content: question },
        ],
      }),
    ]);
    await until(() => saved().length === 4);
    expect(saved().map(({ content }) => content)).toEqual(texts());
  });

  it("as are two in a queue, and the same twice is one", async () => {
    const { slow, loads, storedTexts } = await storedChat();
    const { session, texts, mock } = openPage(slow);
    const queueing = { ...asked, whenBusy: "queue" as const };
    const sent = [question, question, "And then?"].map((text) => session.send(text, queueing));
    expect(sent[0]).toBe(sent[1]);
    await turn();
    loads[0]?.deliver();
    await Promise.all(sent);
    expect(texts()).toHaveLength(6);
    expect(texts().slice(0, 3)).toEqual([...storedTexts, question]);
    expect(texts()[4]).toBe("And then?");
    expect(posts(mock)).toHaveLength(2);
  });

  it("follows the last stored message where the app has seeded the chat", async () => {
    const seeds = [{ role: "assistant", content: "Welcome." }];
    const { slow, loads, storedTexts } = await storedChat(seeds);
    const { session, texts } = openPage(slow, seeds);
    const sent = session.send(question, asked);
    expect(texts()[0]).toBe("Welcome.");
    await turn();
    loads[0]?.deliver();
    await sent;
    expect(texts().slice(0, 4)).toEqual([...storedTexts, question]);
    expect(Object.values(session.store.root.children).map((branch) => branch.length)).toEqual(
      Array(5).fill(1),
    );

    const changed = await storedChat(seeds);
    const other = openPage(changed.slow, [{ role: "assistant", content: "Hi." }, ...seeds]);
    const sentThere = other.session.send(question, asked);
    await turn();
    changed.loads[0]?.deliver();
    await sentThere;
    expect(other.texts().slice(0, 4)).toEqual([...changed.storedTexts, question]);
  });

  it("is sent as it stands when the storage fails, which is saved over only once it could be read", async () => {
    const memory = await storedChat();
    let isLocked = true;
    const load = (id: string) => (isLocked ? Promise.reject(new Error("locked")) : memory.storage.load(id));
    const { session, texts, mock } = openPage({ ...memory.storage, load });
    await session.send(question, asked);
    expect(posts(mock)[0]?.body).toMatchObject({ messages: [{ role: "user", content: question }] });
    await turn();
    expect(memory.saved()).toEqual(memory.stored);

    isLocked = false;
    await session.send("And then?", asked);
    expect(texts().slice(0, 3)).toEqual([...memory.storedTexts, question]);
    expect(posts(mock)[1]?.body).toMatchObject({ messages: { length: 5 } });
    await until(() => memory.saved().length === 6);
  });

  it("waits ten seconds at most, and what was stored still comes first", async () => {
    const { slow, loads, storedTexts, saved } = await storedChat();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { session, texts, mock } = openPage(slow);
    void session.send(question, asked);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(posts(mock)).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(posts(mock)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(session.store.root.status).toBe("streaming");
    loads[0]?.deliver();
    await vi.advanceTimersByTimeAsync(0);
    expect(texts().slice(0, 3)).toEqual([...storedTexts, question]);
    expect(saved()).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(session.store.thread.messages[3]).toMatchObject({ status: "complete" });
    expect(saved().map(({ content }) => content)).toEqual(texts());
  });

  it("Stop ends its wait: nothing was sent, nothing is lost", async () => {
    const { slow, loads, storedTexts } = await storedChat();
    const { session, texts, mock } = openPage(slow);
    const sent = session.send(question, asked);
    session.stop();
    await sent;
    expect(session.store.thread.messages[1]).toMatchObject({ status: "stopped", billed: "no" });
    await turn();
    loads[0]?.deliver();
    await until(() => texts().length === 4);
    expect(texts().slice(0, 3)).toEqual([...storedTexts, question]);
    expect(mock.requests).toEqual([]);
  });

  it("setMessages means all of the chat: what was stored is not waited for", async () => {
    const { slow, loads, saved } = await storedChat();
    const { session, texts } = openPage(slow);
    session.setMessages([userEntry("mine", null, "Another chat")]);
    await turn();
    loads[0]?.deliver();
    await until(() => saved().length === 1);
    expect(texts()).toEqual(["Another chat"]);
  });

  it("a function for setMessages that throws leaves what is stored as it was", async () => {
    const { slow, loads, saved, stored, storedTexts } = await storedChat();
    const { session, texts } = openPage(slow);
    const failing = () => {
      throw new Error("no");
    };
    expect(() => session.setMessages(failing)).toThrow("no");
    await turn();
    expect(saved()).toEqual(stored);
    loads[0]?.deliver();
    await until(() => texts().length === storedTexts.length);
    expect(texts()).toEqual(storedTexts);
  });

  it("what is no chat is not shown, and does not end the saving", async () => {
    const { chats, storage, saved } = memoryStorage();
    chats.set("mine", "[null]");
    const { session } = openPage(storage);
    await session.send(question, asked);
    await until(() => saved().length === 2);
    expect(saved()[1]?.status).toBe("complete");
  });

  it("a ring of messages, which no chat makes, does not hang the page", async () => {
    const { storage, stored } = await storedChat();
    const ring = stored.map((entry, index) => ({ ...entry, parentId: stored[1 - index]?.id ?? null }));
    const { session, texts } = openPage({ ...storage, load: () => Promise.resolve(ring) });
    await until(() => texts().length === 2);
    session.selectBranch(ring[0]?.id ?? "");
    expect(texts()).toHaveLength(2);
  });
});

describe("a chat that is taken out of the cache", () => {
  it("stays in the storage, and its next turn brings it back", async () => {
    const { storage, saved } = memoryStorage();
    const { session, texts, queryClient, mock } = openPage(storage);
    await session.send(question, asked);
    await until(() => saved().length === 2);
    const stored = saved();
    queryClient.clear();
    await turn();
    expect(texts()).toEqual([]);
    expect(saved()).toEqual(stored);

    await session.send("And then?", asked);
    expect(texts()).toHaveLength(4);
    expect(texts()[0]).toBe(question);
    expect(posts(mock)[1]?.body).toMatchObject({ messages: { length: 3 } });
    await until(() => saved().length === 4);
  });

  it("stays there also when the scope gets another client", async () => {
    const { storage, saved } = memoryStorage();
    const { session, scope } = openPage(storage);
    await session.send(question, asked);
    await until(() => saved().length === 2);
    scope.close();
    await turn();
    expect(saved()).toHaveLength(2);
  });
});
