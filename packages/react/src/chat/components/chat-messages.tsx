"use client";

import { type ComponentProps, type ReactNode, type Ref, useLayoutEffect, useRef } from "react";
import { type ChatLabels, chatLabels } from "../../labels/chat-labels.ts";
import type { SomeLabels } from "../../labels/some-labels.ts";
import { useLabels } from "../../labels/language-context.ts";
import { classNames } from "../../ui/class-names.ts";
import { ChatScrollToLatest } from "./chat-scroll-to-latest.tsx";
import { useStickToBottom } from "./use-stick-to-bottom.ts";

export interface ChatMessagesProps extends Omit<ComponentProps<"div">, "ref"> {
  /** The region that scrolls. */
  ref?: Ref<HTMLDivElement> | undefined;
  /** `ChatMessage`s, oldest first. */
  children?: ReactNode;
  /** Stands above the list: what loads earlier messages. */
  before?: ReactNode;
  /** Shown in place of an empty list. */
  empty?: ReactNode;
  /** Shows `empty` in place of the list. Default false. */
  isEmpty?: boolean | undefined;
  /** Count of what the reader has sent: the thread goes to its end whenever it changes. Default: it never does. */
  sentCount?: number | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<ChatLabels> | undefined;
}

/**
 * The thread: a plain list, no live region, for token by token is no way to hear an answer. It stays at its end as long as
 * the reader is there.
 */
export function ChatMessages(props: ChatMessagesProps): ReactNode {
  const {
    children,
    before,
    empty,
    isEmpty = false,
    sentCount,
    labels: ownLabels,
    className,
    ...rest
  } = props;
  const labels = useLabels("chat", chatLabels, ownLabels);
  const { scroller, content, isAtBottom, canScroll, toBottom } = useStickToBottom();

  const shownCount = useRef(sentCount);
  useLayoutEffect(() => {
    if (shownCount.current !== sentCount) toBottom();
    shownCount.current = sentCount;
  }, [sentCount, toBottom]);

  function jump() {
    toBottom();
    // The button goes; whoever pressed it must not start at the top of the page again.
    scroller.current?.focus({ preventScroll: true });
  }

  return (
    <div data-slot="chat-messages" className={classNames("pareta-chat-messages", className)} {...rest}>
      <section
        ref={scroller}
        className="pareta-chat-scroller"
        aria-label={labels.messages}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll area has to be reachable with the keyboard alone
        tabIndex={canScroll ? 0 : -1}
      >
        <div ref={content} className="pareta-chat-content">
          {before}
          {isEmpty ? empty : null}
          <ol className="pareta-chat-list">{children}</ol>
        </div>
      </section>
      {isAtBottom ? null : <ChatScrollToLatest onClick={jump}>{labels.jumpToLatest}</ChatScrollToLatest>}
    </div>
  );
}
