"use client";

import { memo, perOwner } from "../memory/memo.ts";
import { usePareta } from "../provider/pareta-context.ts";
import type { ChatEntry } from "./chat-entry.ts";
import { type ChatRoot, type ChatStore, chatStore, type ChatThread, threadOf } from "./chat-store.ts";

/**
 * A chat that is rendered before it exists: what it will be seeded with. Rendering writes nothing to the cache, for a
 * render may never be shown; an effect or the first thing a user does makes the chat.
 */
export interface ChatDraft extends Pick<ChatStore, "find"> {
  readonly root: ChatRoot;
  readonly thread: ChatThread;
  /** Stands for the id of an anonymous chat until an effect has made one: no store has it. */
  readonly placeholder: string | null;
  /** Set while its component is mounted. */
  isMounted: boolean;
}

export function chatDraft(entries: readonly ChatEntry[], placeholder: string | null): ChatDraft {
  const { root, messages } = threadOf(entries);
  const byId = new Map(messages.map((entry) => [entry.id, entry]));
  return {
    root,
    thread: { ...root, messages },
    placeholder,
    isMounted: false,
    find: (id) => byId.get(id),
  };
}

/** By the provider's context: within it an id of `useId` is unique, and two providers of a page share no draft. */
const draftsOf = perOwner<ChatDraft>();

/** Drafts of renders that were never shown; the rest go with their component. */
const maxDrafts = 100;

/** Lets the rows below find the draft by its chat's id; that of a mounted component stays. */
export function registerDraft(owner: object, chatId: string, draft: ChatDraft): void {
  const drafts = draftsOf(owner);
  if (drafts.get(chatId)?.isMounted) return;
  drafts.delete(chatId);
  drafts.set(chatId, draft);
  const [oldest] = drafts.keys();
  if (drafts.size > maxDrafts && oldest !== undefined) drafts.delete(oldest);
}

/** To be called by the effect of the draft's component. Returns how it leaves. */
export function mountDraft(owner: object, chatId: string, draft: ChatDraft): () => void {
  draft.isMounted = true;
  registerDraft(owner, chatId, draft);
  return () => {
    draft.isMounted = false;
    if (draftsOf(owner).get(chatId) === draft) draftsOf(owner).delete(chatId);
  };
}

/** The draft of this component for a chat, made once. */
export function draftFor(drafts: Map<string, ChatDraft>, chatId: string, make: () => ChatDraft): ChatDraft {
  return memo(drafts, chatId, make);
}

/** Where a chat is read and heard of: its store, or for as long as it does not exist its draft. */
export interface ChatSource {
  readonly store: ChatStore | null;
  readonly draft: ChatDraft | undefined;
}

/** A chat by its id, for what shows a part of it. */
export function useChatSource(chatId: string): ChatSource {
  const pareta = usePareta();
  const draft = draftsOf(pareta).get(chatId);
  return { store: draft?.placeholder === chatId ? null : chatStore(pareta.scope, chatId), draft };
}

/** What there is of the chat now. */
export function currentChat({ store, draft }: ChatSource): Pick<ChatStore, "root" | "thread" | "find"> {
  return (store?.existingRoot ? store : (draft ?? store)) ?? noChat;
}

const noChat = chatDraft([], null);
