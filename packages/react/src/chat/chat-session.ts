import type { ContentBlock } from "pareta";
import { invalidArgument } from "../acts/invalid-argument.ts";
import { callSafely, type ParetaScope, reportFailure } from "../provider/pareta-scope.ts";
import type { AnswerOptions, ChatParams } from "./answer-request.ts";
import type { ChatEntry } from "./chat-entry.ts";
import { type ChatHook, type ChatPresence, chatPresence } from "./chat-presence.ts";
import { type ChatStore, chatStore } from "./chat-store.ts";
import { addUsage } from "./chat-usage.ts";
import { onPageHide } from "../page/page-visibility.ts";
import { type ChatStorage, keepChat, type KeptChat } from "./chat-storage.ts";
import { followAnswer, pageLeft } from "./live-answer.ts";
import { requireContent, requireOptions } from "./preflight.ts";
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

export interface ActOptions extends AnswerOptions {
  readonly whenBusy: "reject" | "queue";
}

/** What one message may decide for itself; `params` are laid over the chat's. */
export interface SendOptions {
  readonly model?: string;
  readonly params?: ChatParams;
}

type ActName = "send" | "regenerate" | "edit" | "retry";

interface Turn {
  readonly act: ActName;
  /** Equal acts are one act while it lasts. */
  readonly fingerprint: string;
  readonly entryId: string;
  readonly options: ActOptions;
  readonly controller: AbortController;
  readonly settled: Promise<void>;
  readonly settle: () => void;
  /** Ends the countdown that runs, if one does. */
  hurry: (() => void) | null;
}

/**
 * One chat, without React: owns the stream, keeps what is shown in React Query's cache. Any number of hooks look at it;
 * only what a user does starts anything.
 */
export class ChatSession {
  readonly store: ChatStore;
  readonly #scope: ParetaScope;
  readonly #chatId: string;
  readonly #presence: ChatPresence;
  readonly dispose: () => void;
  /** What a message decided for itself, by its answer: a retry is the same act only with the same input. */
  readonly #ownOptions = new Map<string, SendOptions>();
  #hasActed = false;
  #kept: KeptChat | undefined;
  /** The first one runs, the others wait for it. */
  readonly #turns: Turn[] = [];
  /** Also between two turns: a callback may send the next. */
  #isRunning = false;

  constructor(scope: ParetaScope, chatId: string, onDispose: () => void) {
    this.store = chatStore(scope, chatId);
    this.#scope = scope;
    this.#chatId = chatId;
    this.#presence = chatPresence(this);
    this.store.adopt();
    const stopWatching = this.store.subscribe(undefined, () => {
      if (!this.isRemoved) return;
      this.stop();
      this.#kept?.lose();
      this.#presence.becameIdle();
    });
    this.dispose = () => {
      stopWatching();
      this.#kept?.stop();
      this.store.remove();
      onDispose();
    };
  }

  get isBusy(): boolean {
    return this.#turns.length > 0;
  }

  get isRemoved(): boolean {
    return !this.store.existingRoot;
  }

  /** Shows the chat to a hook. Returns how it leaves again. The first storage that is brought along keeps the chat. */
  attach(hook: ChatHook, storage?: ChatStorage): () => void {
    if (storage) this.#kept ??= keepChat(this.store, storage, this.#chatId, () => this.#hasActed);
    return this.#presence.attach(hook);
  }

