import { until } from "../acts/sleep.ts";
import type { ChatEntry } from "./chat-entry.ts";
import type { ChatStore } from "./chat-store.ts";
import { restoreMessages } from "./thread-edits.ts";

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

/** One chat and where it is kept: what was stored comes first, and only then is anything saved in its place. */
export class KeptChat {
  readonly #store: ChatStore;
  readonly #storage: ChatStorage;
  readonly #chatId: string;
  #isLoaded = false;
  #isSaveDue = false;
  /** One after the other, so that the newest is what stays. */
  #work: Promise<void>;
  readonly stop: () => void;

  constructor(store: ChatStore, storage: ChatStorage, chatId: string, hasActed: () => boolean) {
    this.#store = store;
    this.#storage = storage;
    this.#chatId = chatId;
    this.#work = this.#load().catch(() => {});
    this.stop = store.subscribe(undefined, () => {
      if (!hasActed() || this.#isSaveDue) return;
      this.#isSaveDue = true;
      void this.#enqueue(() => this.#save());
    });
  }

  /**
   * Resolves when what was stored is shown, cannot be read, or takes too long; and when the signal fires. `undefined`
   * when there is nothing to wait for.
   */
  loaded(signal: AbortSignal): Promise<void> | undefined {
    if (this.#isLoaded) return undefined;
    const load = this.#enqueue(() => this.#load());
    const inTime = (resolve: () => void) => {
      const timer = setTimeout(resolve, longestLoad);
      void load.finally(() => clearTimeout(timer)).then(resolve);
      return () => clearTimeout(timer);
    };
    return until(inTime, signal, "not-sent").catch(() => {});
  }

  /** The chat is something else now: what was stored is not shown any more. */
  replace(): void {
    this.#isLoaded = true;
  }

  /** The chat was taken out of the cache, which is no reason to forget it: the next turn brings it back. */
  lose(): void {
    this.#isLoaded = false;
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(step).catch(() => {});
    return this.#work;
  }

  async #load(): Promise<void> {
    if (this.#isLoaded) return;
    const entries = await this.#storage.load(this.#chatId);
    if (this.#isLoaded || !this.#store.existingRoot) return;
    this.#isLoaded = true;
    if (entries?.length) restoreMessages(this.#store, entries);
  }

  async #save(): Promise<void> {
    this.#isSaveDue = false;
    await this.#load();
    if (!this.#store.existingRoot) return;
    const entries = settledEntries(this.#store);
    await (entries.length > 0
      ? this.#storage.save(this.#chatId, entries)
      : this.#storage.remove(this.#chatId));
  }
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
