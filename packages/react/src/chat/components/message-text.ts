import type { ChatEntry } from "../chat-entry.ts";

/**
 * A message's text; `image` stands for what is not text, which is named and never fetched. A message may come from a
 * host's own storage: what is no content has no text.
 */
export function messageText(content: ChatEntry["content"], image: string): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((block: unknown) => textOf(block) ?? image).join("\n");
}

function textOf(block: unknown): string | null {
  const { type, text }: { type?: unknown; text?: unknown } = Object(block);
  return type === "text" && typeof text === "string" ? text : null;
}
