import {
  ContractViolation,
  type Extra,
  extra,
  isRecord,
  jsonText,
  type JsonRecord,
  type Reader,
  shape,
  textOrNull,
} from "../decode.ts";
import { plainText, readParts } from "./message-parts.ts";

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
  /** Text, also where the server sent a list of text parts. `""` stays `""`; `null` when absent. */
  readonly content: string | null;
  readonly toolCalls: readonly ToolCall[];
  /** What the model said in place of an answer that it will not give. */
  readonly refusal: string | null;
  /** What the model thought before its answer, sent as `reasoning_content` or `reasoning`. */
  readonly reasoningContent: string | null;
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
  arguments: (value) => jsonText(value || ""),
});

const decodeToolCall: Reader<ToolCall> = shape({
  index: indexOrNull,
  id: textOrNull,
  type: textOrNull,
  function: (value, what) => decodeFunction(value ?? {}, what),
});

const noToolCalls: readonly ToolCall[] = Object.freeze([]);

/** @throws ContractViolation for what is no tool call: an answer may consist of nothing else. */
function decodeToolCalls({ tool_calls: calls, function_call: called }: JsonRecord): readonly ToolCall[] {
  const list = calls ?? (called ? { index: 0, type: "function", function: called } : null);
  if (list === null) return noToolCalls;
  return (Array.isArray(list) ? list : [list]).map((call) => decodeToolCall(call, "a tool call"));
}

const textFields = new Set(["content", "refusal", "reasoning_content", "reasoning"]);
const otherFields = new Set(["role", "tool_calls", "function_call"]);

/** A text that is in parts stands in `extra` too, as the server sent it. */
const isRead = (name: string, value: unknown): boolean =>
  textFields.has(name) ? (value ?? "") === "" || typeof value === "string" : otherFields.has(name);

/** The content; of a message without any, the text where other servers put it. */
function contentOf({ content, text, output_text, audio }: JsonRecord): unknown {
  if (content) return content;
  const transcript = isRecord(audio) ? audio["transcript"] : null;
  return [text, output_text, transcript].find((other) => typeof other === "string" && other) ?? content;
}

/**
 * By hand where others use `shape`: every token passes here and through the chunk's, and this takes half the time.
 * @throws ContractViolation for content or tool calls that cannot be read.
 */
export function decodeMessage(source: JsonRecord): Message {
  const { refusal, reasoning_content, reasoning } = source;
  const parts = readParts(contentOf(source));
  const thought = plainText(reasoning_content);
  return {
    role: textOrNull(source["role"]),
    content: parts.content,
    toolCalls: decodeToolCalls(source),
    refusal: plainText(refusal) ?? parts.refusal,
    // Some servers send the same text under both names.
    reasoningContent: (thought || (plainText(reasoning) ?? thought)) ?? parts.reasoningContent,
    extra: extra(source, isRead),
  };
}

/** A message, or its content alone; `null` and `undefined` are the empty one. */
export function decodeAnyMessage(value: unknown): Message {
  if ((value ?? null) === null) return emptyMessage;
  return decodeMessage(isRecord(value) ? value : { content: value });
}

/** Whether it adds nothing to an answer. */
export function isVoid({ content, refusal, reasoningContent, toolCalls }: Message): boolean {
  return !content && !refusal && !reasoningContent && toolCalls.length === 0;
}

/** Without a letter, or a word for "none" at its end, where a server means no reason: `FINISH_REASON_UNSPECIFIED`. */
const noReason = /^([^a-z]*|(.*[^a-z])?(null|none|nil|nan|undefined|unspecified|n\/a)[^a-z]*)$/i;

/** Why a choice has ended; `null` while it has not. A blank, or a word for "none", is no end. */
export const finishReasonOrNull: Reader<string | null> = (value) => {
  if (typeof value !== "string") return null;
  const reason = value.trim();
  return noReason.test(reason) ? null : reason;
};

/** Stands where an answer has no message: `delta` of a whole answer, `message` of a chunk. */
export const emptyMessage: Message = Object.freeze(decodeMessage({}));
