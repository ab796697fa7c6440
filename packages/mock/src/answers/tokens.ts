import type { ChatMessage } from "./chat-request.ts";

/** An answer is cut twice: to be counted, and to be streamed. */
let newest: { text: string; tokens: readonly string[] } = { text: "", tokens: [] };

/** Cuts text as a tokenizer would: short words whole, long ones in pieces, never inside a code point. */
export function tokensOf(text: string): readonly string[] {
  if (newest.text !== text) {
    const tokens = text.match(/ ?\p{L}{1,6}| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]{1,3}|\s+/gu) ?? [];
    newest = { text, tokens };
  }
  return newest.tokens;
}

/** A prompt's size by its length: exact counting would cost more than the answer. */
export function promptTokens(messages: readonly ChatMessage[]): number {
  let total = 0;
  for (const message of messages) total += 3 + contentTokens(message.content);
  return total;
}

function contentTokens(content: ChatMessage["content"]): number {
  if (typeof content === "string") return Math.ceil(content.length / 4);
  let total = 0;
  for (const block of content) total += block.type === "text" ? Math.ceil(block.text.length / 4) : 765;
  return total;
}
