import type { ChatInput, ContentBlock } from "pareta";
import { invalidArgument } from "../acts/invalid-argument.ts";
import { randomId } from "../acts/random-id.ts";
import { type ChatEntry, foreignEntry, isOpen, pendingAnswer, seededEntry, userEntry } from "./chat-entry.ts";
import type { ChatRoot, ChatStore } from "./chat-store.ts";
import { addChildren, ancestry, pathThrough, rememberPath } from "./chat-tree.ts";

/** @throws InvalidArgumentError for an id this chat does not know. */
export function requireEntry(store: ChatStore, id = ""): ChatEntry {
  const entry = store.find(id);
  if (entry) return entry;
  throw invalidArgument("messageId", `This chat has no message ${id || "like that yet"}.`);
}

/** An answer that did not come to its end: it can be retried in its place. */
export function isBroken(entry: ChatEntry | undefined): boolean {
  return ["failed", "incomplete", "stopped"].includes(entry?.status ?? "");
}

/** The last answer of the path, if nothing came of it and this was its question. */
export function failedAnswerTo(
  store: ChatStore,
  content: string | readonly ContentBlock[],
): ChatEntry | undefined {
  const last = store.thread.messages.at(-1);
  if (last?.status !== "failed") return undefined;
  const asked = store.find(last.parentId ?? "")?.content;
  return JSON.stringify(asked) === JSON.stringify(content) ? last : undefined;
}

/** Adds the user's message below a parent, and the answer to come. Gives the answer's id. */
export function addQuestion(
  store: ChatStore,
  parentId: string | null,
  content: string | readonly ContentBlock[],
): string {
  const question = userEntry(randomId("msg"), parentId, content);
  return addBranch(store, question.id, question);
}

/** Adds another answer to a message. Gives its id. */
export function addAnswer(store: ChatStore, parentId: string | null): string {
  return addBranch(store, parentId);
}

function addBranch(store: ChatStore, parentId: string | null, ...asked: readonly ChatEntry[]): string {
  const answer = pendingAnswer(randomId("msg"), parentId);
  const entries = [...asked, answer];
  const { children, chosen } = store.root;
  store.write({ entries });
  show(store, answer.id, addChildren(children, entries), chosen);
  return answer.id;
}

/** Makes a broken answer pending again; its text stays until the new one begins. Gives its id. */
export function reopenAnswer(store: ChatStore, entry: ChatEntry): string {
  store.write({ entries: [{ ...entry, status: "pending", error: null, timing: null }] });
  return entry.id;
}

/**
 * What is written of an answer that has ended. After Stop the shown message belongs to who wrote it last: Stop itself, a
 * retry, or the app; the request only tells what it cost.
 */
export function endedAnswer(store: ChatStore, entry: ChatEntry, isStopped: boolean): ChatEntry[] {
  const shown = store.find(entry.id);
  // One that only its entry was taken of is brought back: the chat still tells of it.
  if (!shown && !Object.values(store.root.children).flat().includes(entry.id)) return [];
  if (!shown || !isStopped) return [entry];
  const { usage, billed, billedMicroUsd } = entry;
  return [{ ...shown, usage, billed, billedMicroUsd, timing: isOpen(shown) ? null : entry.timing }];
}

/** Selects the path through a message to the end of its branch. */
export function selectBranch(store: ChatStore, messageId: string): void {
  const { id } = requireEntry(store, messageId);
  show(store, id, store.root.children, store.root.chosen);
}

/** Replaces the chat by one line of messages, each the child of the one before. */
export function replaceMessages(store: ChatStore, messages: readonly (ChatEntry | ChatInput)[]): void {
  const entries = new Map<string, ChatEntry>();
  let parentId: string | null = null;
  for (const message of messages) {
    const given = "id" in message && typeof message.id === "string" ? message.id : "";
    // One id stands for one message.
    const id = given === "" || entries.has(given) ? randomId("msg") : given;
    const entry: ChatEntry = isEntry(message)
      ? { ...foreignEntry(message), id, parentId }
      : seededEntry(message, id, parentId);
    entries.set(id, entry);
    parentId = id;
  }
  putThread(store, [...entries.values()], entries.get(parentId ?? ""));
}

const isEntry = (message: ChatEntry | ChatInput): message is ChatEntry =>
  "status" in message && "id" in message;

/** Of a chat that came with an answer on its way and without who brings it: only what is awaited here is on its way. */
export function settleOpenEntries(store: ChatStore, isAwaited: (id: string) => boolean): void {
  const { status, waiting } = store.root;
  const open = entriesOf(store).filter(isOpen);
  const entries = open.filter(({ id }) => !isAwaited(id));
  const isBusy = status === "submitted" || status === "streaming" || waiting !== null;
  const isLeft = isBusy && entries.length === open.length;
  if (!isLeft && entries.length === 0) return;
  store.write({ root: isLeft ? { status: "ready", waiting: null } : {}, entries: entries.map(foreignEntry) });
}

/**
 * Brings back what was saved: every branch, and the path through the last message to the end of its branch. It takes the place of what the chat was
 * seeded with; a question that followed the last seed follows the last saved message now.
 */
export function restoreMessages(store: ChatStore, saved: readonly ChatEntry[]): void {
  const isSeed = ({ createdAt }: ChatEntry) => createdAt === null;
  const lastSeed = store.thread.messages.findLast(isSeed)?.id ?? null;
  const lastSaved = saved.at(-1);
  const entries = new Map(saved.map((entry) => [entry.id, entry]));
  const added = entriesOf(store).filter((entry) => !isSeed(entry) && !entries.has(entry.id));
  for (const entry of added) {
    const isNext = entry.role === "user" && entry.parentId === lastSeed;
    entries.set(entry.id, isNext ? { ...entry, parentId: lastSaved?.id ?? null } : entry);
  }
  // Of an answer on its way, the page knows more.
  for (const entry of entriesOf(store))
    if (isOpen(entry) && entries.has(entry.id)) entries.set(entry.id, entry);
  const find = (id: string) => entries.get(id) ?? store.find(id);
  // A seed that was answered anew stays.
  for (const entry of added.flatMap(({ id }) => ancestry(find, id))) entries.set(entry.id, entry);
  const age = ({ createdAt }: ChatEntry) => createdAt ?? 0;
  const inOrder = [...entries.values()].toSorted((one, other) => age(one) - age(other));
  const shown = added.find(({ id }) => id === store.root.messageIds.at(-1));
  putThread(store, inOrder, shown ?? lastSaved);
}

/** Every message of every branch. */
export const entriesOf = (store: ChatStore): ChatEntry[] =>
  Object.values(store.root.children).flatMap((branch) => branch.flatMap((id) => store.find(id) ?? []));

/** The chat consists of these entries now, and shows the path through this one. */
function putThread(store: ChatStore, entries: readonly ChatEntry[], shown: ChatEntry | undefined): void {
  const kept = new Set(entries.map(({ id }) => id));
  const gone = entriesOf(store).filter(({ id }) => !kept.has(id));
  store.write({ entries });
  show(store, shown?.id ?? "", addChildren({}, entries), {});
  for (const { id } of gone) store.remove(id);
}

function show(
  store: ChatStore,
  id: string,
  children: ChatRoot["children"],
  chosen: ChatRoot["chosen"],
): void {
  const messageIds = pathThrough(store.find, children, chosen, id);
  store.write({ root: { children, messageIds, chosen: rememberPath(chosen, messageIds) } });
}
