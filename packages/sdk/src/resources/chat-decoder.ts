import { ContractViolation, isRecord } from "../decode.ts";
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
    const frame = parseFrame(event);
    if (event.type === "error" || isErrorFrame(frame)) {
      throw frameError(frame, this.#head);
    }
    if (!isRecord(frame)) return null;
    const chunk = decodeChunk(frame);
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

function parseFrame({ type, data }: ServerEvent): unknown {
  try {
    return JSON.parse(data);
  } catch {
    if (type === "error") return data;
    // The engine's own message quotes the data, which may be an answer and has no place in logs.
    throw new ContractViolation("its data is not valid JSON");
  }
}

function isErrorFrame(frame: unknown): boolean {
  if (!isRecord(frame)) return false;
  if (frame["object"] === "error" || frame["error"]) return true;
  return (frame["detail"] ?? null) !== null && frame["choices"] === undefined;
}

/** A failure reported inside of a stream (contract 5.5); what it did before may have been charged. */
function frameError(frame: unknown, head: StreamHead): ParetaError {
  const { detail, message } = readErrorText(head.redact(JSON.stringify(frame)));
  const sentence = message ?? "The server reported an error in the middle of the stream.";
  const { code = Object(frame).code }: { code?: unknown } = Object(detail);
  const status = Number(code);
  return isKnownErrorStatus(status)
    ? statusError(sentence, { ...context(head), status, detail })
    : new APIConnectionError(sentence, context(head));
}
