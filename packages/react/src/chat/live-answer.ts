import { APIUserAbortError, ParetaError, StreamInterruptedError } from "pareta";
import { performAct } from "../acts/act-register.ts";
import type { ParetaScope } from "../provider/pareta-scope.ts";
import type { AnswerOptions, AnswerRequest } from "./answer-request.ts";
import {
  type AnswerFold,
  type ArrivedAnswer,
  answerLength,
  createAnswerFold,
  hasAnswer,
} from "./answer-fold.ts";
import { type ChatEntry, pendingAnswer } from "./chat-entry.ts";
import type { ChatStore } from "./chat-store.ts";
import { ancestry } from "./chat-tree.ts";
import { createPublisher } from "./publisher.ts";
import { runAnswer } from "./run-answer.ts";
import { wellFormed, wellFormedText } from "./well-formed.ts";
import { wireMessages } from "./wire-messages.ts";

export interface LiveAnswer {
  readonly scope: ParetaScope;
  readonly store: ChatStore;
  readonly chatId: string;
  /** The answer's own entry; what is sent is everything before it. */
  readonly entryId: string;
  readonly options: AnswerOptions;
  readonly controller: AbortController;
  readonly whenPresent: AnswerRequest["whenPresent"];
  readonly whenMounted: AnswerRequest["whenMounted"];
  readonly whenSkipped: AnswerRequest["whenSkipped"];
}

/** The reason of an abort that nobody asked for: the answer is interrupted then, not stopped. */
export const pageLeft = "pagehide";

/**
 * Follows one answer: shows it in the store while it grows and resolves with its settled entry, which the caller
 * writes. Never rejects: what went wrong is in the entry.
 */
export async function followAnswer(live: LiveAnswer): Promise<ChatEntry> {
  const { scope, store, entryId, options, controller } = live;
  const fold = createAnswerFold();
  const before = store.find(entryId) ?? pendingAnswer(entryId, null);
  let entry = before;
  let sentAt = performance.now();
  let firstTokenMs: number | null = null;
  const isShown = () => entry.status === "streaming";
  const publisher = createPublisher(() => {
    // Somebody took it out of the cache: nobody can see this answer any more.
    if (!store.find(entryId)) controller.abort();
    if (controller.signal.aborted) return 0;
    const isFirst = !isShown();
    entry = { ...entry, status: "streaming", stage: null, ...fold.arrived };
    store.write({ entries: [entry], ...(isFirst && { root: { status: "streaming", waiting: null } }) });
    return (entry.content?.length ?? 0) + (entry.reasoning?.length ?? 0);
  });
  // What has arrived is shown with the press, and not when the connection has noticed.
  const showArrived = () => {
    const isPress = controller.signal.reason !== pageLeft;
    if (!isPress || !fold.hasStarted || !store.find(entryId)) return;
    fold.end();
    entry = { ...entry, stage: null, ...longerOf(before, fold.arrived) };
    store.write({ entries: [entry] });
  };
  controller.signal.addEventListener("abort", showArrived, { once: true });
  try {
    const params = wellFormed({
      stream_options: { include_usage: true },
      ...options.params,
      model: options.model,
      messages: wireMessages(options.system, ancestry(store.find, entry.parentId)),
      stream: true as const,
    });
    const act = ["chat", scope.name, live.chatId, entryId];
    let isRepeat = false;
    const receipt = await performAct(scope.client, act, params, (key, isKnownKey) => {
      isRepeat = isKnownKey;
      return runAnswer({
        ...live,
        params,
        key,
        signal: controller.signal,
        onWaiting: (reason, seconds) => {
          if (reason === null) sentAt = performance.now();
          const since = Date.now();
          const until = seconds === undefined ? null : since + seconds * 1000;
          const waiting = reason && { reason, since, until };
          if (store.root.waiting !== waiting) store.write({ root: { waiting } });
        },
        onStage: (stage) => {
          if (fold.hasStarted || controller.signal.aborted || !store.find(entryId)) return;
          entry = { ...entry, stage: wellFormedText(stage) };
          store.write({ entries: [entry] });
        },
        onChunk: (chunk) => {
          if (controller.signal.aborted) return;
          fold.push(chunk);
          if (!fold.hasStarted) return;
          firstTokenMs ??= performance.now() - sentAt;
          if (isShown()) publisher.request();
          else publisher.now();
        },
      });
    });
    const billed = receipt?.billedMicroUsd ?? null;
    fold.end();
    entry = {
      ...entry,
      ...fold.arrived,
      status: "complete",
      finishReason: fold.finishReason,
      // An earlier attempt under another key may have been charged too.
      billed: before.billed === "unknown" && !isRepeat ? "unknown" : "yes",
      // A replayed answer's receipt reads 0, which is the price of the replay and not of the answer.
      billedMicroUsd: isRepeat && billed === 0 ? null : billed,
    };
  } catch (error) {
    fold.end();
    entry = { ...entry, ...brokenAnswer(before, fold, error) };
  } finally {
    publisher.cancel();
    controller.signal.removeEventListener("abort", showArrived);
  }
  const timing = { firstTokenMs, totalMs: performance.now() - sentAt };
  return { ...entry, stage: null, usage: fold.usage, timing };
}

/** What an answer that broke off shows: of two attempts, the one of which more arrived. */
function longerOf(before: ArrivedAnswer, arrived: ArrivedAnswer): ArrivedAnswer {
  if (answerLength(arrived) >= answerLength(before)) return arrived;
  const { content, refusal, reasoning, toolCalls } = before;
  return { content, refusal, reasoning, toolCalls };
}

/** What an answer that broke off became. */
function brokenAnswer(before: ChatEntry, fold: AnswerFold, thrown: unknown): Partial<ChatEntry> {
  const error = !ParetaError.isInstance(thrown)
    ? new ParetaError("The chat broke off; see the cause.", { cause: thrown })
    : thrown.cause === pageLeft
      ? new StreamInterruptedError("The page was left.", { outcome: thrown.outcome })
      : thrown;
  const isStopped = APIUserAbortError.isInstance(error);
  const isBroken = fold.hasStarted || hasAnswer(before) || StreamInterruptedError.isInstance(error);
  return {
    ...longerOf(before, fold.arrived),
    status: isStopped ? "stopped" : isBroken ? "incomplete" : "failed",
    // What an earlier attempt may have cost, a refusal of this one does not undo.
    billed: error.outcome === "unknown" || before.billed === "unknown" ? "unknown" : "no",
    error: isStopped ? null : error,
  };
}
