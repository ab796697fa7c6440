import { cleanText } from "../../format/clean-text.ts";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import type { ChatEntry } from "../chat-entry.ts";

/** `function_call` is the older name of `tool_calls`. */
const wholeEnds: ReadonlySet<string> = new Set(["stop", "tool_calls", "function_call"]);

/** Why an answer that has ended is not whole, in words; `null` for a whole one, and for one that has not ended. */
export function earlyEnd({ status, finishReason }: ChatEntry, labels: ChatLabels): string | null {
  if (status !== "complete" || typeof finishReason !== "string") return null;
  const reason = cleanText(finishReason, { limit: 80 });
  if (reason === null || wholeEnds.has(reason)) return null;
  if (reason === "length") return labels.cutAtLimit;
  const known: Readonly<Record<string, string>> = labels.earlyEnds;
  return (Object.hasOwn(known, reason) ? known[reason] : undefined) ?? labels.endedEarly(reason);
}
