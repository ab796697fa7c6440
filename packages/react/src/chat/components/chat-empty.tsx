"use client";

import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { HeadingLevel } from "../../ui/heading.tsx";
import { stepOf } from "../../ui/step-of.ts";

interface ChatEmptyProps {
  starters: readonly string[];
  headingLevel: HeadingLevel;
  labels: ChatLabels;
  onStarter: (text: string) => void;
}

/** A thread without messages. A starter fills the box: sending costs money and is the reader's own act. */
export function ChatEmpty({ starters, headingLevel, labels, onStarter }: ChatEmptyProps): ReactNode {
  return (
    <EmptyState
      headingLevel={headingLevel}
      title={labels.emptyTitle}
      description={labels.emptyBody}
      actions={
        starters.length === 0 ? null : <Starters starters={starters} labels={labels} onStarter={onStarter} />
      }
    />
  );
}

interface StartersProps {
  starters: readonly string[];
  labels: ChatLabels;
  onStarter: (text: string) => void;
}

/** One Tab stop, and arrow keys within: the box is what a reader comes for. */
function Starters({ starters, labels, onStarter }: StartersProps) {
  const [current, setCurrent] = useState(0);

  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    const next = stepOf(event, { from: current, count: starters.length, along: "line", wraps: true });
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    event.currentTarget.parentElement?.querySelectorAll("button")[next]?.focus();
  }

  return (
    <div role="toolbar" aria-label={labels.starters} className="pareta-chat-starters">
      {starters.map((starter, index) => (
        <Button
          key={starter}
          className="pareta-chat-starter"
          dir="auto"
          tabIndex={index === Math.min(current, starters.length - 1) ? 0 : -1}
          onFocus={() => setCurrent(index)}
          onKeyDown={onKeyDown}
          onClick={() => onStarter(starter)}
        >
          {starter}
        </Button>
      ))}
    </div>
  );
}
