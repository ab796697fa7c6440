"use client";

import type { ChatInput, ContentBlock, ParetaError, Usage } from "pareta";
import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { randomId } from "../acts/random-id.ts";
import { useLatest } from "../page/use-latest.ts";
import { usePareta } from "../provider/pareta-context.ts";
import type { ActOptions, ChatParams, SendOptions } from "./answer-request.ts";
import { type ChatDraft, chatDraft, currentChat, draftFor, mountDraft, registerDraft } from "./chat-draft.ts";
import { type ChatEntry, type ChatStatus, type ChatWaiting, seededEntries } from "./chat-entry.ts";
import type { ChatStorage } from "./chat-storage.ts";
import type { MessagesUpdate } from "./chat-session.ts";
import { openChat } from "./chat-sessions.ts";
import { type ChatRoot, chatStore, type ChatThread } from "./chat-store.ts";
import { useDefaultLane } from "./use-default-lane.ts";

/** What a chat is told by its host, also by a component around it. */
export interface ChatOptions {
  /** Hooks with the same id show the same chat. Default: a chat of this component's own. */
  chatId?: string | undefined;
  /** Endpoint id, an id of `useModels()`, or a per-task alias. */
  model: string;
  /** Sent first, and not shown. Leave it out to let the server use the endpoint's recommended prompt. */
  system?: string | undefined;
  /** Fill a new chat; ignored by one that exists. */
  initialMessages?: readonly ChatInput[] | undefined;
  /** OpenAI fields in snake_case, sent as they are. `include_usage` is asked for unless `stream_options` is here. */
  params?: ChatParams | undefined;
  /** A message sent while an answer is on its way is refused, or waits for it. Default `"reject"`. */
  whenBusy?: "reject" | "queue" | undefined;
  /** What becomes of a running answer when the last hook unmounts, or is hidden by `Activity`. Default `"keep"` with a `chatId`, else `"stop"`. */
  onUnmount?: "stop" | "keep" | undefined;
  /** Wait for an endpoint that is asleep, up to 900 seconds, then send once. Default true. */
  waitForLive?: boolean | undefined;
  /**
   * Keeps the chat over a reload: its settled messages, never a running answer, a key or an error. Needs a `chatId`; read
   * when the chat is opened, and then it comes before `initialMessages`. Default: nowhere.
   */
  storage?: ChatStorage | undefined;
  /** An answer has ended, or was stopped. */
  onFinish?: ((entry: ChatEntry) => void) | undefined;
  /** An answer failed or broke off. */
  onError?: ((error: ParetaError, entry: ChatEntry) => void) | undefined;
}

export interface UseChatStreamOptions extends ChatOptions {
  /** With `"ids"` the component renders when messages come and go, not as they grow. Default `"messages"`. */
  subscribe?: "messages" | "ids" | undefined;
}

export interface ChatActs {
  /** Rejects only for what cannot be sent, and while busy; the outcome is on the answer's entry. */
  sendMessage: (content: string | readonly ContentBlock[], options?: SendOptions) => Promise<void>;
  /** Another answer to the same message, as a branch; default the last one. Charged anew. */
  regenerate: (messageId?: string) => Promise<void>;
  /** A user's message in other words, as a branch, and its answer. */
  editMessage: (messageId: string, content: string | readonly ContentBlock[]) => Promise<void>;
  /**
   * An answer that failed, broke off or was stopped, again in its place; default the last one. Of one that waits out a rate
   * limit, its next attempt now. Never charged twice while this page lives: keys are kept in memory only.
   */
  retry: (messageId?: string) => Promise<void>;
  /** Shows the branch that this message stands on. Sends nothing. */
  selectBranch: (messageId: string) => void;
  /** Keeps what has arrived. Without a running answer it does nothing. */
  stop: () => void;
  /** Replaces the chat, also what is stored of it, by these messages in this order. Plain `{ role, content }` messages too. Throws while an answer is on its way. */
  setMessages: (update: MessagesUpdate) => void;
  /** Takes `error` away; the message that failed stays. */
  clearError: () => void;
}

export interface ChatStructure extends ChatActs {
  /**
   * The one that was given, else a random one of this component's own; while that renders for the first time, on a server
   * too, another one stands in its place.
   */
  chatId: string;
  /** Ids of the selected path, for `useChatMessage`. */
  messageIds: readonly string[];
  /** Of the chat as a whole; each message has its own. */
  status: ChatStatus;
  /** Why nothing arrives yet: asleep, rate-limited or queued. */
  waiting: ChatWaiting | null;
  /** Of the last answer, until the next act or `clearError`. */
  error: ParetaError | null;
  /** Tokens of all answers of this chat that reported them. */
  usage: Usage | null;
}

export interface UseChatStreamResult extends ChatStructure {
  /** The selected path. */
  messages: readonly ChatEntry[];
}

