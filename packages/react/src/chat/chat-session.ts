import type { ChatInput, ContentBlock } from "pareta";
import { invalidArgument } from "../acts/invalid-argument.ts";
import { callSafely, type ParetaScope, reportFailure } from "../provider/pareta-scope.ts";
import { type ActOptions, type SendOptions, withOwn } from "./answer-request.ts";
import type { ChatEntry } from "./chat-entry.ts";
import { type ChatHook, chatPresence, type PresentSession } from "./chat-presence.ts";
import { type ChatStore, chatStore } from "./chat-store.ts";
import { addUsage } from "./chat-usage.ts";
import { onPageHide } from "../page/page-visibility.ts";
import { type ChatStorage, keepChat, type KeptChat } from "./chat-storage.ts";
import { followAnswer, pageLeft } from "./live-answer.ts";
import { requireContent, requireJson, requireOptions, requireSendable } from "./preflight.ts";
import { wellFormed } from "./well-formed.ts";
import {
  addAnswer,
  addQuestion,
  endedAnswer,
  failedAnswerTo,
  isBroken,
  reopenAnswer,
  replaceMessages,
  requireEntry,
  selectBranch,
  settleOpenEntries,
} from "./thread-edits.ts";

type ActName = "send" | "regenerate" | "edit" | "retry";

interface Turn {
  readonly act: ActName;
  /** Equal acts are one act while it lasts. */
  readonly fingerprint: string;
  readonly entryId: string;
  readonly options: ActOptions;
  readonly controller: AbortController;
  readonly settled: Promise<void>;
  /** By Stop: its message was written then. */
  isStopped?: true;
}

/** An aborted turn is over for whoever looks on: it holds up nothing that is asked for after it. */
const isLive = (turn: Turn): boolean => !turn.controller.signal.aborted;

/**
 * One chat, without React: owns the stream, keeps what is shown in React Query's cache. Any number of hooks look at it;
 * only what a user does starts anything.
 */
export interface ChatSession extends PresentSession {
  readonly store: ChatStore;
  /** Shows the chat to a hook. Returns how it leaves again. The first storage that is brought along keeps the chat. */
  attach(hook: ChatHook, storage?: ChatStorage): () => void;
  /**
   * Rejects only for input that cannot be sent, or as busy; what became of the answer is in its entry. The same text
   * right after a failed answer is that answer tried again.
   */
  send(content: string | readonly ContentBlock[], options: ActOptions, own?: SendOptions): Promise<void>;
  /** Another answer to the same message, as a branch; by default to the last one. A new act, charged anew. */
  regenerate(messageId: string | undefined, options: ActOptions): Promise<void>;
  /** The user's message in other words, as a branch, and its answer. */
  edit(messageId: string, content: string | readonly ContentBlock[], options: ActOptions): Promise<void>;
  /**
   * The same answer again, in its place: free of charge twice, its key decides (contract 3.0). Of the answer that waits
   * out a rate limit, its next attempt now.
   */
  retry(messageId: string | undefined, options: ActOptions): Promise<void>;
  /**
   * Ends the running answer, keeps what arrived, and drops what was queued, all of it at once: what is asked for next is
   * not busy. Without a running answer it does nothing.
   */
  stop(): void;
  selectBranch(messageId: string): void;
  /**
   * Replaces the whole chat by this line of messages, each the child of the one before; other branches are gone.
   * @throws InvalidArgumentError while an answer is on its way.
   */
  setMessages(update: MessagesUpdate): void;
  clearError(): void;
}

/** Entries of this chat, and plain messages as `initialMessages` takes them. */
export type MessagesUpdate =
  | readonly (ChatEntry | ChatInput)[]
  | ((messages: readonly ChatEntry[]) => readonly (ChatEntry | ChatInput)[]);

/** Nothing is on its way, and nothing has failed. */
const ready = { status: "ready", waiting: null, error: null } as const;

