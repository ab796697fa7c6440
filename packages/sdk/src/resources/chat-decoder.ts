import { ContractViolation, isRecord, type JsonRecord } from "../decode.ts";
import { APIConnectionError, isKnownErrorStatus, type ParetaError, statusError } from "../errors.ts";
import { readErrorText } from "../http/error-answer.ts";
import type { ServerEvent } from "../http/sse.ts";
import { context, isDone, type StreamDecoder, type StreamHead } from "../http/stream.ts";
import { type ChatCompletionChunk, decodeChunk } from "./chat-completion-chunk.ts";

/** The chat stream's rules: JSON frames, `[DONE]`, error frames, and when a stream without `[DONE]` is whole. */
export function chatDecoder(head: StreamHead): StreamDecoder<ChatCompletionChunk> {
  return new ChatDecoder(head);
}

class ChatDecoder implements StreamDecoder<ChatCompletionChunk> {
  hasEnded = false;
  readonly #head: StreamHead;
  /** Choices that have said something. */
  readonly #begun = new Set<number>();
  readonly #finished = new Set<number>();
  readonly #unfinished = new Set<number>();

  constructor(head: StreamHead) {
    this.#head = head;
  }

  event(event: ServerEvent): ChatCompletionChunk | null {
    if (isDone(event)) {
      this.hasEnded = true;
      return null;
    }
    const isNamed = event.type !== "message";
    const frame = parseFrame(event);
    if (event.type === "error" || isErrorFrame(frame, isNamed)) {
      throw frameError(frame, event.data, this.#head);
    }
    if (!isRecord(frame) || (isNamed && !isAnswer(frame))) return null;
    const chunk = decodeChunk(frame, this.#begun);
    if (!chunk.isUsageOnly) this.#note(chunk);
    return chunk;
  }

  isComplete(unfinished: ServerEvent | null): boolean {
    if (unfinished && isDone(unfinished)) return true;
    return this.#finished.size > 0 && this.#unfinished.size === 0;
  }

  #note(chunk: ChatCompletionChunk): void {
    for (const { index, finishReason } of chunk.choices) {
      if (finishReason !== null) {
        this.#finished.add(index);
        this.#unfinished.delete(index);
      } else if (!this.#finished.has(index)) {
        this.#unfinished.add(index);
      }
    }
  }
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
  const sentence = message ?? "The server reported an error in the middle of the stream.";
  const { code = Object(frame).code }: { code?: unknown } = Object(detail);
  const status = Number(code);
  return isKnownErrorStatus(status)
    ? statusError(sentence, { ...context(head), status, detail })
    : new APIConnectionError(sentence, context(head));
}
