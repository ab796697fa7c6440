import {
  type Extra,
  isNonEmpty,
  listOf,
  type NonEmpty,
  numberOrNull,
  type Reader,
  recordOr,
  shape,
  textOrNull,
} from "../decode.ts";
import { decodeMessage, emptyMessage, indexOrNull, type Message, withIndexes } from "./chat-message.ts";
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

const decodeChoice = shape({
  index: indexOrNull,
  finishReason: textOrNull,
  delta: recordOr(decodeMessage, emptyMessage),
  message: () => emptyMessage,
});

/** What a chunk without choices holds, so that `choices[0].delta` is always there. */
const placeholder: NonEmpty<ChatCompletionChunkChoice> = Object.freeze([
  Object.freeze({ ...decodeChoice({}, ""), index: 0 }),
] as const);

const decodeFrame = shape({
  id: textOrNull,
  object: textOrNull,
  created: numberOrNull,
  model: textOrNull,
  systemFingerprint: textOrNull,
  choices: listOf(decodeChoice),
  usage: decodeUsage,
});

/** @throws ContractViolation for a choice that is no object or whose index is out of range. */
export const decodeChunk: Reader<ChatCompletionChunk> = (frame, what) => {
  const chunk = decodeFrame(frame, what);
  const choices = withIndexes(chunk.choices);
  return isNonEmpty(choices)
    ? { ...chunk, choices, isUsageOnly: false }
    : { ...chunk, choices: placeholder, isUsageOnly: true };
};
