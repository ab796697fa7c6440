import { ContractViolation, type Extra, extra, isRecord, noExtra, record, textOrNull } from "../decode.ts";

/** A call of a tool, or in a stream a fragment of one: join `arguments` per choice and tool index (contract 3.2). */
export interface ToolCall {
  /** Position among the message's tool calls; `null` where the server sends none (outside of streams). */
  readonly index: number | null;
  readonly id: string | null;
  readonly type: string | null;
  readonly function: ToolCallFunction;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

export interface ToolCallFunction {
  readonly name: string | null;
  /** JSON text as the model wrote it, `""` when absent. */
  readonly arguments: string;
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
  readonly extra: Extra;
}

const messageFields = new Set(["role", "content", "tool_calls", "refusal", "reasoning_content"]);
const toolCallFields = new Set(["index", "id", "type", "function"]);
const functionFields = new Set(["name", "arguments"]);
const noToolCalls: readonly ToolCall[] = Object.freeze([]);
const highestIndex = 4095;

/** Stands where an answer has no message: `delta` of a whole answer, `message` of a chunk. */
export const emptyMessage: Message = Object.freeze({
  role: null,
  content: null,
  toolCalls: noToolCalls,
  refusal: null,
  reasoningContent: null,
  extra: noExtra,
});

export function decodeMessage(value: unknown): Message {
  if (!isRecord(value)) return emptyMessage;
  const toolCalls = value["tool_calls"];
  return {
    role: textOrNull(value["role"]),
    content: textOrNull(value["content"]),
    toolCalls: Array.isArray(toolCalls) ? toolCalls.map(decodeToolCall) : noToolCalls,
    refusal: textOrNull(value["refusal"]),
    reasoningContent: textOrNull(value["reasoning_content"]),
    extra: extra(value, messageFields),
  };
}

/** An index the caller may use to address an array: a server cannot make one of a billion elements. */
export function decodeIndex<T>(value: unknown, missing: T, what: string): number | T {
  if (value === undefined || value === null) return missing;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= highestIndex)
    return value;
  throw new ContractViolation(`${what} index is not a whole number from 0 to ${highestIndex}`);
}

function decodeToolCall(value: unknown): ToolCall {
  const source = record(value, "a tool call");
  return {
    index: decodeIndex(source["index"], null, "a tool call's"),
    id: textOrNull(source["id"]),
    type: textOrNull(source["type"]),
    function: decodeFunction(source["function"]),
    extra: extra(source, toolCallFields),
  };
}

function decodeFunction(value: unknown): ToolCallFunction {
  const source = isRecord(value) ? value : {};
  const given = source["arguments"] ?? "";
  return {
    name: textOrNull(source["name"]),
    arguments: typeof given === "string" ? given : JSON.stringify(given),
    extra: extra(source, functionFields),
  };
}
