import { isRecord } from "../decode.ts";
import { demand, requireText } from "../http/preflight.ts";
import type { Message } from "./chat-message.ts";

/** A part of a message: text, or an image as a URL or `data:` URL. */
export type ContentBlock =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "image_url";
      readonly image_url: { readonly url: string; readonly detail?: string | undefined };
    };

/** A message in wire form. It has no index signature, so that interfaces such as the `openai` package's fit. */
export interface ChatMessageParam {
  readonly role: string;
  /** Text, blocks (`ContentBlock` or what else the model takes), or `null` for an assistant that only calls tools. */
  readonly content?: string | null | readonly object[] | undefined;
  readonly name?: string | undefined;
  readonly tool_calls?: readonly object[] | undefined;
  readonly tool_call_id?: string | undefined;
}

/** What `messages` takes: wire messages, and messages of earlier answers as they came. */
export type ChatInput = ChatMessageParam | Message;

/**
 * The wire form of a message: a decoded one is mapped back, any other passes as it is. An answer that was cut in the
 * middle of a character ends in half of it, which no request can carry: U+FFFD stands in its place.
 */
export function toWireMessage(message: ChatInput): ChatMessageParam {
  if (!isDecoded(message)) return message;
  const { role, content, toolCalls, refusal } = message;
  const wire: ChatMessageParam & { readonly refusal?: string | undefined } = {
    role: role ?? "assistant",
    content: wellFormed(content),
    refusal: wellFormed(refusal) ?? undefined,
    tool_calls: toolCalls.length
      ? toolCalls.map(({ id, type, function: { name, arguments: text } }) => ({
          id,
          type: type ?? "function",
          function: { name, arguments: wellFormed(text) },
        }))
      : undefined,
  };
  return wire;
}

function wellFormed<T>(text: T): T | string {
  return typeof text === "string" ? text.replace(/\p{Cs}/gu, "\uFFFD") : text;
}

/** @throws InvalidArgumentError naming the message and field, such as `messages[2].content`. */
export function requireMessages(messages: unknown): void {
  demand(Array.isArray(messages) && messages.length > 0, "messages", "a list with at least one message");
  messages.forEach((message: unknown, position) => requireMessage(message, `messages[${position}]`));
}

function requireMessage(message: unknown, param: string): void {
  demand(isRecord(message), param, "an object");
  const { role, content, tool_calls: toolCalls, toolCalls: decoded } = message;
  if (Array.isArray(decoded)) {
    const isWhole = decoded.every((call) => isRecord(call) && isRecord(call["function"]));
    return demand(isWhole, `${param}.toolCalls`, "tool calls as they came");
  }
  requireText(role, `${param}.role`);
  const callsTools = Array.isArray(toolCalls) && toolCalls.length > 0;
  demand(
    content !== undefined || callsTools,
    `${param}.content`,
    "text or blocks, or null beside tool_calls",
  );
}

function isDecoded(message: ChatInput): message is Message {
  return "toolCalls" in message;
}
