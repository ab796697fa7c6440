import {
  type Extra,
  extra,
  type JsonRecord,
  type NonEmpty,
  noExtra,
  numberOrNull,
  record,
  textOrNull,
} from "../decode.ts";
import { decodeIndex, decodeMessage, emptyMessage, type Message } from "./chat-message.ts";
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
  readonly extra: Extra;
}

const chunkFields = new Set(["id", "object", "created", "model", "system_fingerprint", "choices", "usage"]);
const choiceFields = new Set(["index", "finish_reason", "delta"]);

const placeholder: NonEmpty<ChatCompletionChunkChoice> = Object.freeze([
  Object.freeze({ index: 0, finishReason: null, delta: emptyMessage, message: emptyMessage, extra: noExtra }),
] as const);

/** @throws ContractViolation for a choice that is no object or whose index is out of range. */
export function decodeChunk(source: JsonRecord): ChatCompletionChunk {
  const given = source["choices"];
  const [first, ...others] = Array.isArray(given) ? given.map(decodeChoice) : [];
  return {
    id: textOrNull(source["id"]),
    object: textOrNull(source["object"]),
    created: numberOrNull(source["created"]),
    model: textOrNull(source["model"]),
    systemFingerprint: textOrNull(source["system_fingerprint"]),
    choices: first ? [first, ...others] : placeholder,
    usage: decodeUsage(source["usage"]),
    isUsageOnly: !first,
    extra: extra(source, chunkFields),
  };
}

function decodeChoice(value: unknown, position: number): ChatCompletionChunkChoice {
  const source = record(value, "a choice");
  return {
    index: decodeIndex(source["index"], position, "a choice's"),
    finishReason: textOrNull(source["finish_reason"]),
    delta: decodeMessage(source["delta"]),
    message: emptyMessage,
    extra: extra(source, choiceFields),
  };
}
