import type { ChatEntry } from "../chat-entry.ts";

/** A message's text; `image` stands for what is not text, which is named and never fetched. */
export function messageText(content: ChatEntry["content"], image: string): string {
  if (content === null || typeof content === "string") return content ?? "";
  return content.map((block) => (block.type === "text" ? block.text : image)).join("\n");
}
