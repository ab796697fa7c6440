import { ContractViolation, isRecord, type JsonRecord } from "../decode.ts";
import { APIConnectionError, isKnownErrorStatus, type ParetaError, statusError } from "../errors.ts";
import { readErrorText } from "../http/error-answer.ts";
import type { ServerEvent } from "../http/sse.ts";
import { context, isDone, type StreamDecoder, type StreamHead } from "../http/stream.ts";
import { type ChatCompletionChunk, decodeChunk } from "./chat-completion-chunk.ts";

/** The chat stream's rules: JSON frames, `[DONE]`, error frames, and when a stream without `[DONE]` is whole. */
export function chatDecoder(head: StreamHead): StreamDecoder<ChatCompletionChunk> {
  /** Choices that have said something. */
  const begun = new Set<number>();
  /** Whether a choice has ended. */
  const ends = new Map<number, boolean>();
  return {
    hasEnded: false,
    event(event) {
      this.hasEnded = isDone(event);
      if (this.hasEnded) return null;
      const isNamed = event.type !== "message";
      const frame = parseFrame(event);
      if (event.type === "error" || isErrorFrame(frame, isNamed)) throw frameError(frame, event.data, head);
      // The chunks of an answer, it may be.
      if (!isNamed && Array.isArray(frame) && frame.length > 0) throw new ContractViolation("it is a list");
      if (!isRecord(frame) || (isNamed && !isAnswer(frame))) return null;
      const chunk = decodeChunk(frame, begun);
      if (!chunk.isUsageOnly) {
        for (const { index, finishReason } of chunk.choices)
          ends.set(index, finishReason !== null || ends.get(index) === true);
      }
      return chunk;
    },
    isComplete(unfinished) {
      if (unfinished && isDone(unfinished)) return true;
      return ends.size > 0 && [...ends.values()].every(Boolean);
    },
  };
}

/** The frame of an event; `undefined` for one that carries nothing and only keeps the connection alive. */
function parseFrame({ type, data }: ServerEvent): unknown {
  try {
    return JSON.parse(data);
  } catch {
    if (type === "error") return data;
    if (type !== "message" || data.trim() === "") return undefined;
    // The engine's own message quotes the data, which may be an answer and has no place in logs.
    throw new ContractViolation("its data is not valid JSON");
  }
}

/** Whether an event with a name of its own carries a chunk all the same. */
function isAnswer({ choices, usage }: JsonRecord): boolean {
  return (choices ?? usage ?? null) !== null;
}

function isErrorFrame(frame: unknown, isNamed: boolean): boolean {
  if (!isRecord(frame)) return false;
  if (frame["object"] === "error" || frame["error"]) return true;
  return !isNamed && (frame["detail"] ?? null) !== null && frame["choices"] === undefined;
}

/** A failure reported inside of a stream (contract 5.5); what it did before may have been charged. */
function frameError(frame: unknown, data: string, head: StreamHead): ParetaError {
  const text = typeof frame === "string" ? JSON.stringify(frame) : data;
  const { detail, message } = readErrorText(text, head.redact);
  const sentence = message ?? "The server reported an error in the stream.";
  const { code = Object(frame).code }: { code?: unknown } = Object(detail);
  const status = Number(code);
  return isKnownErrorStatus(status)
    ? statusError(sentence, { ...context(head), status, detail })
    : new APIConnectionError(sentence, context(head));
}
