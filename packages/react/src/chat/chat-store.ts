import { hashKey, notifyManager, type QueryClient, type QueryKey, skipToken } from "@tanstack/react-query";
import type { ParetaError, Usage } from "pareta";
import { memo } from "../memory/memo.ts";
import { onQueryChange } from "../queries/query-changes.ts";
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

/** What changed: the root, or the message of this id. */
export type ChatChange = (part: "root" | { readonly messageId: string }) => void;

const rootPart = "root";
const messagePart = "message";

/**
 * A chat in React Query's cache: one entry for its root and one for each message, so that a token touches one small
 * entry however long the thread is. It holds no state itself: every store of the same chat sees the same.
 */
export class ChatStore {
  readonly #scope: ParetaScope;
  readonly #queryClient: QueryClient;
  readonly #key: readonly [string, string, string, string];
  readonly #rootHash: string;
  /** By message id. Hashing a key costs more than finding it, and a thread is read at every publish. */
  readonly #hashes = new Map<string, string>();
  #thread: ChatThread = { root: emptyRoot, messages: [] };

  constructor(scope: ParetaScope, chatId: string) {
    this.#scope = scope;
    this.#queryClient = scope.queryClient;
    this.#key = ["pareta", scope.name, "chat", chatId];
    this.#rootHash = hashKey([...this.#key, rootPart]);
  }

  /** The chat's root; `undefined` when the cache holds no such chat. */
  get existingRoot(): ChatRoot | undefined {
    return this.#queryClient.getQueryCache().get<ChatRoot>(this.#rootHash)?.state.data;
  }

  get root(): ChatRoot {
    return this.existingRoot ?? emptyRoot;
  }

  readonly find = (id: string): ChatEntry | undefined =>
    this.#queryClient.getQueryCache().get<ChatEntry>(this.#hashOf(id))?.state.data;

  #hashOf(messageId: string): string {
    return memo(this.#hashes, messageId, () => hashKey([...this.#key, messagePart, messageId]));
  }

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
    this.#protect();
    const cache = this.#queryClient.getQueryCache();
    const entries = make();
    const ids = entries.map((entry) => entry.id);
    const build = (queryKey: QueryKey, initialData: ChatRoot | ChatEntry) =>
      cache.build(this.#queryClient, { queryKey, initialData });
    for (const entry of entries) build([...this.#key, messagePart, entry.id], entry);
    build([...this.#key, rootPart], { ...emptyRoot, children: addChildren({}, entries), messageIds: ids });
  }

  /**
   * Writes in one batch, so that readers never see a status without its text. Does nothing to a chat that was removed,
   * or whose scope has another client by now: neither is brought back.
   */
  write(change: { root?: Partial<ChatRoot>; entries?: readonly ChatEntry[] }): void {
    if (!this.existingRoot || this.#scope.closed.aborted) return;
    notifyManager.batch(() => {
      for (const entry of change.entries ?? []) {
        this.#queryClient.setQueryData([...this.#key, messagePart, entry.id], entry);
      }
      if (change.root) {
        this.#queryClient.setQueryData([...this.#key, rootPart], { ...this.root, ...change.root });
      }
    });
  }

  /**
   * Makes this chat's entries ours: those that hydration brought have the host's options, and would be collected under
   * a living chat.
   */
  adopt(): void {
    this.#protect();
    const cache = this.#queryClient.getQueryCache();
    for (const query of cache.findAll({ queryKey: this.#key })) {
      if (query.gcTime === Infinity) continue;
      cache.remove(query);
      cache.build(this.#queryClient, { queryKey: query.queryKey, initialData: query.state.data });
    }
  }

  removeEntries(ids: readonly string[]): void {
    for (const id of ids) {
      this.#queryClient.removeQueries({ queryKey: [...this.#key, messagePart, id], exact: true });
    }
  }

  remove(): void {
    if (this.#scope.closed.aborted) return;
    this.#queryClient.removeQueries({ queryKey: this.#key });
  }

  subscribe(listener: ChatChange): () => void {
    const depth = this.#key.length;
    return this.#queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== "updated" && event.type !== "removed") return;
      const key: readonly unknown[] = event.query.queryKey;
      if (this.#key.some((part, index) => key[index] !== part)) return;
      const id = key[depth + 1];
      if (key[depth] === rootPart) listener("root");
      else if (typeof id === "string") listener({ messageId: id });
    });
  }

  /** As `subscribe`, for the root alone. */
  subscribeToRoot(onChange: () => void): () => void {
    return onQueryChange(this.#queryClient.getQueryCache(), this.#rootHash, onChange);
  }

  /** As `subscribe`, for one message: what the other messages do costs nothing here. */
  subscribeToMessage(messageId: string, onChange: () => void): () => void {
    return onQueryChange(this.#queryClient.getQueryCache(), this.#hashOf(messageId), onChange);
  }

  /** Calls back when the chat is taken out of the cache. Returns how to stop listening. */
  onRemoved(listener: () => void): () => void {
    return this.#queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (type === "removed" && query.queryHash === this.#rootHash) listener();
    });
  }

  /** No refetching, no copying, no collecting under a living chat: a session decides when its chat goes. */
  #protect(): void {
    const prefix = this.#key.slice(0, 3);
    if (this.#queryClient.getQueryDefaults(prefix).queryFn === skipToken) return;
    this.#queryClient.setQueryDefaults(prefix, {
      queryFn: skipToken,
      structuralSharing: false,
      staleTime: "static",
      gcTime: Infinity,
      queryKeyHashFn: hashKey,
    });
  }
}
