import {
  hashKey,
  notifyManager,
  type Query,
  type QueryCache,
  type QueryCacheNotifyEvent,
  type QueryClient,
  type QueryKey,
  skipToken,
} from "@tanstack/react-query";
import type { ParetaError, Usage } from "pareta";
import { memo, memoOf } from "../memory/memo.ts";
import type { ParetaScope } from "../provider/pareta-scope.ts";
import type { ChatEntry, ChatStatus, ChatWaiting } from "./chat-entry.ts";
import { addChildren, type Children } from "./chat-tree.ts";

/** A chat's structure: changes when messages come and go or the status does, never with a token. */
export interface ChatRoot {
  /** Every message of every branch, by the one it follows. */
  readonly children: Children;
  /** The selected path. */
  readonly messageIds: readonly string[];
  /** By parent id, the branch taken last. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly status: ChatStatus;
  readonly waiting: ChatWaiting | null;
  readonly error: ParetaError | null;
  /** Tokens of all answers of this chat that reported them, every branch included; `null` before the first. */
  readonly usage: Usage | null;
}

/** The root with the messages of the selected path; the same object until one of them changes. */
export interface ChatThread {
  readonly root: ChatRoot;
  readonly messages: readonly ChatEntry[];
}

export const emptyRoot: ChatRoot = {
  children: {},
  messageIds: [],
  chosen: {},
  status: "ready",
  waiting: null,
  error: null,
  usage: null,
};

/** A message's id; `undefined` for the root. */
type Part = string | undefined;

/**
 * A chat in React Query's cache: one entry for its root and one for each message, so that a token touches one small
 * entry however long the thread is. It holds no state itself: every store of the same chat sees the same.
 */
export class ChatStore {
  readonly #scope: ParetaScope;
  readonly #queryClient: QueryClient;
  readonly #key: readonly [string, string, string, string];
  /** Hashing a key costs more than finding it, and a thread is read at every publish. */
  readonly #hashes = new Map<Part, string>();
  /** Under `null` those who hear of every part. */
  readonly #listeners = new Map<Part | null, Set<() => void>>();
  #stopListening = () => {};
  #thread: ChatThread = { root: emptyRoot, messages: [] };

  constructor(scope: ParetaScope, chatId: string) {
    this.#scope = scope;
    this.#queryClient = scope.queryClient;
    this.#key = ["pareta", scope.name, "chat", chatId];
  }

  /** The chat's root; `undefined` when the cache holds no such chat. */
  get existingRoot(): ChatRoot | undefined {
    return this.#read(undefined);
  }

  get root(): ChatRoot {
    return this.existingRoot ?? emptyRoot;
  }

  readonly find = (id: string): ChatEntry | undefined => this.#read(id);

  get thread(): ChatThread {
    const { root } = this;
    const messages = root.messageIds.flatMap((id) => this.find(id) ?? []);
    const known = this.#thread;
    const isSame =
      known.root === root &&
      known.messages.length === messages.length &&
      messages.every((entry, index) => entry === known.messages[index]);
    if (!isSame) this.#thread = { root, messages };
    return this.#thread;
  }

  /** Fills a chat that does not exist yet; otherwise does nothing. Like `initialData`, safe while rendering. */
  seed(make: () => readonly ChatEntry[]): void {
    if (this.existingRoot) return;
    const entries = make();
    for (const entry of entries) this.#query(entry.id, entry);
    const messageIds = entries.map(({ id }) => id);
    this.#query(undefined, { ...emptyRoot, children: addChildren({}, entries), messageIds });
  }

  /**
   * Writes in one batch, so that readers never see a status without its text. Does nothing to a chat that was removed,
   * or whose scope has another client by now: neither is brought back.
   */
  write({ root, entries = [] }: { root?: Partial<ChatRoot>; entries?: readonly ChatEntry[] }): void {
    if (!this.existingRoot || this.#scope.closed.aborted) return;
    notifyManager.batch(() => {
      for (const entry of entries) this.#query(entry.id).setData(entry, { manual: true });
      if (root) this.#query(undefined).setData({ ...this.root, ...root }, { manual: true });
    });
  }

  /**
   * Makes this chat's entries ours: those that hydration brought have the host's options, and would be collected under
   * a living chat.
   */
  adopt(): void {
    for (const query of this.#cache.findAll({ queryKey: this.#key })) {
      if (query.gcTime === Infinity) continue;
      this.#cache.remove(query);
      this.#query(partOf(query.queryKey), query.state.data);
    }
  }

  removeEntries(ids: readonly string[]): void {
    for (const id of ids) this.#queryClient.removeQueries({ queryKey: this.#keyOf(id), exact: true });
  }

  remove(): void {
    if (!this.#scope.closed.aborted) this.#queryClient.removeQueries({ queryKey: this.#key });
  }

  /**
   * Calls back when the message of this id, with `undefined` the root, or with `null` any part has changed or is gone.
   * However many listen, a change finds those of its part at once.
   */
  subscribe(part: Part | null, listener: () => void): () => void {
    if (this.#listeners.size === 0) this.#stopListening = this.#cache.subscribe((event) => this.#tell(event));
    const listeners = memo(this.#listeners, part, () => new Set<() => void>());
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(part);
      if (this.#listeners.size === 0) this.#stopListening();
    };
  }

  #tell({ type, query }: QueryCacheNotifyEvent): void {
    if (type !== "updated" && type !== "removed") return;
    const key: readonly unknown[] = query.queryKey;
    if (this.#key.some((part, index) => key[index] !== part)) return;
    for (const part of [partOf(key), null]) {
      for (const listener of this.#listeners.get(part) ?? []) listener();
    }
  }

  get #cache(): QueryCache {
    return this.#queryClient.getQueryCache();
  }

  #keyOf(part: Part): QueryKey {
    return part === undefined ? this.#key : [...this.#key, part];
  }

  #hashOf(part: Part): string {
    let hash = this.#hashes.get(part);
    if (hash === undefined) {
      hash = hashKey(this.#keyOf(part));
      this.#hashes.set(part, hash);
    }
    return hash;
  }

  #read(part: string): ChatEntry | undefined;
  #read(part: undefined): ChatRoot | undefined;
  #read(part: Part): unknown {
    return this.#cache.get(this.#hashOf(part))?.state.data;
  }

  /**
   * The part's entry in the cache, made if there is none. Whatever the host's defaults are: no refetching, no copying,
   * no collecting under a living chat, whose session decides when it goes.
   */
  #query(part: Part, initialData?: unknown): Query {
    return this.#cache.build(this.#queryClient, {
      queryKey: this.#keyOf(part),
      queryHash: this.#hashOf(part),
      queryKeyHashFn: hashKey,
      queryFn: skipToken,
      structuralSharing: false,
      gcTime: Infinity,
      initialData,
    });
  }
}

function partOf(queryKey: QueryKey): Part {
  const part = queryKey[4];
  return typeof part === "string" ? part : undefined;
}

const stores = new WeakMap<ParetaScope, Map<string, ChatStore>>();

/** The chat's store, one for all that look at it. Safe while rendering. */
export function chatStore(scope: ParetaScope, chatId: string): ChatStore {
  return memoOf(stores, scope, chatId, () => new ChatStore(scope, chatId));
}

/** Lets go of a chat that nobody looks at any more. */
export function closeStore(scope: ParetaScope, chatId: string): void {
  stores.get(scope)?.delete(chatId);
}
