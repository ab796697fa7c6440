"use client";

import type { ReactNode } from "react";
import { ErrorState } from "../../errors/error-state.tsx";
import { formatClock } from "../../format/format-duration.ts";
import { errorLabels } from "../../labels/error-labels.ts";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { useLabels, useLocale } from "../../labels/language-context.ts";
import { Button } from "../../ui/button.tsx";
import type { HeadingLevel } from "../../ui/heading.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { ChatWaiting } from "../chat-entry.ts";
import type { ThreadActs } from "./use-chat-acts.ts";

interface ChatWaitingCardProps {
  messageId: string;
  waiting: ChatWaiting;
  model: string;
  headingLevel: HeadingLevel;
  labels: ChatLabels;
  acts: ThreadActs;
}

/** Why nothing is arriving yet. The announcer says it once; the seconds are for the eye. */
export function ChatWaitingCard(props: ChatWaitingCardProps): ReactNode {
  const { messageId, waiting, model, headingLevel, labels, acts } = props;
  if (waiting.reason === "queued") {
    return <QueuedCard since={waiting.since} labels={labels} onCancel={acts.cancel} />;
  }
  return (
    <ErrorState
      className="pareta-chat-failure"
      kind={waiting.reason}
      subject={model}
      noun={labels.endpoint}
      since={waiting.since}
      retryUntil={waiting.until}
      metered
      announced={false}
      isPrimary={false}
      headingLevel={headingLevel}
      onRetry={() => acts.retryNow(messageId)}
      onCancel={acts.cancel}
    />
  );
}

interface QueuedCardProps {
  since: number;
  labels: ChatLabels;
  onCancel: () => void;
}

function QueuedCard({ since, labels, onCancel }: QueuedCardProps): ReactNode {
  const { waited } = useLabels("errors", errorLabels);
  const locale = useLocale();
  const now = useNow() ?? since;
  return (
    <div data-slot="chat-queued" className="pareta-chat-queued">
      <p className="pareta-chat-queued-title">{labels.queuedTitle}</p>
      <p>
        {labels.queuedBody} <span aria-hidden="true">{waited(formatClock(now - since, { locale }))}</span>
      </p>
      <div className="pareta-chat-actions">
        <Button onClick={onCancel}>{labels.cancel}</Button>
      </div>
    </div>
  );
}
