"use client";

import type { ReactNode } from "react";
import { errorLabels } from "../../labels/error-labels.ts";
import { formatClock } from "../../format/format-duration.ts";
import { frameLabels } from "../../labels/frame-labels.ts";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { useLabels } from "../../labels/language-context.ts";
import { Button } from "../../ui/button.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { ChatWaiting } from "../chat-entry.ts";

interface ChatWaitingCardProps {
  waiting: ChatWaiting;
  model: string;
  labels: ChatLabels;
  onCancel: () => void;
}

/** Why nothing is arriving yet. The announcer says it once; the seconds are for the eye. */
export function ChatWaitingCard({ waiting, model, labels, onCancel }: ChatWaitingCardProps): ReactNode {
  const { retryingIn } = useLabels("frame", frameLabels);
  const { waited } = useLabels("errors", errorLabels);
  const now = useNow() ?? waiting.since;
  const { title, body } = labels.waiting[waiting.reason];
  const count =
    waiting.until === null
      ? waited(formatClock(now - waiting.since))
      : retryingIn(Math.max(0, Math.ceil((waiting.until - now) / 1000)));
  return (
    <div data-slot="chat-waiting" data-state={waiting.reason} className="pareta-chat-waiting">
      <p className="pareta-chat-waiting-title">{title(model)}</p>
      <p>
        {body} <span aria-hidden="true">{count}</span>
      </p>
      <div className="pareta-chat-actions">
        <Button onClick={onCancel}>{labels.cancel}</Button>
      </div>
    </div>
  );
}
