import type { ChatInput } from "pareta";
import type { ChatEntry } from "./chat-entry.ts";

/**
 * What is sent of a thread: a system prompt if the app has one, then what was said. Answers without text are left out,
 * and so are tool calls that nothing answers: a server refuses both.
 */
export function wireMessages(system: string | undefined, entries: readonly ChatEntry[]): ChatInput[] {
  const said = entries.flatMap((entry, index) => wireMessage(entry, entries[index + 1]));
  return system === undefined ? said : [{ role: "system", content: system }, ...said];
}

function wireMessage(entry: ChatEntry, next: ChatEntry | undefined): ChatInput[] {
  const { role, content, toolCalls, toolCallId } = entry;
  const isAnswered = toolCalls.length > 0 && next?.role === "tool";
  if (role === "assistant" && !isAnswered && !content?.length) return [];
  return [
    {
      role,
      content,
      ...(toolCallId !== null && { tool_call_id: toolCallId }),
      ...(isAnswered && {
        tool_calls: toolCalls.map(({ id, type, function: { name, arguments: text } }) => ({
          id,
          type: type ?? "function",
          function: { name, arguments: text },
        })),
      }),
    },
  ];
}
