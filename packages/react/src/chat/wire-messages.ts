import type { ChatInput, ContentBlock } from "pareta";
import type { ChatEntry } from "./chat-entry.ts";

/**
 * What is sent of a thread: a system prompt if the app has one, then what was said. Messages in which nothing was said
 * are left out, and so are tool calls that nothing answers: a server refuses both. The user's messages that follow each other
 * then, after a failed answer for example, become one: many templates take turns only.
 */
export function wireMessages(system: string | undefined, entries: readonly ChatEntry[]): ChatInput[] {
  const said: ChatInput[] = system === undefined ? [] : [{ role: "system", content: system }];
  let asked: ChatEntry["content"] | undefined;
  for (const [index, entry] of entries.entries()) {
    const message = wireMessage(entry, entries[index + 1]);
    if (!message) continue;
    if (entry.role === "user" && asked !== undefined) {
      asked = joinedContent(asked, entry.content);
      said[said.length - 1] = { role: "user", content: asked };
    } else {
      asked = entry.role === "user" ? entry.content : undefined;
      said.push(message);
    }
  }
  return said;
}

function wireMessage(entry: ChatEntry, next: ChatEntry | undefined): ChatInput | null {
  const { role, content, refusal, toolCalls, toolCallId } = entry;
  const isAnswered = toolCalls.length > 0 && next?.role === "tool";
  const said = refusal === null ? content : joinedContent(content, refusal);
  const mayBeEmpty = isAnswered || (role !== "assistant" && role !== "user");
  if (!mayBeEmpty && !said?.length) return null;
  return {
    role,
    content: said,
    ...(toolCallId !== null && { tool_call_id: toolCallId }),
    ...(isAnswered && {
      tool_calls: toolCalls.map(({ id, type, function: { name, arguments: text } }) => ({
        id,
        type: type ?? "function",
        function: { name, arguments: text },
      })),
    }),
  };
}

/** Texts with a blank line between them; with blocks in either, all of it as blocks. */
function joinedContent(one: ChatEntry["content"], other: ChatEntry["content"]): ChatEntry["content"] {
  if (!one?.length || !other?.length) return one?.length ? one : other;
  if (typeof one === "string" && typeof other === "string") return `${one}\n\n${other}`;
  return [...blocksOf(one), ...blocksOf(other)];
}

function blocksOf(content: string | readonly ContentBlock[]): readonly ContentBlock[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}
