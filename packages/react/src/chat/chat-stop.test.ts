import { InvalidArgumentError } from "pareta";
import { describe, expect, it } from "vitest";
import { asked, debits, keys, openTestChat, posts, question, until } from "../testing/open-test-chat.ts";
import { deltaEvent, doneEvent, scriptedChat } from "../testing/scripted-chat.ts";

const interruptibly = { pace: { tokensPerSecond: 300 } };
const queueing = { ...asked, whenBusy: "queue" as const };

/** A chat whose first answer is in the middle. */
async function streamingChat() {
  const chat = openTestChat(interruptibly);
  const sent = chat.session.send(question, asked);
  await until(() => (chat.store.thread.messages[1]?.content?.length ?? 0) > 20);
  return { ...chat, sent };
}

describe("after Stop, in the same handler", () => {
  it.each([
    ["rejects", asked],
    ["queues", queueing],
  ])("a message is sent, in a chat that %s while busy (A9)", async (_, options) => {
    const { session, store, mock, sent } = await streamingChat();
    session.stop();
    expect(store.root.status).toBe("ready");
    const kept = store.thread.messages[1];
    expect(kept).toMatchObject({ status: "stopped" });
    const second = session.send("two", options);
    expect(store.root.status).toBe("submitted");
    await Promise.all([sent, second]);
    expect(store.thread.messages).toMatchObject([
      { content: question },
      { status: "stopped", content: kept?.content, billed: "unknown" },
      { content: "two" },
      { status: "complete", billed: "yes" },
    ]);
    expect(posts(mock)).toHaveLength(2);
    expect(new Set(keys(mock)).size).toBe(2);
  });

  it("what was queued before is dropped, what is queued after is sent (A9)", async () => {
    const { session, store, mock, sent } = await streamingChat();
    const before = session.send("before", queueing);
    session.stop();
    const after = session.send("after", queueing);
    session.stop();
    const last = session.send("last", queueing);
    await Promise.all([sent, before, after, last]);
    expect(store.thread.messages.map(({ content, status }) => [content, status]).slice(2)).toEqual([
      ["before", "complete"],
      ["", "stopped"],
      ["after", "complete"],
      ["", "stopped"],
      ["last", "complete"],
      [expect.any(String), "complete"],
    ]);
    expect(posts(mock)).toHaveLength(2);
    // The user's messages without an answer go out as one (B14).
    expect(posts(mock)[1]?.body).toMatchObject({
      messages: [
        { role: "user" },
        { role: "assistant" },
        { role: "user", content: "before\n\nafter\n\nlast" },
      ],
    });
  });

  it("the same text is another message", async () => {
    const { session, store, sent } = await streamingChat();
    session.stop();
    await Promise.all([sent, session.send(question, asked)]);
    expect(store.thread.messages).toHaveLength(4);
  });

  it("retry goes on with the stopped answer, under its key: one debit (A9)", async () => {
    const { session, store, mock, sent } = await streamingChat();
    session.stop();
    const retried = session.retry(undefined, asked);
    expect(store.thread.messages[1]?.status).toBe("pending");
    await Promise.all([sent, retried]);
    expect(store.thread.messages).toHaveLength(2);
    expect(store.thread.messages[1]).toMatchObject({ status: "complete", billed: "yes", error: null });
    expect(new Set(keys(mock)).size).toBe(1);
    expect(debits(mock)).toHaveLength(1);
  });

  it("regenerate adds a branch, and the stopped answer keeps its text (A9)", async () => {
    const { session, store, sent } = await streamingChat();
    session.stop();
    const stopped = store.thread.messages[1];
    await Promise.all([sent, session.regenerate(undefined, asked)]);
    expect(store.thread.messages[1]).toMatchObject({ status: "complete", parentId: stopped?.parentId });
    expect(store.find(stopped?.id ?? "")).toMatchObject({ status: "stopped", content: stopped?.content });
  });

  it("edit asks anew from the user's message (A9)", async () => {
    const { session, store, sent, mock } = await streamingChat();
    session.stop();
    const edited = session.edit(store.root.messageIds[0] ?? "", "Explain types", asked);
    await Promise.all([sent, edited]);
    expect(store.thread.messages).toMatchObject([{ content: "Explain types" }, { status: "complete" }]);
    expect(posts(mock)[1]?.body).toMatchObject({ messages: [{ content: "Explain types" }] });
  });

  it("setMessages takes its place, and the end of the stopped answer changes none of it", async () => {
    const { session, store, sent, scope } = await streamingChat();
    session.stop();
    session.setMessages((messages) =>
      messages.map((entry) => (entry.role === "assistant" ? { ...entry, content: "[stopped]" } : entry)),
    );
    await sent;
    expect(store.thread.messages[1]).toMatchObject({
      content: "[stopped]",
      status: "stopped",
      billed: "unknown",
    });
    session.setMessages([]);
    expect(scope.queryClient.getQueryCache().getAll()).toHaveLength(1);
  });

  it("setMessages([]) leaves nothing of an answer whose end comes later", async () => {
    const { session, store, sent, scope } = await streamingChat();
    session.stop();
    session.setMessages([]);
    await sent;
    expect(store.thread.messages).toEqual([]);
    expect(scope.queryClient.getQueryCache().getAll()).toHaveLength(1);
  });

  it("still refuses a message while the next answer is on its way", async () => {
    const { session, sent } = await streamingChat();
    session.stop();
    const second = session.send("two", asked);
    await expect(session.send("three", asked)).rejects.toThrow(InvalidArgumentError);
    await Promise.all([sent, second]);
  });
});