export function chatSession(scope: ParetaScope, chatId: string, onDispose: () => void): ChatSession {
  const store = chatStore(scope, chatId);
  /** What a message decided for itself, by its answer: a retry is the same act only with the same input. */
  const ownOptions = new Map<string, SendOptions | undefined>();
  /** The first one runs, the others wait for it. */
  const turns: Turn[] = [];
  let lastTurn = Promise.resolve();
  let kept: KeptChat | undefined;
  /** Ends the countdown of the turn that runs, while there is one. */
  let skipWait: (() => void) | undefined;
  /** The turn whose countdown was cut short: it is what another retry of it means. */
  let skipped: Turn | undefined;

  /** Joins an equal act that has not ended; else prepares its entries and runs it when those before it have ended. */
  function perform(
    act: ActName,
    input: readonly unknown[],
    options: ActOptions,
    prepare: () => string,
  ): Promise<void> {
    try {
      requireOptions(options);
      const fingerprint = act + requireJson("content", input);
      const equal = turns.find((turn) => isLive(turn) && turn.fingerprint === fingerprint);
      if (equal) return equal.settled;
      const isBusy = turns.some(isLive);
      if (isBusy && options.whenBusy === "reject") {
        throw invalidArgument(
          "whenBusy",
          'An answer is on its way: stop it first, or use whenBusy: "queue".',
        );
      }
      store.seed(() => []);
      const entryId = prepare();
      if (!isBusy) store.write({ root: { ...ready, status: "submitted" } });
      const controller = new AbortController();
      const settled = lastTurn.then(() => run(turn));
      const turn: Turn = { act, fingerprint, options, entryId, controller, settled };
      turns.push(turn);
      lastTurn = settled.catch(() => {});
      return settled;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** What waits counts on the answer that runs: without that nothing more is sent, and nothing more is charged. */
  function dropWaiting(): void {
    for (const waiting of turns.slice(1)) waiting.controller.abort();
  }

  async function run(turn: Turn): Promise<void> {
    // An answer before it did not come to its end.
    if (!turns.includes(turn)) return;
    const { signal } = turn.controller;
    signal.addEventListener("abort", dropWaiting, { once: true });
    const stopListening = onPageHide(() => turn.controller.abort(pageLeft));
    await kept?.loaded(signal);
    const entry = await followAnswer({
      ...turn,
      scope,
      store,
      chatId,
      whenPresent: presence.whenPresent,
      whenMounted: presence.whenMounted,
      whenSkipped: (listener) => {
        skipWait = listener;
        return () => {
          skipWait = undefined;
        };
      },
    });
    stopListening();
    signal.removeEventListener("abort", dropWaiting);
    if (entry.status !== "complete" && isLive(turn)) dropWaiting();
    if (entry.status === "complete") ownOptions.delete(entry.id);
    settle(turn, entry);
  }

  /** Ends the turn that runs, and with it those that waited for it and were dropped. */
  function settle(turn: Turn, entry: ChatEntry): void {
    const dropped = turns.filter((other) => other !== turn && !isLive(other));
    turns.splice(0, turns.length, ...turns.filter((other) => other !== turn && isLive(other)));
    const settled = [entry];
    for (const { entryId } of dropped) {
      const queued = store.find(entryId);
      if (queued) settled.push({ ...queued, status: "stopped" });
    }
    const { error } = entry;
    const next = turns.length > 0 ? "submitted" : error ? "error" : "ready";
    store.write({
      root: { status: next, waiting: null, error, usage: addUsage(store.root.usage, entry.usage) },
      entries: [...endedAnswer(store, entry, turn.isStopped ?? false), ...settled.slice(1)],
    });
    if (error) reportFailure(scope, error, { noun: "chat", act: turn.act });
    for (const ended of settled) {
      for (const hook of presence.hooks) callSafely(() => hook.onSettled(ended));
    }
    presence.becameIdle();
  }

  const session: ChatSession = {
    store,
    get isBusy() {
      return turns.length > 0;
    },
    get isRemoved() {
      return !store.existingRoot;
    },
    dispose() {
      stopWatching();
      kept?.stop();
      store.remove();
      onDispose();
    },
    attach(hook, storage) {
      if (storage) kept ??= keepChat(store, storage, chatId);
      return presence.attach(hook);
    },
    send(given, chatOptions, own) {
      const content = wellFormed(given);
      const options = withOwn(chatOptions, own);
      return perform("send", [content, options.model, options.params], options, () => {
        requireContent(content);
        requireSendable(scope.client, content, options);
        const failed = failedAnswerTo(store, content);
        const id = failed
          ? reopenAnswer(store, failed)
          : addQuestion(store, store.root.messageIds.at(-1) ?? null, content);
        ownOptions.set(id, own);
        return id;
      });
    },
    regenerate: (messageId, options) =>
      perform("regenerate", [messageId], options, () => {
        const entry = requireEntry(store, messageId ?? store.root.messageIds.at(-1));
        return addAnswer(store, entry.role === "assistant" ? entry.parentId : entry.id);
      }),
    edit(messageId, given, options) {
      const content = wellFormed(given);
      return perform("edit", [messageId, content], options, () => {
        requireContent(content);
        requireSendable(scope.client, content, options);
        const entry = requireEntry(store, messageId);
        if (entry.role !== "user") {
          throw invalidArgument("messageId", "Only a user's message can be edited.");
        }
        return addQuestion(store, entry.parentId, content);
      });
    },
    retry(messageId, chatOptions) {
      const [running] = turns;
      const canSkip = skipWait !== undefined || skipped === running;
      if (running && isLive(running) && canSkip && (messageId ?? running.entryId) === running.entryId) {
        skipped = running;
        skipWait?.();
        return running.settled;
      }
      const id = messageId ?? store.root.messageIds.findLast((id) => isBroken(store.find(id)));
      const options = withOwn(chatOptions, ownOptions.get(id ?? ""));
      return perform("retry", [messageId], options, () => {
        const entry = requireEntry(store, id);
        if (!isBroken(entry)) {
          throw invalidArgument("messageId", "Only an answer that was cut short can be retried.");
        }
        return reopenAnswer(store, entry);
      });
    },
    stop() {
      const stopped = turns.filter(isLive);
      for (const { controller } of stopped) controller.abort();
      const entries = stopped.flatMap((turn): ChatEntry[] => {
        const entry = store.find(turn.entryId);
        if (!entry) return [];
        // What it cost is told when the request has ended.
        const billed = entry.status === "streaming" ? "unknown" : entry.billed;
        turn.isStopped = true;
        return [{ ...entry, status: "stopped", stage: null, billed }];
      });
      if (stopped.length > 0) store.write({ root: ready, entries });
    },
    selectBranch: (messageId) => selectBranch(store, messageId),
    setMessages(update) {
      if (turns.some(isLive)) throw invalidArgument("messages", "An answer is on its way: stop it first.");
      const messages = typeof update === "function" ? update(store.thread.messages) : update;
      kept?.replace(messages.length === 0);
      replaceMessages(store, messages);
      store.write({ root: ready });
    },
    clearError() {
      if (store.root.error) store.write({ root: ready });
    },
  };

  const presence = chatPresence(session);
  /** The chat may come from another page, before this session or after it was taken out of the cache. */
  const adopt = () => {
    store.adopt();
    settleOpenEntries(store, (id) => turns.some((turn) => isLive(turn) && turn.entryId === id));
  };
  adopt();
  let isGone = !store.existingRoot;
  const stopWatching = store.subscribe(undefined, () => {
    const hasCome = isGone && store.existingRoot;
    isGone = !store.existingRoot;
    // Its messages may come after its root, in the same tick.
    if (hasCome) queueMicrotask(adopt);
    if (!isGone) return;
    session.stop();
    kept?.lose();
    // Its messages, where only the root was taken.
    store.remove();
    presence.becameIdle();
  });
  return session;
}
