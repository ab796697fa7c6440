import {
  ContractViolation,
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
import {
  decodeAnyMessage,
  emptyMessage,
  finishReasonOrNull,
  indexOrNull,
  isVoid,
  type Message,
} from "./chat-message.ts";
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
  /** `null` until the choice's last chunk; blanks and words such as `"null"` are no reason. */
  readonly finishReason: string | null;
  readonly delta: Message;
  /** Always empty; it stands here so that code written for whole answers does not crash. */
  readonly message: Message;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

const frameFields = new Set(["id", "object", "created", "model", "system_fingerprint", "choices", "usage"]);
const choiceFields = new Set(["index", "finish_reason", "delta"]);
const isField = (name: string): boolean => choiceFields.has(name);
const isWholeField = (name: string): boolean => isField(name) || name === "message" || name === "text";

/**
 * `begun` holds the choices that have said something, and learns of those that do in this frame.
 * @throws ContractViolation for a choice that is no object or whose index is out of range, and for an answer in a shape
 * that cannot be read.
 */
export function decodeChunk(frame: JsonRecord, begun: Set<number>): ChatCompletionChunk {
  const choices = readChoices(frame).map((choice, position) => decodeChoice(choice, position, begun));
  return {
    id: textOrNull(frame["id"]),
    object: textOrNull(frame["object"]),
    created: numberOrNull(frame["created"]),
    model: textOrNull(frame["model"]),
    systemFingerprint: textOrNull(frame["system_fingerprint"]),
    choices: isNonEmpty(choices) ? choices : placeholder,
    usage: decodeUsage(frame["usage"], "usage"),
    isUsageOnly: choices.length === 0,
    extra: extra(frame, (name) => frameFields.has(name)),
  };
}

function readChoices(frame: JsonRecord): readonly unknown[] {
  const { choices, message } = frame;
  if (Array.isArray(choices)) return choices;
  if (isRecord(choices)) return [choices];
  // A text there is a notice.
  if (answerFields.some((name) => isFilled(frame[name])) || (isRecord(message) && isFilled(message)))
    throw new ContractViolation("it has no choices");
  return [];
}

/** Where other APIs put the answer: it must not get lost without a word. */
const answerFields = ["delta", "content", "response", "output", "text", "generated_text", "candidates"];

function isFilled(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

function decodeChoice(value: unknown, position: number, begun: Set<number>): ChatCompletionChunkChoice {
  const source = record(value, "a choice");
  const { delta, message } = source;
  const index = indexOrNull(source["index"], "index") ?? position;
  const other = message ?? source["text"] ?? source["content"];
  let added = decodeAnyMessage(delta ?? other);
  // Some servers send the whole message so far beside each delta: it counts only where no delta ever came.
  if (isVoid(added) && other && !begun.has(index)) added = decodeAnyMessage(other);
  if (!isVoid(added)) begun.add(index);
  return {
    index,
    finishReason: finishReasonOrNull(source["finish_reason"], ""),
    delta: added,
    message: emptyMessage,
    extra: extra(source, (delta ?? null) === null ? isWholeField : isField),
  };
}

/** What a chunk without choices holds, so that `choices[0].delta` is always there. */
const placeholder: NonEmpty<ChatCompletionChunkChoice> = Object.freeze([
  Object.freeze(decodeChoice({}, 0, new Set())),
] as const);
