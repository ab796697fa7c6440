import { until } from "../acts/sleep.ts";
import type { ChatEntry } from "./chat-entry.ts";
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
  /** The chat was emptied. */
  remove(chatId: string): Promise<void>;
}

/** Milliseconds after which a turn goes out without what was stored. */
const longestLoad = 10_000;

/** One chat and where it is kept. */
export interface KeptChat {
  /** Resolves when what was stored is shown, cannot be read, or takes too long; and when the signal fires. */
  loaded(signal: AbortSignal): Promise<void>;
  /** The chat is something else now: what was stored is not shown any more. */
  replace(): void;
  /** The chat was taken out of the cache, which is no reason to forget it: the next turn brings it back. */
  lose(): void;
  stop(): void;
}

/** What was stored comes first, and only then is anything saved in its place. */
export function keepChat(store: ChatStore, storage: ChatStorage, chatId: string): KeptChat {
  let isLoaded = false;
  let isSaveDue = false;
  let isRestoring = false;

  async function load(): Promise<void> {
    if (isLoaded) return;
    const entries = await storage.load(chatId);
    if (isLoaded || !store.existingRoot) return;
    isLoaded = true;
    isRestoring = true;
    try {
      if (entries?.length) restoreMessages(store, entries);
    } finally {
      isRestoring = false;
    }
  }

  async function save(): Promise<void> {
    isSaveDue = false;
    await load();
    if (!store.existingRoot) return;
    const entries = settledEntries(store);
    await (entries.length > 0 ? storage.save(chatId, entries) : storage.remove(chatId));
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
    replace() {
      isLoaded = true;
    },
    lose() {
      isLoaded = false;
    },
    stop: store.subscribe(undefined, () => {
      if (isRestoring || isSaveDue || !store.existingRoot) return;
      isSaveDue = true;
      void enqueue(save);
    }),
  };
}

/** Every message of a turn that changes no more, those of the selected path last. */
function settledEntries(store: ChatStore): ChatEntry[] {
  const { children, messageIds } = store.root;
  const isOpen = (id: string) => ["pending", "streaming"].includes(store.find(id)?.status ?? "");
  const isAsked = (id: string) => {
    const answers = childrenOf(children, id);
    return answers.length > 0 && answers.every(isOpen);
  };
  const others = entriesOf(store).filter(({ id }) => !messageIds.includes(id));
  return [...others, ...store.thread.messages]
    .filter(({ id }) => !isOpen(id) && !isAsked(id))
    .map((entry) => ({ ...entry, error: null }));
}