describe("texts with half an emoji (A5)", () => {
  const answer = deltaEvent({ content: "Yes" }, "stop") + doneEvent;

  it("are made well-formed in what is typed, in blocks, in the system prompt and in params", async () => {
    const { session, store, requests } = scriptedChat(answer);
    const options = { ...asked, system: "Be \ud83d", params: { stop: ["\ude00"] } };
    await session.send("Hi \ud83d", options);
    await session.send([{ type: "text", text: "Block \ude00" }], options);
    await session.edit(store.root.messageIds[0] ?? "", "Edited \ud83d", options);
    expect(requests).toHaveLength(3);
    expect(requests[1]?.body).toMatchObject({
      stop: ["\uFFFD"],
      messages: [
        { content: "Be \uFFFD" },
        { content: "Hi \uFFFD" },
        { content: "Yes" },
        { content: [{ text: "Block \uFFFD" }] },
      ],
    });
    expect(store.thread.messages.map(({ content }) => content)).toEqual(["Edited \uFFFD", "Yes"]);
  });

  it("in messages the app sets are made well-formed, plain ones too (N8)", async () => {
    const { session, store, requests } = scriptedChat(answer);
    store.seed(() => []);
    session.setMessages([
      { role: "user", content: "One \ud83d" },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "call_1", function: { name: "look", arguments: '"\ud83d"' } }],
      },
      { role: "tool", tool_call_id: "call_1", content: "42\ude00" },
    ]);
    expect(store.thread.messages).toMatchObject([
      { role: "user", content: "One \uFFFD", status: "complete", parentId: null },
      { toolCalls: [{ function: { arguments: '"\uFFFD"' } }] },
      { content: "42\uFFFD" },
    ]);
    await session.send("Go on", asked);
    expect(JSON.stringify(requests[0]?.body)).not.toMatch(/\\ud83d|\\ude00/);
    expect(store.thread.messages.at(-1)?.status).toBe("complete");
  });

  it("setMessages gives one id to one message, and settles what is not on its way here", () => {
    const { session, store } = scriptedChat(answer);
    store.seed(() => []);
    session.setMessages([{ role: "user", content: "One" }]);
    const [one] = store.thread.messages;
    session.setMessages((messages) => [
      ...messages,
      ...messages.map((entry) => ({
        ...entry,
        role: "assistant",
        status: "streaming" as const,
        content: "Ha",
      })),
    ]);
    expect(store.thread.messages).toHaveLength(2);
    expect(store.thread.messages[0]?.id).toBe(one?.id);
    expect(store.thread.messages[1]).toMatchObject({
      parentId: one?.id,
      status: "incomplete",
      billed: "unknown",
    });
  });

  it("of a stored chat heal when it is loaded, which has every field then", async () => {
    const { session, store, requests } = scriptedChat(answer);
    const stored = JSON.parse(
      JSON.stringify([
        { id: "1", parentId: null, role: "user", content: "Hi", status: "complete", createdAt: 1 },
        { id: "2", parentId: "1", role: "assistant", content: "cut \ud83d", status: "stopped", createdAt: 2 },
      ]),
    );
    session.store.seed(() => []);
    session.attach(
      { onUnmount: "keep", onSettled: () => {} },
      { load: () => Promise.resolve(stored), save: () => Promise.resolve(), remove: () => Promise.resolve() },
    );
    await session.send("And?", asked);
    expect(store.thread.messages[1]).toMatchObject({
      content: "cut \uFFFD",
      refusal: null,
      toolCalls: [],
      billed: "no",
    });
    expect(requests[0]?.body).toMatchObject({
      messages: [{}, { content: "cut \uFFFD" }, { content: "And?" }],
    });
  });

  it("a block that is no JSON is refused by its path, before anything is shown", async () => {
    const { session, store, requests } = scriptedChat(answer);
    const block = { type: "text" as const, text: "x", data: new Map() };
    await expect(session.send([block], asked)).rejects.toThrow(/content/);
    expect(store.root.messageIds).toEqual([]);
    expect(requests).toEqual([]);
  });
});
