import { createMockPareta } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { Pareta } from "pareta";
import { describe, expect, it } from "vitest";
import { openScope } from "../provider/pareta-scope.ts";
import { asked, keys, posts, question, until } from "../testing/open-test-chat.ts";
import type { ChatEntry } from "./chat-entry.ts";
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
function openPage(storage: ChatStorage, mock = createMockPareta({ pace: { tokensPerSecond: 2000 } })) {
  const scope = openScope(new QueryClient(), "default", new Pareta({ fetch: mock.fetch }));
  const session = openChat(scope, "mine");
  session.store.seed(() => []);
  session.attach({ onUnmount: "keep", onSettled: () => {} }, storage);
  const texts = () => session.store.thread.messages.map(({ content }) => content);
  return { mock, session, texts };
}

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
    await new Promise((resolve) => setTimeout(resolve, 5));

    const after = openPage(storage);
    await until(() => after.texts().length > 0);
    expect(after.session.store.root.messageIds).toEqual(before.session.store.root.messageIds);
    expect(after.session.store.root.children).toEqual(before.session.store.root.children);
    expect(after.session.store.root.children[before.session.store.root.messageIds[0] ?? ""]).toContain(
      answer,
    );
    expect(after.mock.requests).toEqual([]);
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

  it("what was sent before it has loaded stays", async () => {
    const { storage } = memoryStorage();
    let deliver: (entries: readonly ChatEntry[]) => void = () => {};
    const slow = {
      ...storage,
      load: () => new Promise<readonly ChatEntry[]>((resolve) => (deliver = resolve)),
    };
    const { session, texts, mock } = openPage(slow);
    await session.send(question, asked);
    deliver([{ ...session.store.thread.messages[0], content: "older" } as ChatEntry]);
    await until(() => texts().length === 2);
    expect(texts()[0]).toBe(question);
    expect(posts(mock)).toHaveLength(1);
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