  /**
   * Rejects only for input that cannot be sent, or as busy; what became of the answer is in its entry. The same text
   * right after a failed answer is that answer tried again.
   */
  send(
    content: string | readonly ContentBlock[],
    chatOptions: ActOptions,
    own: SendOptions = {},
  ): Promise<void> {
    const options = withOwn(chatOptions, own);
    return this.#act("send", [content, options.model, options.params], options, () => {
      requireContent(content);
      const failed = failedAnswerTo(this.store, content);
      const id = failed
        ? reopenAnswer(this.store, failed)
        : addQuestion(this.store, this.store.root.messageIds.at(-1) ?? null, content);
      this.#ownOptions.set(id, own);
      return id;
    });
  }

  /** Another answer to the same message, as a branch; by default to the last one. A new act, charged anew. */
  regenerate(messageId: string | undefined, options: ActOptions): Promise<void> {
    return this.#act("regenerate", [messageId], options, () => {
      const entry = requireEntry(this.store, messageId ?? this.store.root.messageIds.at(-1));
      return addAnswer(this.store, entry.role === "assistant" ? entry.parentId : entry.id);
    });
  }

  /** The user's message in other words, as a branch, and its answer. */
  edit(messageId: string, content: string | readonly ContentBlock[], options: ActOptions): Promise<void> {
    return this.#act("edit", [messageId, content], options, () => {
      requireContent(content);
      const entry = requireEntry(this.store, messageId);
      if (entry.role !== "user") {
        throw invalidArgument("messageId", "Only a user's message can be edited.");
      }
      return addQuestion(this.store, entry.parentId, content);
    });
  }

  /**
   * The same answer again, in its place: free of charge twice, its key decides (contract 3.0). Of the answer that waits
   * out a rate limit, its next attempt now.
   */
  retry(messageId: string | undefined, chatOptions: ActOptions): Promise<void> {
    const [running] = this.#turns;
    if (running?.hurry && (messageId ?? running.entryId) === running.entryId) {
      running.hurry();
      return running.settled;
    }
    const id = messageId ?? this.store.root.messageIds.findLast((id) => isBroken(this.store.find(id)));
    const options = withOwn(chatOptions, this.#ownOptions.get(id ?? "") ?? {});
    return this.#act("retry", [messageId], options, () => {
      const entry = requireEntry(this.store, id);
      if (!isBroken(entry)) {
        throw invalidArgument("messageId", "Only an answer that was cut short can be retried.");
      }
      return reopenAnswer(this.store, entry);
    });
  }

  /** Ends the running answer, keeps what arrived, and drops what was queued. Without one it does nothing. */
  stop(): void {
    this.#turns[0]?.controller.abort();
  }

  selectBranch(messageId: string): void {
    this.#hasActed = true;
    selectBranch(this.store, messageId);
  }

  /**
   * Replaces the whole chat by this line of messages, each the child of the one before; other branches are gone.
   * @throws InvalidArgumentError while an answer is on its way.
   */
  setMessages(
    update: readonly ChatEntry[] | ((messages: readonly ChatEntry[]) => readonly ChatEntry[]),
  ): void {
    if (this.isBusy) throw invalidArgument("messages", "An answer is on its way: stop it first.");
    this.#hasActed = true;
    this.#kept?.replace();
    replaceMessages(this.store, typeof update === "function" ? update(this.store.thread.messages) : update);
  }

  clearError(): void {
    const { status, error } = this.store.root;
    if (error === null) return;
    this.store.write({ root: { error: null, status: status === "error" ? "ready" : status } });
  }

  /** Joins an equal act that has not ended; else prepares its entries and runs it, or lets it wait its turn. */
  #act(act: ActName, input: readonly unknown[], options: ActOptions, prepare: () => string): Promise<void> {
    try {
      requireOptions(options);
      const fingerprint = JSON.stringify([act, ...input]);
      const equal = this.#turns.find((turn) => turn.fingerprint === fingerprint);
      if (equal) return equal.settled;
      if (this.isBusy && options.whenBusy === "reject") {
        throw invalidArgument(
          "whenBusy",
          'An answer is on its way: stop it first, or use whenBusy: "queue".',
        );
      }
      this.store.seed(() => []);
      this.#hasActed = true;
      const entryId = prepare();
      let settle = () => {};
      const settled = new Promise<void>((resolve) => {
        settle = resolve;
      });
      const controller = new AbortController();
      const turn: Turn = { act, fingerprint, options, entryId, controller, settled, settle, hurry: null };
      this.#turns.push(turn);
      if (!this.#isRunning) void this.#runTurns(turn);
      return turn.settled;
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #runTurns(first: Turn): Promise<void> {
    this.#isRunning = true;
    for (let turn: Turn | undefined = first; turn; turn = this.#turns[0]) {
      const { controller } = turn;
      this.store.write({ root: { status: "submitted", waiting: null, error: null } });
      const stopListening = onPageHide(() => controller.abort(pageLeft));
      const loading = this.#kept?.loaded(controller.signal);
      if (loading) await loading;
      const entry = await followAnswer({
        ...turn,
        scope: this.#scope,
        store: this.store,
        chatId: this.#chatId,
        whenPresent: (listener) => this.#presence.whenPresent(listener),
        whenHurried: (listener) => {
          turn.hurry = listener;
          return () => {
            turn.hurry = null;
          };
        },
      });
      stopListening();
      this.#turns.shift();
      if (entry.status === "complete") this.#ownOptions.delete(entry.id);
      // What was queued counted on this answer: without it nothing more is sent, and nothing more is charged.
      const dropped = entry.status === "complete" ? [] : this.#turns.splice(0);
      this.#settle(turn, entry, dropped);
    }
    this.#isRunning = false;
    this.#presence.becameIdle();
  }

  #settle(turn: Turn, entry: ChatEntry, dropped: readonly Turn[]): void {
    const { store } = this;
    const { error } = entry;
    const queued = dropped.flatMap(({ entryId }) => store.find(entryId) ?? []);
    const entries = [entry, ...queued.map((entry) => ({ ...entry, status: "stopped" as const }))];
    const status = this.isBusy ? "submitted" : error ? "error" : "ready";
    const usage = addUsage(store.root.usage, entry.usage);
    store.write({ root: { status, waiting: null, error, usage }, entries });
    if (error) reportFailure(this.#scope, error, { noun: "chat", act: turn.act });
    for (const settled of entries) {
      for (const hook of this.#presence.hooks) callSafely(() => hook.onSettled(settled));
    }
    for (const { settle } of [turn, ...dropped]) settle();
  }
}

function withOwn(options: ActOptions, own: SendOptions): ActOptions {
  return { ...options, model: own.model ?? options.model, params: { ...options.params, ...own.params } };
}
