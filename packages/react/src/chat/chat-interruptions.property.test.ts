import { createMockPareta } from "@pareta/mock";
import { dehydrate, hydrate, QueryClient } from "@tanstack/react-query";
import { array, assert, asyncProperty, constantFrom, nat, record } from "fast-check";
import { Pareta } from "pareta";
import { describe, expect, it } from "vitest";
import { openScope } from "../provider/pareta-scope.ts";
import { asked, chatRoute, debits, until } from "../testing/open-test-chat.ts";
import { type ChatEntry, isOpen } from "./chat-entry.ts";
import { openChat } from "./chat-sessions.ts";
import type { ChatStorage } from "./chat-storage.ts";
import { messageText } from "./message-text.ts";
import { entriesOf } from "./thread-edits.ts";

/** What a user, the host or the page may do next. */
const step = record({
  act: constantFrom(
    "send",
    "stop and send",
    "queue",
    "retry",
    "stop",
    "reset queries",
    "clear",
    "clear and hydrate",
    "leave and return",
    "new client",
    "set messages",
    "drop",
    "wait",
  ),
  choice: nat(20),
});

/** A storage that takes its time. */
function memoryStorage(): ChatStorage {
  const chats = new Map<string, readonly ChatEntry[]>();
  const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
  return {
    load: async (id) => (await turn(), chats.get(id) ?? null),
    save: async (id, entries) => (await turn(), void chats.set(id, structuredClone(entries))),
    remove: async (id) => (await turn(), void chats.delete(id)),
  };
}

/** The mock's fetch, and the text of every answer as far as it has come. */
function overheardFetch(mock: ReturnType<typeof createMockPareta>) {
  const bodies: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await mock.fetch(input, init);
    if (!response.headers.get("content-type")?.includes("event-stream")) return response;
    const index = bodies.push("") - 1;
    const decoder = new TextDecoder();
    const overhear = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        bodies[index] += decoder.decode(bytes, { stream: true });
        controller.enqueue(bytes);
      },
    });
    return new Response(response.body?.pipeThrough(overhear), response);
  };
  const textOf = (body: string) =>
    [...body.matchAll(/^data: (\{.*\})$/gm)]
      .map(([, json = "{}"]) => {
        const event: { choices?: { delta?: { content?: string | null } }[] } = JSON.parse(json);
        return event.choices?.[0]?.delta?.content ?? "";
      })
      .join("");
  return { fetch, texts: () => bodies.map(textOf) };
}

/** A chat that is kept, whose provider may get another client. */
function openKeptChat() {
  const mock = createMockPareta({ pace: { tokensPerSecond: 20_000 } });
  const { fetch, texts } = overheardFetch(mock);
  const queryClient = new QueryClient();
  const storage = memoryStorage();
  const settled: ChatEntry[] = [];
  const open = () => {
    const scope = openScope(queryClient, "default", new Pareta({ fetch }));
    const session = openChat(scope, "chat");
    const attach = () =>
      session.attach({ onUnmount: "stop", onSettled: (entry) => settled.push(entry) }, storage);
    return { scope, session, attach, detach: attach() };
  };
  return { mock, texts, queryClient, settled, open };
}

describe("a chat that its host and its page interrupt", () => {
  it("settles, tells of every debit, and shows what arrived of each answer", async () => {
    await assert(
      asyncProperty(array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { mock, texts, queryClient, settled, open } = openKeptChat();
        let chat = open();
        const pending: Promise<unknown>[] = [];
        const refusals: unknown[] = [];
        /** Messages that ended while no hook was there. */
        const unheard = () =>
          entriesOf(chat.session.store).filter(
            (entry) => !isOpen(entry) && !settled.some(({ id }) => id === entry.id),
          );
        const perform = (act: () => Promise<void>) => pending.push(act().catch(() => {}));
        for (const [index, { act, choice }] of steps.entries()) {
          const { session } = chat;
          const question = `Question ${index}`;
          if (act === "send") perform(() => session.send(question, asked));
          if (act === "queue") perform(() => session.send(question, { ...asked, whenBusy: "queue" }));
          if (act === "retry") perform(() => session.retry(undefined, asked));
          if (act === "stop" || act === "stop and send") session.stop();
          if (act === "stop and send") {
            const sending = session.send(question, asked).catch(() => "busy");
            pending.push(sending.then((outcome) => refusals.push(outcome)));
          }
          if (act === "reset queries") void queryClient.resetQueries();
          if (act === "clear") queryClient.clear();
          if (act === "clear and hydrate") {
            const page = dehydrate(queryClient, { shouldDehydrateQuery: () => true });
            queryClient.clear();
            hydrate(queryClient, structuredClone({ ...page, mutations: [] }));
          }
          if (act === "leave and return") {
            chat.detach();
            if (choice > 15) await new Promise((resolve) => setTimeout(resolve, 60));
            chat = { ...chat, detach: chat.attach() };
            settled.push(...unheard());
          }
          if (act === "new client") {
            chat.scope.close();
            chat = open();
          }
          if (act === "set messages" && !session.isBusy) {
            session.setMessages((messages) => [...messages, { role: "user", content: question }]);
          }
          if (act === "drop") mock.faults.next(chatRoute, { kind: "drop", afterChunks: choice });
          if (act === "wait") await new Promise((resolve) => setTimeout(resolve, choice));
        }
        await Promise.all(pending);
        const { session } = chat;
        await until(() => !session.isBusy);

        // What is asked for after Stop is never refused as busy.
        expect(refusals).not.toContain("busy");
        expect(["ready", "error"]).toContain(session.store.root.status);
        expect(session.store.root.waiting).toBe(null);
        const entries = entriesOf(session.store);
        expect(entries.filter(({ status }) => status === "pending" || status === "streaming")).toEqual([]);
        // Every debit is told of, and what is told as billed was. Where no hook was there, the message tells.
        const ended = [...settled, ...unheard()];
        const told = (billed: ChatEntry["billed"]) => ended.filter((entry) => entry.billed === billed).length;
        expect(debits(mock).length).toBeGreaterThanOrEqual(told("yes"));
        expect(debits(mock).length).toBeLessThanOrEqual(told("yes") + told("unknown"));
        // An answer shows a beginning of what was sent; all of it, unless it was stopped.
        const sent = texts();
        for (const { role, content, status } of ended) {
          const text = messageText(content);
          if (role !== "assistant" || text === "") continue;
          const isWhole = status === "complete" || status === "incomplete";
          expect(sent.some((whole) => (isWhole ? whole === text : whole.startsWith(text)))).toBe(true);
        }
        chat.detach();
      }),
      { numRuns: 60, seed: 20261201 },
    );
  }, 60_000);
});
