import type { ChatEntry } from "./chat-entry.ts";

/**
 * The text of a message whose content may be a string, blocks (contract 3.2) or `null`. What is not text, an image for
 * example, is named by `image`, default `"[image]"`, and never fetched. Never throws: a message may come from a host's
 * own storage, and what is no content has no text.
 *
 * @example
 * ```tsx
 * import { messageText, useChatStream } from "@pareta/react";
 *
 * export function Transcript() {
 *   const { messages } = useChatStream({ model: "ep_general_chat_01" });
 *   return <pre>{messages.map(({ role, content }) => `${role}: ${messageText(content)}`).join("\n")}</pre>;
 * }
 * ```
 */
export function messageText(content: ChatEntry["content"], image = "[image]"): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((block: unknown) => textOf(block) ?? image).join("\n");
}

function textOf(block: unknown): string | null {
  const { type, text }: { type?: unknown; text?: unknown } = Object(block);
  return type === "text" && typeof text === "string" ? text : null;
}
