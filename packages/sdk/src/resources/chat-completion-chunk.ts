import {
  type Extra,
  extra,
  isNonEmpty,
  isRecord,
  type JsonRecord,
  type NonEmpty,
  numberOrNull,
  record,
  textOrNull,
} from "../decode.ts";
import { decodeMessage, emptyMessage, indexOrNull, type Message } from "./chat-message.ts";
import { decodeUsage, type Usage } from "./chat-usage.ts";

/** One chunk of a streamed answer (contract 3.2, 4.1). */
export interface ChatCompletionChunk {
  readonly id: string | null;
  readonly object: string | null;
  /** Unix seconds. */
  readonly created: number | null;
  readonly model: string | null;
  readonly systemFingerprint: string | null;
  /** Any subset of the choices: go by `index`. A chunk without choices holds one empty placeholder. */
  readonly choices: NonEmpty<ChatCompletionChunkChoice>;
  /** Never null; its fields are but on the usage chunk. */
  readonly usage: Usage;
  /** The server sent no choices: this is the usage chunk, `choices[0]` is the placeholder. */
  readonly isUsageOnly: boolean;
  /** What the server sent beyond these fields, verbatim. */
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

export interface ChatCompletionChunkChoice {
  readonly index: number;
  /** `null` until the choice's last chunk. */
  readonly finishReason: string | null;
  readonly delta: Message;
  /** Always empty; it stands here so that code written for whole answers does not crash. */
  readonly message: Message;
  /** What the server sent beyond these fields, verbatim. */
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

const frameFields = new Set(["id", "object", "created", "model", "system_fingerprint", "choices", "usage"]);
const choiceFields = new Set(["index", "finish_reason", "delta"]);

/** @throws ContractViolation for a choice that is no object or whose index is out of range. */
export function decodeChunk(frame: JsonRecord): ChatCompletionChunk {
  const choices = Array.isArray(frame["choices"]) ? frame["choices"].map(decodeChoice) : [];
  return {
    id: textOrNull(frame["id"]),
    object: textOrNull(frame["object"]),
    created: numberOrNull(frame["created"]),
    model: textOrNull(frame["model"]),
    systemFingerprint: textOrNull(frame["system_fingerprint"]),
    choices: isNonEmpty(choices) ? choices : placeholder,
    usage: decodeUsage(frame["usage"], "usage"),
    isUsageOnly: choices.length === 0,
    extra: extra(frame, frameFields),
  };
}

function decodeChoice(value: unknown, position: number): ChatCompletionChunkChoice {
  const source = record(value, "a choice");
  const delta = source["delta"];
  return {
    index: indexOrNull(source["index"], "index") ?? position,
    finishReason: textOrNull(source["finish_reason"]),
    delta: isRecord(delta) ? decodeMessage(delta) : emptyMessage,
    message: emptyMessage,
    extra: extra(source, choiceFields),
  };
}

/** What a chunk without choices holds, so that `choices[0].delta` is always there. */
const placeholder: NonEmpty<ChatCompletionChunkChoice> = Object.freeze([
  Object.freeze(decodeChoice({}, 0)),
] as const);
