"use client";

import { type ComponentType, memo, type ReactNode, useRef } from "react";
import { cleanText } from "../../format/clean-text.ts";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { Button } from "../../ui/button.tsx";
import type { HeadingLevel } from "../../ui/heading.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import type { ChatEntry, ChatWaiting } from "../chat-entry.ts";
import { isBroken } from "../thread-edits.ts";
import { useChatMessage } from "../use-chat-message.ts";
import { saidText } from "./answer-text.ts";
import { ChatBranches } from "./chat-branches.tsx";
import { ChatEdit } from "./chat-edit.tsx";
import { ChatFailure } from "./chat-failure.tsx";
import { ChatMessage } from "./chat-message.tsx";
import { ChatUsage } from "./chat-usage.tsx";
import { ChatWaitingCard } from "./chat-waiting-card.tsx";
import { messageText } from "../message-text.ts";
import { type ChatTextProps, PlainText } from "./plain-text.tsx";
import type { ThreadActs } from "./use-chat-acts.ts";
import { useNearViewport } from "./use-near-viewport.ts";

export interface ChatRowProps {
  chatId: string;
  messageId: string;
  model: string;
  /** `null` in every row but the last. */
  waiting: ChatWaiting | null;
  isLast: boolean;
  isEditing: boolean;
  isFailurePrimary: boolean;
  /** Rows at the end of the thread show their answers formatted from the start, the others when they come near. */
  isNearAtFirst: boolean;
  textComponent: ComponentType<ChatTextProps>;
  topUpHref: string | undefined;
  onTopUp: (() => void) | undefined;
  headingLevel: HeadingLevel;
  labels: ChatLabels;
  acts: ThreadActs;
}

/** A row that reads its own message: while an answer streams, this is all that renders. */
export const ChatRow = memo(function ChatRow(props: ChatRowProps): ReactNode {
  const entry = useChatMessage(props.chatId, props.messageId);
  const element = useRef<HTMLLIElement>(null);
  const isNear = useNearViewport(element, props.isNearAtFirst);
  if (!entry) return null;
  const { labels, acts } = props;
  if (props.isEditing) {
    return (
      <li data-slot="chat-message" data-role="user" data-state="editing" className="pareta-chat-message">
        <ChatEdit
          text={messageText(entry.content, labels.image)}
          labels={labels}
          onCancel={acts.closeEdit}
          onSave={(text) => acts.edit(entry.id, text)}
        />
      </li>
    );
  }
  return (
    <ChatMessage
      ref={element}
      entry={entry}
      textComponent={isNear ? props.textComponent : PlainText}
      labels={labels}
      data-last={props.isLast}
    >
      <RowFooter {...props} entry={entry} />
    </ChatMessage>
  );
});

function RowFooter(props: ChatRowProps & { entry: ChatEntry }): ReactNode {
  const { entry, waiting, labels } = props;
  if (entry.role === "assistant" && entry.status === "pending") {
    const stage = cleanText(entry.stage, { limit: 200 });
    return (
      <>
        {waiting ? (
          <ChatWaitingCard {...props} waiting={waiting} />
        ) : (
          <p className="pareta-chat-pending" aria-hidden="true" />
        )}
        {stage === null ? null : (
          <p data-slot="chat-stage" className="pareta-chat-note" dir="auto">
            {stage}
          </p>
        )}
      </>
    );
  }
  return (
    <>
      {entry.error ? <ChatFailure {...props} error={entry.error} isPrimary={props.isFailurePrimary} /> : null}
      {entry.role === "assistant" &&
      (entry.error === null || entry.status !== "failed") &&
      entry.createdAt !== null ? (
        <ChatUsage entry={entry} labels={labels} />
      ) : null}
      {entry.status === "streaming" ? null : <RowActions {...props} />}
    </>
  );
}

function RowActions(props: ChatRowProps & { entry: ChatEntry }): ReactNode {
  const { entry, labels, acts, isLast } = props;
  const text = saidText(entry, labels);
  const isAnswer = entry.role === "assistant";
  // What was restored from a storage has no error to show a way out by.
  const canRetry = isLast && isBroken(entry) && entry.error === null;
  const canRegenerate = isLast && isAnswer && entry.status === "complete";
  return (
    <div className="pareta-chat-actions">
      <ChatBranches chatId={props.chatId} messageId={entry.id} labels={labels} onSelect={acts.selectBranch} />
      {text === "" ? null : (
        <CopyButton value={text} aria-label={isAnswer ? labels.copyAnswer : labels.copyMessage}>
          {labels.copy}
        </CopyButton>
      )}
      {canRegenerate ? (
        <Button variant="quiet" onClick={() => acts.regenerate(entry.id)}>
          {labels.regenerate}
        </Button>
      ) : null}
      {canRetry ? (
        <Button variant="quiet" onClick={() => acts.retry(entry.id)}>
          {labels.retry}
        </Button>
      ) : null}
      {entry.role === "user" && typeof entry.content === "string" ? (
        <Button variant="quiet" onClick={() => acts.openEdit(entry.id)}>
          {labels.edit}
        </Button>
      ) : null}
    </div>
  );
}
