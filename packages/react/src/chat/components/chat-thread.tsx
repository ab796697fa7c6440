"use client";

import { type ComponentType, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { formatCount } from "../../format/format-count.ts";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { useLocale } from "../../labels/language-context.ts";
import { activeElementBeside } from "../../page/active-element.ts";
import { Button } from "../../ui/button.tsx";
import type { HeadingLevel } from "../../ui/heading.tsx";
import type { ChatWaiting } from "../chat-entry.ts";
import { ChatMessages } from "./chat-messages.tsx";
import { ChatRow } from "./chat-row.tsx";
import type { ChatTextProps } from "./plain-text.tsx";
import type { ThreadActs } from "./use-chat-acts.ts";

interface ChatThreadProps {
  chatId: string;
  messageIds: readonly string[];
  model: string;
  waiting: ChatWaiting | null;
  editing: string | null;
  sentCount: number;
  /** The way out of the last failure is what stands to be done next. */
  isFailurePrimary: boolean;
  textComponent: ComponentType<ChatTextProps>;
  topUpHref: string | undefined;
  onTopUp: (() => void) | undefined;
  headingLevel: HeadingLevel;
  empty: ReactNode;
  labels: ChatLabels;
  acts: ThreadActs;
}

/** A longer thread shows its end first: ten thousand rows are more than a page can lay out. */
const step = 200;
/** Rows at the end that are formatted before anybody can have looked. */
const formattedAtFirst = 10;

/** The rows of one chat. A row belongs to a depth of the thread: another branch shows in the row that is there. */
export function ChatThread(props: ChatThreadProps): ReactNode {
  const { messageIds, waiting, editing, sentCount, isFailurePrimary, empty, labels, ...row } = props;
  const [opened, setOpened] = useState<number | null>(null);
  const [loaded, setLoaded] = useState(messageIds.length);
  // A thread that grows message by message keeps what it shows; one that comes as a whole is cut anew.
  if (messageIds.length < loaded || messageIds.length > loaded + step) setLoaded(messageIds.length);
  const first = Math.min(opened ?? Infinity, Math.max(0, loaded - step));
  const earlier = Math.min(step, first);
  const locale = useLocale();
  const container = useRef<HTMLDivElement>(null);
  const distanceToEnd = useRef<number | null>(null);

  useLayoutEffect(() => {
    const scroller = container.current?.querySelector<HTMLElement>(".pareta-chat-scroller");
    if (!scroller || distanceToEnd.current === null) return;
    scroller.scrollTop = scroller.scrollHeight - distanceToEnd.current;
    distanceToEnd.current = null;
    // The button may be gone with the last of what was hidden.
    const focused = activeElementBeside(scroller);
    if (focused === null || focused.localName === "body") scroller.focus({ preventScroll: true });
  });

  function showEarlier() {
    const scroller = container.current?.querySelector(".pareta-chat-scroller");
    distanceToEnd.current = scroller ? scroller.scrollHeight - scroller.scrollTop : null;
    setOpened(Math.max(0, first - step));
  }

  return (
    <ChatMessages
      ref={container}
      sentCount={sentCount}
      labels={labels}
      isEmpty={messageIds.length === 0}
      empty={empty}
      before={
        first === 0 ? null : (
          <Button variant="quiet" className="pareta-chat-earlier" onClick={showEarlier}>
            {labels.earlier(earlier, formatCount(earlier, { locale }))}
          </Button>
        )
      }
    >
      {messageIds.slice(first).map((id, offset) => {
        const depth = first + offset;
        const isLast = depth === messageIds.length - 1;
        return (
          <ChatRow
            key={depth}
            messageId={id}
            isLast={isLast}
            isEditing={editing === id}
            isFailurePrimary={isLast && isFailurePrimary}
            isNearAtFirst={depth >= messageIds.length - formattedAtFirst}
            waiting={isLast ? waiting : null}
            labels={labels}
            {...row}
          />
        );
      })}
    </ChatMessages>
  );
}