/**
 * A streaming chat (contract 3.2). Metered: only the functions it returns send anything, rendering, effects and
 * refetching never do. The chat lives outside of the component, in the QueryClient.
 *
 * @example
 * ```tsx
 * import { messageText, useChatStream } from "@pareta/react";
 *
 * export function Chat() {
 *   const { messages, status, error, sendMessage, stop, retry } = useChatStream({ model: "ep_general_chat_01" });
 *   const send = (form: FormData) => {
 *     const text = String(form.get("text")).trim();
 *     if (text !== "") void sendMessage(text);
 *   };
 *   return (
 *     <form action={send}>
 *       {messages.map(({ id, content, status }) => (
 *         <p key={id} data-state={status}>
 *           {messageText(content)}
 *         </p>
 *       ))}
 *       {error && <p>{error.message}</p>}
 *       {error && <button formAction={() => retry()}>Retry</button>}
 *       <input name="text" defaultValue="Hello" aria-label="Message" />
 *       {status === "streaming" ? <button formAction={stop}>Stop</button> : <button>Send</button>}
 *     </form>
 *   );
 * }
 * ```
 */
export function useChatStream(options: UseChatStreamOptions & { subscribe: "ids" }): ChatStructure;
export function useChatStream(
  options: UseChatStreamOptions & { subscribe?: "messages" | undefined },
): UseChatStreamResult;
export function useChatStream(options: UseChatStreamOptions): ChatStructure | UseChatStreamResult {
  const pareta = usePareta();
  const { scope, maxConcurrentStreams } = pareta;
  const { chatId: givenId, initialMessages, storage, subscribe = "messages" } = options;
  const onUnmount = options.onUnmount ?? (givenId === undefined ? "stop" : "keep");
  const latest = useLatest({ options, maxConcurrentStreams });

  // A chat of the component's own has a random id, which rendering may not make: it is made by the first effect or act.
  const placeholder = useId();
  const madeId = useRef<string>(null);
  const [ownId, setOwnId] = useState<string | null>(null);
  const chatId = givenId ?? ownId ?? placeholder;
  const isAnonymous = chatId === placeholder;
  const [drafts] = useState(() => new Map<string, ChatDraft>());
  const draft = draftFor(drafts, givenId ?? placeholder, () =>
    chatDraft(
      seededEntries(givenId ?? placeholder, initialMessages ?? []),
      givenId === undefined ? placeholder : null,
    ),
  );
  const store = isAnonymous ? null : chatStore(scope, chatId);
  if (!store?.existingRoot) registerDraft(pareta, chatId, draft);
  const source = useMemo(
    () => ({
      read: (): ChatRoot | ChatThread => {
        const chat = currentChat({ store, draft });
        return subscribe === "ids" ? chat.root : chat.thread;
      },
      subscribe: (onChange: () => void) =>
        store?.subscribe(subscribe === "ids" ? undefined : null, onChange) ?? (() => {}),
    }),
    [store, draft, subscribe],
  );
  const shown = useDefaultLane(source);

  const openSession = useCallback(() => {
    const session = openChat(scope, givenId ?? (madeId.current ??= randomId("chat")));
    // Like `initialData`: only a chat that does not exist yet takes them.
    session.store.seed(() => draft.thread.messages);
    return session;
  }, [scope, givenId, draft]);

  useEffect(() => mountDraft(pareta, chatId, draft), [pareta, chatId, draft]);

  useEffect(() => {
    const session = openSession();
    // oxlint-disable-next-line react/set-state-in-effect -- a random id made while rendering differs between server and client
    if (givenId === undefined) setOwnId(madeId.current);
    return session.attach(
      {
        onUnmount,
        onSettled: (entry) => {
          const { onFinish, onError } = latest.current.options;
          if (entry.error) onError?.(entry.error, entry);
          else onFinish?.(entry);
        },
      },
      storage,
    );
  }, [openSession, givenId, onUnmount, storage, latest]);

  const acts = useMemo<ChatActs>(() => {
    const actOptions = (): ActOptions => {
      const { options, maxConcurrentStreams } = latest.current;
      const { model, system, params = {}, whenBusy = "reject", waitForLive = true } = options;
      return { model, system, params, whenBusy, waitForLive, maxConcurrentStreams };
    };
    return {
      sendMessage: (content, own) => openSession().send(content, actOptions(), own),
      regenerate: (messageId) => openSession().regenerate(messageId, actOptions()),
      editMessage: (messageId, content) => openSession().edit(messageId, content, actOptions()),
      retry: (messageId) => openSession().retry(messageId, actOptions()),
      selectBranch: (messageId) => openSession().selectBranch(messageId),
      stop: () => openSession().stop(),
      setMessages: (update) => openSession().setMessages(update),
      clearError: () => openSession().clearError(),
    };
  }, [openSession, latest]);

  const { children: _children, chosen: _chosen, ...visible } = shown;
  return { chatId, ...visible, ...acts };
}
