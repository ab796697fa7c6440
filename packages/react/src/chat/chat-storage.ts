import { until } from "../acts/sleep.ts";
import { type ChatEntry, foreignEntry, isOpen } from "./chat-entry.ts";
import type { ChatStore } from "./chat-store.ts";
import { childrenOf } from "./chat-tree.ts";
import { entriesOf, restoreMessages } from "./thread-edits.ts";

/**
 * Keeps chats over a reload. What it is given is plain data without errors, every branch included, the selected path
 * last; give back the same. What it throws or rejects with changes nothing on the page.
 */
export interface ChatStorage {
  /**
   * `null` for a chat it does not know. A message sent meanwhile waits for it, 10 seconds at most, and follows what comes.
   * While it fails nothing is saved over what it holds; it is asked again with the next turn.
   */
  load(chatId: string): Promise<readonly ChatEntry[] | null>;
  /** Replaces what it has of this chat. */
  save(chatId: string, entries: readonly ChatEntry[]): Promise<void>;
  /** The user or the app emptied the chat, by `setMessages([])`. What React Query does to its cache is no reason. */
  remove(chatId: string): Promise<void>;
}

/** Milliseconds after which a turn goes out without what was stored. */
const longestLoad = 10_000;

/** One chat and where it is kept. */
export interface KeptChat {
  /** Resolves when what was stored is shown, cannot be read, or takes too long; and when the signal fires. */
  loaded(signal: AbortSignal): Promise<void>;
  /** The chat is something else now, or empty: what was stored is not shown any more. */
  replace(isEmptied: boolean): void;
  /** The chat was taken out of the cache, which is no reason to forget it: the next turn brings it back. */
  lose(): void;
  stop(): void;
}

/** What was stored comes first, and only then is anything saved in its place. */
export function keepChat(store: ChatStore, storage: ChatStorage, chatId: string): KeptChat {
  let isLoaded = false;
  let isSaveDue = false;
  let isRestoring = false;
  let isEmptied = false;
  /** As the storage has them, by id: an answer that is tried again stays there as it was until it has ended. */
  let stored = new Map<string, ChatEntry>();

  async function load(): Promise<void> {
    if (isLoaded) return;
    const entries = ((await storage.load(chatId)) ?? []).filter(isStored).map(foreignEntry);
    if (isLoaded || !store.existingRoot) return;
    isLoaded = true;
    isRestoring = true;
    stored = new Map(entries.map((entry) => [entry.id, entry]));
    try {
      if (entries.length > 0) restoreMessages(store, entries);
    } finally {
      isRestoring = false;
    }
  }

  async function save(): Promise<void> {
    isSaveDue = false;
    // Messages were taken out of the cache: what is left is not the chat, and the storage has the rest.
    const ids = Object.values(store.root.children).flat();
    if (ids.some((id) => !store.find(id))) isLoaded = false;
    await load();
    if (!store.existingRoot) return;
    const entries = settledEntries(store, stored);
    stored = new Map(entries.map((entry) => [entry.id, entry]));
    if (entries.length > 0) await storage.save(chatId, entries);
    else if (isEmptied) await storage.remove(chatId);
  }

  // One after the other, so that the newest is what stays.
  let work = load().catch(() => {});
  const enqueue = (step: () => Promise<void>) => (work = work.then(step).catch(() => {}));

  return {
    async loaded(signal) {
      if (isLoaded) return;
      const inTime = (resolve: () => void) => {
        const timer = setTimeout(resolve, longestLoad);
        const stop = () => clearTimeout(timer);
        void enqueue(load).then(stop).then(resolve);
        return stop;
      };
      await until(inTime, signal, "not-sent").catch(() => {});
    },
    replace(isEmpty) {
      isLoaded = true;
      isEmptied = isEmpty;
      stored = new Map();
    },
    lose() {
      isLoaded = false;
      isEmptied = false;
    },
    stop: store.subscribe(undefined, () => {
      if (isRestoring || isSaveDue || !store.existingRoot) return;
      isSaveDue = true;
      void enqueue(save);
    }),
  };
}

/** Whether a host's storage gave a message; it may give anything. */
const isStored = (entry: unknown): boolean => {
  const { id, role }: { id?: unknown; role?: unknown } = Object(entry);
  return typeof id === "string" && typeof role === "string";
};

/** Every message of a turn that changes no more, those of the selected path last; of an open one what was stored. */
function settledEntries(store: ChatStore, stored: ReadonlyMap<string, ChatEntry>): ChatEntry[] {
  const { children, messageIds } = store.root;
  const isUnsettled = (id: string) => isOpen(store.find(id)) && !stored.has(id);
  const isAsked = (id: string) => {
    const answers = childrenOf(children, id);
    return answers.length > 0 && answers.every(isUnsettled);
  };
  const others = entriesOf(store).filter(({ id }) => !messageIds.includes(id));
  return [...others, ...store.thread.messages]
    .filter(({ id }) => !isUnsettled(id) && !isAsked(id))
    .map((entry) => ({ ...((isOpen(entry) && stored.get(entry.id)) || entry), error: null }));
}
