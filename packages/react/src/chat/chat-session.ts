import type { ContentBlock } from "pareta";
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
import { requireContent, requireJson, requireOptions } from "./preflight.ts";
import {
  addAnswer,
  addQuestion,
  failedAnswerTo,
  isBroken,
  reopenAnswer,
  replaceMessages,
  requireEntry,
  selectBranch,
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
}

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
  /** Ends the running answer, keeps what arrived, and drops what was queued. Without one it does nothing. */
  stop(): void;
  selectBranch(messageId: string): void;
  /**
   * Replaces the whole chat by this line of messages, each the child of the one before; other branches are gone.
   * @throws InvalidArgumentError while an answer is on its way.
   */
  setMessages(update: MessagesUpdate): void;
  clearError(): void;
}

export type MessagesUpdate =
  readonly ChatEntry[] | ((messages: readonly ChatEntry[]) => readonly ChatEntry[]);

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
      const equal = turns.find((turn) => turn.fingerprint === fingerprint);
      if (equal) return equal.settled;
      const isBusy = turns.length > 0;
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

  async function run(turn: Turn): Promise<void> {
    // An answer before it did not come to its end.
    if (turn !== turns[0]) return;
    const { controller } = turn;
    const stopListening = onPageHide(() => controller.abort(pageLeft));
    await kept?.loaded(controller.signal);
    const entry = await followAnswer({
      ...turn,
      scope,
      store,
      chatId,
      whenPresent: presence.whenPresent,
      whenSkipped: (listener) => {
        skipWait = listener;
        return () => {
          skipWait = undefined;
        };
      },
    });
    stopListening();
    turns.shift();
    const { status, error } = entry;
    // What was queued counted on this answer: without it nothing more is sent, and nothing more is charged.
    const dropped = status === "complete" ? [] : turns.splice(0);
    if (status === "complete") ownOptions.delete(entry.id);
    const entries = [entry];
    for (const { entryId } of dropped) {
      const queued = store.find(entryId);
      if (queued) entries.push({ ...queued, status: "stopped" });
    }
    const next = turns.length > 0 ? "submitted" : error ? "error" : "ready";
    const usage = addUsage(store.root.usage, entry.usage);
    store.write({ root: { status: next, waiting: null, error, usage }, entries });
    if (error) reportFailure(scope, error, { noun: "chat", act: turn.act });
    for (const settled of entries) {
      for (const hook of presence.hooks) callSafely(() => hook.onSettled(settled));
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
    send(content, chatOptions, own) {
      const options = withOwn(chatOptions, own);
      return perform("send", [content, options.model, options.params], options, () => {
        requireContent(content);
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
    edit: (messageId, content, options) =>
      perform("edit", [messageId, content], options, () => {
        requireContent(content);
        const entry = requireEntry(store, messageId);
        if (entry.role !== "user") {
          throw invalidArgument("messageId", "Only a user's message can be edited.");
        }
        return addQuestion(store, entry.parentId, content);
      }),
    retry(messageId, chatOptions) {
      const [running] = turns;
      const canSkip = skipWait !== undefined || skipped === running;
      if (running && canSkip && (messageId ?? running.entryId) === running.entryId) {
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
      turns[0]?.controller.abort();
    },
    selectBranch: (messageId) => selectBranch(store, messageId),
    setMessages(update) {
      if (turns.length > 0) throw invalidArgument("messages", "An answer is on its way: stop it first.");
      const messages = typeof update === "function" ? update(store.thread.messages) : update;
      kept?.replace();
      replaceMessages(store, messages);
      store.write({ root: ready });
    },
    clearError() {
      if (store.root.error) store.write({ root: ready });
    },
  };

  const presence = chatPresence(session);
  store.adopt();
  const stopWatching = store.subscribe(undefined, () => {
    if (store.existingRoot) return;
    session.stop();
    kept?.lose();
    presence.becameIdle();
  });
  return session;
}
