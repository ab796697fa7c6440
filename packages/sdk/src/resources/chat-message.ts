import {
  ContractViolation,
  type Extra,
  extra,
  type JsonRecord,
  listOf,
  type Reader,
  recordOr,
  shape,
  textOrNull,
} from "../decode.ts";

/** A call of a tool, or in a stream a fragment of one: join `arguments` per choice and tool index (contract 3.2). */
export interface ToolCall {
  /** Position among the message's tool calls; `null` where the server sends none (outside of streams). */
  readonly index: number | null;
  readonly id: string | null;
  readonly type: string | null;
  readonly function: ToolCallFunction;
  /** What the server sent beyond these fields, verbatim. */
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

export interface ToolCallFunction {
  readonly name: string | null;
  /** JSON text as the model wrote it, `""` when absent. */
  readonly arguments: string;
  /** What the server sent beyond these fields, verbatim. */
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

/** A model's message, or in a stream what one chunk adds to it (contract 4.1). */
export interface Message {
  readonly role: string | null;
  /** `""` stays `""`; `null` when absent. */
  readonly content: string | null;
  readonly toolCalls: readonly ToolCall[];
  readonly refusal: string | null;
  readonly reasoningContent: string | null;
  /** What the server sent beyond these fields, verbatim. */
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

/** The highest index taken: callers address arrays by it, and no server should make one of a billion elements. */
const highestIndex = 4095;

/** @throws ContractViolation for an index that is no whole number from 0 to 4095. */
export const indexOrNull: Reader<number | null> = (value, what) => {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= highestIndex)
    return value;
  throw new ContractViolation(`${what} is not a whole number from 0 to ${highestIndex}`);
};

const decodeFunction: Reader<ToolCallFunction> = shape({
  name: textOrNull,
  arguments: (value) => (typeof value === "string" ? value : value ? JSON.stringify(value) : ""),
});

const decodeToolCall: Reader<ToolCall> = shape({
  index: indexOrNull,
  id: textOrNull,
  type: textOrNull,
  function: recordOr(decodeFunction, decodeFunction({}, "")),
});

const decodeToolCalls = listOf(decodeToolCall);
const messageFields = new Set(["role", "content", "tool_calls", "refusal", "reasoning_content"]);

/** By hand where others use `shape`: every token passes here and through the chunk's, and this takes half the time. */
export function decodeMessage(source: JsonRecord): Message {
  return {
    role: textOrNull(source["role"]),
    content: textOrNull(source["content"]),
    toolCalls: decodeToolCalls(source["tool_calls"], "tool_calls"),
    refusal: textOrNull(source["refusal"]),
    reasoningContent: textOrNull(source["reasoning_content"]),
    extra: extra(source, messageFields),
  };
}

/** Stands where an answer has no message: `delta` of a whole answer, `message` of a chunk. */
export const emptyMessage: Message = Object.freeze(decodeMessage({}));
