"use client";

import type { ReactNode } from "react";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { HeadingLevel } from "../../ui/heading.tsx";

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
      actions={starters.map((starter) => (
        <Button key={starter} className="pareta-chat-starter" dir="auto" onClick={() => onStarter(starter)}>
          {starter}
        </Button>
      ))}
    />
  );
}
