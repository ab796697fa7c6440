import { hashKey, notifyManager, type Query, type QueryKey, skipToken } from "@tanstack/react-query";
import type { ParetaError, Usage } from "pareta";
import { memo, perOwner } from "../memory/memo.ts";
import { callSafely, type ParetaScope } from "../provider/pareta-scope.ts";
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
export interface ChatThread extends ChatRoot {
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

/** What React Query keeps beside the data of an entry that was written once and is never fetched. */
const settledState = {
  status: "success",
  fetchStatus: "idle",
  dataUpdateCount: 1,
  error: null,
  errorUpdateCount: 0,
  errorUpdatedAt: 0,
  fetchFailureCount: 0,
  fetchFailureReason: null,
  fetchMeta: null,
  isInvalidated: false,
} as const;

/** A message's id; `undefined` for the root. */
type Part = string | undefined;

/**
 * A chat in React Query's cache: one entry for its root and one for each message, so that a token touches one small
 * entry however long the thread is. It holds nothing of the chat itself: every store of the same chat sees the same.
 */
export interface ChatStore {
  /** The chat's root; `undefined` when the cache holds no such chat. */
  readonly existingRoot: ChatRoot | undefined;
  readonly root: ChatRoot;
  readonly thread: ChatThread;
  find(this: void, id: string): ChatEntry | undefined;
  /** Fills a chat that does not exist yet; otherwise does nothing. Not for rendering: it writes. */
  seed(make: () => readonly ChatEntry[]): void;
  /**
   * Writes in one batch, so that readers never see a status without its text. Does nothing to a chat that was removed,
   * or whose scope has another client by now: neither is brought back. Never throws: what a listener throws is its own.
   */
  write(change: { root?: Partial<ChatRoot>; entries?: readonly ChatEntry[] }): void;
  /**
   * Makes this chat's entries ours: those that hydration brought have the host's options, and would be collected under
   * a living chat.
   */
  adopt(): void;
  /** Takes a message out of the cache; without an id the whole chat. */
  remove(id?: string): void;
  /**
   * Calls back when the message of this id, with `undefined` the root, or with `null` any part has changed or is gone.
   * However many listen, a change finds those of its part at once.
   */
  subscribe(part: Part | null, listener: () => void): () => void;
}

export function createChatStore({ queryClient, name, closed }: ParetaScope, chatId: string): ChatStore {
  const cache = queryClient.getQueryCache();
  const chatKey = ["pareta", name, "chat", chatId];
  /** How the hash of each of its parts begins. */
  const chatHash = hashKey(chatKey).slice(0, -1);
  /** Hashing a key costs more than finding it, and a thread is read at every publish. */
  const hashes = new Map<Part, string>();
  /** By the hash of a part; under `null` those who hear of every part. */
  const listeners = new Map<string | null, Set<() => void>>();
  let stopListening = () => {};
  let threadRoot = emptyRoot;
  let thread: ChatThread = { ...threadRoot, messages: [] };

  const keyOf = (part: Part): QueryKey => (part === undefined ? chatKey : [...chatKey, part]);
  const hashPart = (part: Part): string => hashKey(keyOf(part));
  const hashOf = (part: Part): string => memo(hashes, part, hashPart);

  /**
   * Makes an entry. Whatever the host's defaults are: no refetching, no copying, no collecting under a living chat, whose
   * session decides when it goes. Without initial data: `resetQueries` is to end a chat as `clear` does, and not to bring
   * back how it began.
   */
  const add = (queryKey: QueryKey, queryHash: string, state: Query["state"]): Query =>
    cache.build(
      queryClient,
      {
        queryKey,
        queryHash,
        queryKeyHashFn: hashKey,
        queryFn: skipToken,
        structuralSharing: false,
        gcTime: Infinity,
      },
      state,
    );

  function put(part: Part, data: ChatRoot | ChatEntry): void {
    const hash = hashOf(part);
    let isHeard = false;
    callSafely(() => {
      const query = cache.get(hash);
      if (query) query.setData(data, { manual: true });
      // With its data at once: one event for the cache's listeners.
      else add(keyOf(part), hash, { ...settledState, data, dataUpdatedAt: Date.now() });
      isHeard = true;
    });
    // A listener of the cache that throws keeps its event from those behind it, ours among them, and from nobody else.
    if (!isHeard) notify(hash);
  }

  function notify(hash: string): void {
    for (const part of [hash, null]) listeners.get(part)?.forEach((listener) => callSafely(listener));
  }

  function read(part: string): ChatEntry | undefined;
  function read(part: undefined): ChatRoot | undefined;
  function read(part: Part): unknown {
    return cache.get(hashOf(part))?.state.data;
  }

  return {
    get existingRoot() {
      return read(undefined);
    },
    get root() {
      return read(undefined) ?? emptyRoot;
    },
    get thread() {
      const { root } = this;
      const messages = root.messageIds.flatMap((id) => read(id) ?? []);
      const isSame =
        threadRoot === root &&
        thread.messages.length === messages.length &&
        messages.every((entry, index) => entry === thread.messages[index]);
      if (!isSame) thread = { ...root, messages };
      threadRoot = root;
      return thread;
    },
    find: (id) => read(id),
    seed(make) {
      if (this.existingRoot || closed.aborted) return;
      const { root, messages } = threadOf(make());
      notifyManager.batch(() => {
        for (const entry of messages) put(entry.id, entry);
        put(undefined, root);
      });
    },
    write({ root, entries = [] }) {
      const before = this.existingRoot;
      if (!before || closed.aborted) return;
      notifyManager.batch(() => {
        for (const entry of entries) put(entry.id, entry);
        if (root) put(undefined, { ...before, ...root });
      });
    },
    adopt() {
      for (const query of cache.findAll({ queryKey: chatKey })) {
        if (query.gcTime === Infinity && query.options.structuralSharing === false) continue;
        callSafely(() => cache.remove(query));
        callSafely(() => void add(query.queryKey, hashKey(query.queryKey), query.state));
      }
    },
    remove(id) {
      if (!closed.aborted) callSafely(() => queryClient.removeQueries({ queryKey: keyOf(id) }));
    },
    subscribe(part, listener) {
      if (listeners.size === 0) {
        stopListening = cache.subscribe(({ type, query: { queryHash, state } }) => {
          // What is added without data gets it in the next event.
          const isAdded = type === "added" && state.data !== undefined;
          const isChange = isAdded || type === "updated" || type === "removed";
          if (isChange && queryHash.startsWith(chatHash)) notify(queryHash);
        });
      }
      const hash = part === null ? null : hashOf(part);
      const ofPart = memo(listeners, hash, () => new Set<() => void>());
      ofPart.add(listener);
      return () => {
        ofPart.delete(listener);
        if (ofPart.size === 0) listeners.delete(hash);
        if (listeners.size === 0) stopListening();
      };
    },
  };
}

/** A chat of these messages, one after the other. */
export function threadOf(messages: readonly ChatEntry[]) {
  if (messages.length === 0) return { root: emptyRoot, messages };
  const messageIds = messages.map(({ id }) => id);
  return { root: { ...emptyRoot, children: addChildren({}, messages), messageIds }, messages };
}

const storesOf = perOwner<ChatStore>();

/** The chat's store, one for all that look at it. Safe while rendering. */
export function chatStore(scope: ParetaScope, chatId: string): ChatStore {
  return memo(storesOf(scope), chatId, () => createChatStore(scope, chatId));
}

/** Lets go of a chat that nobody looks at any more. */
export function closeStore(scope: ParetaScope, chatId: string): void {
  storesOf(scope).delete(chatId);
}
