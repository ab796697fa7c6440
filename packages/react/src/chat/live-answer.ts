import {
  APIUserAbortError,
  type ChatCompletionCreateParams,
  ParetaError,
  StreamInterruptedError,
  type StreamReceipt,
} from "pareta";
import { actRegister } from "../acts/act-register.ts";
import { streamSlots } from "../acts/stream-slots.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import type { ParetaScope } from "../provider/pareta-scope.ts";
import { AnswerFold } from "./answer-fold.ts";
import { type ChatEntry, pendingAnswer } from "./chat-entry.ts";
import type { ChatStore } from "./chat-store.ts";
import { ancestry } from "./chat-tree.ts";
import { Publisher } from "./publisher.ts";
import { type AnswerParams, runAnswer } from "./run-answer.ts";
import { wireMessages } from "./wire-messages.ts";

/** OpenAI fields in snake_case, sent as they are (contract 3.2); model, messages and streaming are the chat's own. */
export interface ChatParams {
  readonly model?: never;
  readonly messages?: never;
  readonly stream?: never;
  readonly temperature?: ChatCompletionCreateParams["temperature"];
  readonly max_tokens?: ChatCompletionCreateParams["max_tokens"];
  /** Default `{ include_usage: true }`. */
  readonly stream_options?: ChatCompletionCreateParams["stream_options"];
  readonly [field: string]: unknown;
}

/** What one answer is asked with. */
export interface AnswerOptions {
  readonly model: string;
  readonly system: string | undefined;
  readonly params: ChatParams;
  readonly waitForLive: boolean;
  readonly maxConcurrentStreams: number;
}

export interface LiveAnswer {
  readonly scope: ParetaScope;
  readonly store: ChatStore;
  readonly chatId: string;
  /** The answer's own entry; what is sent is everything before it. */
  readonly entryId: string;
  readonly options: AnswerOptions;
  readonly controller: AbortController;
  readonly whenPresent: (listener: () => void) => () => void;
}

/** The reason of an abort that nobody asked for: the answer is interrupted then, not stopped. */
export const pageLeft = "pagehide";

/**
 * Follows one answer: shows it in the store while it grows and resolves with its settled entry, which the caller
 * writes. Never rejects: what went wrong is in the entry.
 */
export async function followAnswer(live: LiveAnswer): Promise<ChatEntry> {
  const { scope, store, entryId, options, controller } = live;
  const fold = new AnswerFold();
  let seen = store.find(entryId) ?? pendingAnswer(entryId, null);
  let isShown = false;
  let sentAt = performance.now();
  let firstTokenMs: number | null = null;
  const timed = (entry: ChatEntry): ChatEntry => ({
    ...entry,
    timing: { firstTokenMs, totalMs: performance.now() - sentAt },
  });
  const publisher = new Publisher(() => {
    const entry = store.find(entryId);
    // Somebody took the chat out of the cache: nobody can see this answer any more.
    if (!entry) {
      controller.abort();
      return;
    }
    seen = { ...entry, status: "streaming", content: fold.content, toolCalls: fold.toolCalls };
    store.write({ entries: [seen], ...(isShown ? {} : { root: { status: "streaming", waiting: null } }) });
    isShown = true;
  });
  try {
    const params = answerParams(live, seen);
    const act = {
      noun: "chat",
      owner: `${scope.name}/${live.chatId}/${entryId}`,
      input: JSON.stringify(params),
    };
    let isRepeat = false;
    const receipt = await actRegister(scope.client).perform(act, (key, isKnownKey) => {
      isRepeat = isKnownKey;
      return runAnswer({
        client: scope.client,
        params,
        key,
        signal: controller.signal,
        slots: streamSlots(scope.queryClient),
        maxConcurrentStreams: options.maxConcurrentStreams,
        waitForLive: options.waitForLive,
        whenPresent: live.whenPresent,
        onAwake: () => {
          const { models, endpoints } = paretaKeys(scope.name);
          void scope.queryClient.invalidateQueries({ queryKey: models.all });
          void scope.queryClient.invalidateQueries({ queryKey: endpoints.all });
        },
        onWaiting: (waiting) => {
          if (waiting === null) sentAt = performance.now();
          if (store.root.waiting !== waiting) store.write({ root: { waiting } });
        },
        onChunk: (chunk) => {
          fold.push(chunk);
          if (!fold.hasStarted) return;
          firstTokenMs ??= performance.now() - sentAt;
          if (isShown) publisher.request();
          else publisher.now();
        },
      });
    });
    return timed(completeEntry(seen, fold, isRepeat ? withoutReplay(receipt) : receipt));
  } catch (error) {
    return timed(brokenEntry(seen, fold, error));
  } finally {
    publisher.cancel();
  }
}

function answerParams({ store, options }: LiveAnswer, entry: ChatEntry): AnswerParams {
  return {
    stream_options: { include_usage: true },
    ...options.params,
    model: options.model,
    messages: wireMessages(options.system, ancestry(store.find, entry.parentId)),
    stream: true,
  };
}

/** A replayed answer's receipt reads 0, which is the price of the replay and not of the answer. */
function withoutReplay(receipt: StreamReceipt | null): StreamReceipt | null {
  return receipt?.billedMicroUsd === 0 ? null : receipt;
}

function completeEntry(entry: ChatEntry, fold: AnswerFold, receipt: StreamReceipt | null): ChatEntry {
  return {
    ...entry,
    status: "complete",
    content: fold.content,
    toolCalls: fold.toolCalls,
    finishReason: fold.finishReason,
    usage: fold.usage,
    billed: "yes",
    billedMicroUsd: receipt?.billedMicroUsd ?? null,
    error: null,
  };
}

function brokenEntry(entry: ChatEntry, fold: AnswerFold, thrown: unknown): ChatEntry {
  const error = !ParetaError.isInstance(thrown)
    ? new ParetaError("The chat broke off; see the cause.", { cause: thrown })
    : thrown.cause === pageLeft
      ? new StreamInterruptedError("The page was left.", { outcome: thrown.outcome })
      : thrown;
  const isStopped = APIUserAbortError.isInstance(error);
  const isBroken = fold.hasStarted || entry.content !== "" || StreamInterruptedError.isInstance(error);
  return {
    ...entry,
    ...(fold.hasStarted ? { content: fold.content, toolCalls: fold.toolCalls } : {}),
    status: isStopped ? "stopped" : isBroken ? "incomplete" : "failed",
    usage: fold.usage,
    billed: error.outcome === "unknown" ? "unknown" : "no",
    error: isStopped ? null : error,
  };
}
