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
  return addBranch(store, [question, pendingAnswer(randomId("msg"), question.id)]);
}

/** Adds another answer to a message. Gives its id. */
export function addAnswer(store: ChatStore, parentId: string | null): string {
  return addBranch(store, [pendingAnswer(randomId("msg"), parentId)]);
}

function addBranch(store: ChatStore, entries: readonly [...ChatEntry[], ChatEntry]): string {
  const { children, chosen } = store.root;
  const ids = entries.map(({ id }) => id);
  const before = ancestry(store.find, entries[0]?.parentId ?? null).map(({ id }) => id);
  const messageIds = [...before, ...ids];
  store.write({
    entries,
    root: {
      children: addChildren(children, entries),
      messageIds,
      chosen: rememberPath(chosen, messageIds),
    },
  });
  return entries[entries.length - 1]?.id ?? "";
}

/** Makes a broken answer pending again; its text stays until the new one begins. Gives its id. */
export function reopenAnswer(store: ChatStore, entry: ChatEntry): string {
  store.write({ entries: [{ ...entry, status: "pending", error: null }] });
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
  const ids = entries.map(({ id }) => id);
  const kept = new Set(ids);
  const gone = Object.values(store.root.children).flatMap((branch) => branch.filter((id) => !kept.has(id)));
  store.write({
    entries,
    root: {
      children: addChildren({}, entries),
      messageIds: ids,
      chosen: {},
      status: "ready",
      waiting: null,
      error: null,
    },
  });
  store.removeEntries(gone);
}

/**
 * Brings back what was saved: every branch, and the path to the last message. It takes the place of what the chat was
 * seeded with; a question that followed the last seed follows the last saved message now.
 */
export function restoreMessages(store: ChatStore, saved: readonly ChatEntry[]): void {
  const { messages, root } = store.thread;
  const isSeed = ({ createdAt }: ChatEntry) => createdAt === null;
  const savedIds = new Set(saved.map(({ id }) => id));
  const known = Object.values(root.children).flat();
  const added = known
    .flatMap((id) => store.find(id) ?? [])
    .filter((entry) => !isSeed(entry) && !savedIds.has(entry.id));
  const lastSeed = messages.findLast(isSeed)?.id ?? null;
  const lastSaved = saved.at(-1)?.id ?? null;
  const asked = added.filter(({ role, parentId }) => role === "user" && parentId === lastSeed);
  store.write({ entries: [...saved, ...asked.map((entry) => ({ ...entry, parentId: lastSaved }))] });

  const lines = [...saved, ...added.flatMap(({ id }) => ancestry(store.find, id))];
  const entries = new Map(lines.map((entry) => [entry.id, entry]));
  const inOrder = [...entries.values()].toSorted(
    (one, other) => (one.createdAt ?? 0) - (other.createdAt ?? 0),
  );
  const tip = added.find(({ id }) => id === root.messageIds.at(-1))?.id ?? lastSaved;
  const messageIds = ancestry(store.find, tip).map(({ id }) => id);
  store.write({
    root: { children: addChildren({}, inOrder), messageIds, chosen: rememberPath({}, messageIds) },
  });
  store.removeEntries(known.filter((id) => !entries.has(id)));
}
