"use client";

import type { ReactNode } from "react";
import { formatCount } from "../../format/format-count.ts";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { useLocale } from "../../labels/language-context.ts";
import { Button } from "../../ui/button.tsx";
import { useChatBranches } from "../use-chat-branches.ts";

interface ChatBranchesProps {
  chatId: string;
  messageId: string;
  labels: ChatLabels;
  onSelect: (messageId: string) => void;
}

/** ‹1/2›: the versions of a message that regenerating and editing have made. Nothing where there is one. */
export function ChatBranches({ chatId, messageId, labels, onSelect }: ChatBranchesProps): ReactNode {
  const branches = useChatBranches(chatId, messageId);
  const locale = useLocale();
  if (branches.length < 2) return null;
  const position = branches.indexOf(messageId);
  const step = (to: number, label: string, sign: string) => (
    <Button
      variant="quiet"
      aria-label={label}
      aria-disabled={branches[to] === undefined}
      onClick={() => {
        const branch = branches[to];
        if (branch !== undefined) onSelect(branch);
      }}
    >
      {sign}
    </Button>
  );
  return (
    <span data-slot="chat-branches" className="pareta-chat-branches">
      {step(position - 1, labels.previousBranch, "‹")}
      <span>
        {labels.branch(formatCount(position + 1, { locale }), formatCount(branches.length, { locale }))}
      </span>
      {step(position + 1, labels.nextBranch, "›")}
    </span>
  );
}
