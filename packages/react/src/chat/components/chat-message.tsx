"use client";

import { type ComponentProps, type ComponentType, memo, type ReactNode } from "react";
import { type ChatLabels, chatLabels } from "../../labels/chat-labels.ts";
import type { SomeLabels } from "../../labels/some-labels.ts";
import { useLabels } from "../../labels/language-context.ts";
import { classNames } from "../../ui/class-names.ts";
import type { ChatEntry } from "../chat-entry.ts";
import { messageParts } from "./answer-text.ts";
import { earlyEnd } from "./finish-reason.ts";
import { type ChatTextProps, PlainText } from "./plain-text.tsx";

export interface ChatMessageProps extends Omit<ComponentProps<"li">, "content"> {
  /** One of `messages` of `useChatStream`, or what `useChatMessage` gives. */
  entry: ChatEntry;
  /** Shows an answer's text: `Markdown` of `@pareta/react/markdown`. Default: as plain text. */
  textComponent?: ComponentType<ChatTextProps> | undefined;
  /** What stands below the text: facts, a failure, actions. */
  children?: ReactNode;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<ChatLabels> | undefined;
}

/** One message as plain data: who, what, and what the host puts below it. */
export function ChatMessage(props: ChatMessageProps): ReactNode {
  const { entry, textComponent = PlainText, children, labels: ownLabels, className, ...rest } = props;
  const labels = useLabels("chat", chatLabels, ownLabels);
  const { text, refusal, reasoning } = messageParts(entry, labels);
  const isAnswer = entry.role === "assistant";
  const calls = readToolCalls(entry.toolCalls);
  const isEmpty =
    isAnswer && entry.status === "complete" && text === "" && refusal === "" && calls.length === 0;
  const isPartial =
    entry.status === "stopped" || entry.status === "incomplete" || earlyEnd(entry, labels) !== null;
  const shown = {
    isStreaming: entry.status === "streaming",
    isPartial,
    component: isAnswer ? textComponent : PlainText,
  };
  return (
    <li
      data-slot="chat-message"
      data-role={entry.role}
      data-state={entry.status}
      className={classNames("pareta-chat-message", className)}
      {...rest}
    >
      <p className="pareta-chat-author">{authorOf(entry.role, labels)}</p>
      {reasoning === "" ? null : (
        <details data-slot="chat-reasoning" className="pareta-chat-aside">
          <summary>{labels.reasoning}</summary>
          <PlainText text={reasoning} isStreaming={false} />
        </details>
      )}
      {text === "" ? null : <MessageText text={text} {...shown} />}
      {refusal === "" ? null : (
        <div data-slot="chat-refusal" className="pareta-chat-refused">
          <p className="pareta-chat-note">{labels.refusal}</p>
          <MessageText text={refusal} {...shown} />
        </div>
      )}
      {calls.map((call, index) => (
        <details key={index} className="pareta-chat-aside">
          <summary>{labels.toolCall(call.name)}</summary>
          <pre dir="ltr">{call.input}</pre>
        </details>
      ))}
      {isEmpty ? <p className="pareta-chat-note">{labels.emptyAnswer}</p> : null}
      {children}
    </li>
  );
}

/** What happens around a text leaves it alone: only more of it is looked at again. */
const MessageText = memo(function MessageText(
  props: ChatTextProps & { component: ComponentType<ChatTextProps> },
) {
  const { component: Text, ...text } = props;
  return <Text {...text} />;
});

/** What a message says of its tool calls; it may come from a host's own storage. */
function readToolCalls(calls: unknown): { name: string; input: string }[] {
  if (!Array.isArray(calls)) return [];
  return calls.map((call: unknown) => {
    const { function: called }: { function?: unknown } = Object(call);
    const { name, arguments: input }: { name?: unknown; arguments?: unknown } = Object(called);
    return { name: typeof name === "string" ? name : "?", input: typeof input === "string" ? input : "" };
  });
}

function authorOf(role: unknown, labels: ChatLabels): string {
  if (role === "user") return labels.you;
  if (role === "assistant") return labels.answer;
  if (role === "system") return labels.system;
  if (role === "tool") return labels.tool;
  return typeof role === "string" ? role : "";
}
