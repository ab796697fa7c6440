import type { ContentBlock } from "pareta";
import { invalidArgument } from "../acts/invalid-argument.ts";
import { randomId } from "../acts/random-id.ts";
import { type ChatEntry, pendingAnswer, userEntry } from "./chat-entry.ts";
import type { ChatStore } from "./chat-store.ts";
import { addChildren, ancestry, pathThrough, rememberPath } from "./chat-tree.ts";

/** @throws InvalidArgumentError for an id this chat does not know. */
export function requireEntry(store: ChatStore, id: string | undefined): ChatEntry {
  const entry = id === undefined ? undefined : store.find(id);
  if (entry) return entry;
  throw invalidArgument("messageId", `This chat has no message ${id ?? "like that yet"}.`);
}

/** An answer that did not come to its end: it can be retried in its place. */
export function isBroken(entry: ChatEntry | undefined): boolean {
  const { status } = entry ?? {};
  return status === "failed" || status === "incomplete" || status === "stopped";
}

/** The last answer of the path, if nothing came of it and this was its question. */
export function failedAnswerTo(
  store: ChatStore,
  content: string | readonly ContentBlock[],
): ChatEntry | undefined {
  const last = store.thread.messages.at(-1);
  if (last?.status !== "failed" || last.parentId === null) return undefined;
  return JSON.stringify(store.find(last.parentId)?.content) === JSON.stringify(content) ? last : undefined;
}

/** Adds the user's message below a parent, and the answer to come. Gives the answer's id. */
export function addQuestion(
  store: ChatStore,
  parentId: string | null,
  content: string | readonly ContentBlock[],
): string {
  const question = userEntry(randomId("msg"), parentId, content);
  return addBranch(store, [question], question.id);
}

/** Adds another answer to a message. Gives its id. */
export function addAnswer(store: ChatStore, parentId: string | null): string {
  return addBranch(store, [], parentId);
}

function addBranch(store: ChatStore, asked: readonly ChatEntry[], parentId: string | null): string {
  const { children, chosen } = store.root;
  const answer = pendingAnswer(randomId("msg"), parentId);
  const entries = [...asked, answer];
  const before = ancestry(store.find, entries[0]?.parentId ?? null);
  const messageIds = [...before, ...entries].map(({ id }) => id);
  store.write({
    entries,
    root: {
      children: addChildren(children, entries),
      messageIds,
      chosen: rememberPath(chosen, messageIds),
    },
  });
  return answer.id;
}

/** Makes a broken answer pending again; its text stays until the new one begins. Gives its id. */
export function reopenAnswer(store: ChatStore, entry: ChatEntry): string {
  store.write({ entries: [{ ...entry, status: "pending", error: null, timing: null }] });
  return entry.id;
}

/** Selects the path through a message to the end of its branch. */
export function selectBranch(store: ChatStore, messageId: string): void {
  requireEntry(store, messageId);
  const { children, chosen } = store.root;
  const messageIds = pathThrough(store.find, children, chosen, messageId);
  store.write({ root: { messageIds, chosen: rememberPath(chosen, messageIds) } });
}

/** Replaces the chat by one line of messages, each the child of the one before. */
export function replaceMessages(store: ChatStore, messages: readonly ChatEntry[]): void {
  const entries = messages.map((entry, index) => ({ ...entry, parentId: messages[index - 1]?.id ?? null }));
  putThread(store, entries, entries);
  store.write({ root: { status: "ready", waiting: null, error: null } });
}

/**
 * Brings back what was saved: every branch, and the path to the last message. It takes the place of what the chat was
 * seeded with; a question that followed the last seed follows the last saved message now.
 */
export function restoreMessages(store: ChatStore, saved: readonly ChatEntry[]): void {
  const { messages, root } = store.thread;
  const isSeed = ({ createdAt }: ChatEntry) => createdAt === null;
  const lastSeed = messages.findLast(isSeed)?.id ?? null;
  const lastSaved = saved.at(-1)?.id ?? null;
  const entries = new Map(saved.map((entry) => [entry.id, entry]));
  const added = entriesOf(store).filter((entry) => !isSeed(entry) && !entries.has(entry.id));
  for (const entry of added) {
    const isNext = entry.role === "user" && entry.parentId === lastSeed;
    entries.set(entry.id, isNext ? { ...entry, parentId: lastSaved } : entry);
  }
  const find = (id: string) => entries.get(id) ?? store.find(id);
  // A seed that was answered anew stays.
  for (const entry of added.flatMap(({ id }) => ancestry(find, id))) entries.set(entry.id, entry);
  const age = ({ createdAt }: ChatEntry) => createdAt ?? 0;
  const inOrder = [...entries.values()].toSorted((one, other) => age(one) - age(other));
  const shown = added.find(({ id }) => id === root.messageIds.at(-1));
  putThread(store, inOrder, ancestry(find, shown?.id ?? lastSaved));
}

const entriesOf = (store: ChatStore): ChatEntry[] =>
  Object.values(store.root.children).flatMap((branch) => branch.flatMap((id) => store.find(id) ?? []));

/** The chat consists of these entries now. */
function putThread(store: ChatStore, entries: readonly ChatEntry[], path: readonly ChatEntry[]): void {
  const kept = new Set(entries.map(({ id }) => id));
  const gone = entriesOf(store).filter(({ id }) => !kept.has(id));
  const messageIds = path.map(({ id }) => id);
  store.write({
    entries,
    root: { children: addChildren({}, entries), messageIds, chosen: rememberPath({}, messageIds) },
  });
  store.removeEntries(gone.map(({ id }) => id));
}
