import { shownText } from "../../format/shown-text.ts";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import type { ChatEntry } from "../chat-entry.ts";
import { messageText } from "../message-text.ts";

/** The parts of a message that are text; `""` for what it does not have. It may come from a host's own storage. */
export function messageParts(entry: ChatEntry, labels: ChatLabels) {
  const textOf = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    text: messageText(entry.content, labels.image),
    refusal: textOf(entry.refusal),
    reasoning: textOf(entry.reasoning),
  };
}

/** What a message says, as it is copied and spoken: its text and its refusal, without what nobody sees. */
export function saidText(entry: ChatEntry, labels: ChatLabels): string {
  const { text, refusal } = messageParts(entry, labels);
  return shownText([text, refusal].filter((part) => part !== "").join("\n\n"));
}
