import type { ChatEntry } from "./chat-entry.ts";
import type { ChatStore } from "./chat-store.ts";
import { restoreMessages } from "./thread-edits.ts";

/**
 * Keeps chats over a reload. What it is given is plain data without errors, every branch included, the selected path
 * last; give back the same. What it throws or rejects with changes nothing on the page.
 */
export interface ChatStorage {
  /** `null` for a chat it does not know. */
  load(chatId: string): Promise<readonly ChatEntry[] | null>;
  /** Replaces what it has of this chat. */
  save(chatId: string, entries: readonly ChatEntry[]): Promise<void>;
  /** The chat was emptied. */
  remove(chatId: string): Promise<void>;
}

/** Loads the chat unless something happened in it meanwhile, and saves whatever settles. Returns how to stop. */
export function keepChat(
  store: ChatStore,
  storage: ChatStorage,
  chatId: string,
  hasActed: () => boolean,
): () => void {
  const load = async (): Promise<void> => {
    const entries = await storage.load(chatId);
    if (entries?.length && !hasActed()) restoreMessages(store, entries);
  };
  const save = async (): Promise<void> => {
    const entries = settledEntries(store);
    await (entries.length > 0 ? storage.save(chatId, entries) : storage.remove(chatId));
  };
  // One after the other, so that the newest is what stays.
  let work = load().catch(() => {});
  return store.subscribe((part) => {
    if (part === "root" && hasActed()) work = work.then(save).catch(() => {});
  });
}

/** Every message of a turn that changes no more, those of the selected path last. */
function settledEntries(store: ChatStore): ChatEntry[] {
  const { children, messageIds } = store.root;
  const isOpen = (id: string) => ["pending", "streaming"].includes(store.find(id)?.status ?? "");
  const isAsked = (id: string) => children[id]?.length && children[id].every(isOpen);
  const others = Object.values(children)
    .flat()
    .filter((id) => !messageIds.includes(id));
  return [...others, ...messageIds].flatMap((id) => {
    const entry = store.find(id);
    return entry && !isOpen(id) && !isAsked(id) ? { ...entry, error: null } : [];
  });
}
