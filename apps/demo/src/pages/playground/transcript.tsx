import type { ChatStatus, ChatWaiting } from "@pareta/react";
import { EmptyConversation } from "./empty-conversation.tsx";
import { Message } from "./message.tsx";
import { useStickToBottom } from "./use-stick-to-bottom.ts";
import { WaitingCard } from "./waiting-card.tsx";

interface TranscriptProps {
  chatId: string;
  messageIds: readonly string[];
  endpoint: string;
  status: ChatStatus;
  waiting: ChatWaiting | null;
  onStarter: (text: string) => void;
  onRetry: (messageId: string) => void;
  onRegenerate: (messageId: string) => void;
  onBranch: (messageId: string) => void;
  onCancel: () => void;
  onTopUp: () => void;
}

/** A plain list and no live region: token by token is no way to hear an answer; the announcer speaks. */
export function Transcript(props: TranscriptProps) {
  const { chatId, messageIds, endpoint, status, waiting, onStarter, onCancel } = props;
  const { scroller, content, isAtBottom, toBottom } = useStickToBottom();
  const lastId = messageIds.at(-1);
  return (
    <div className="transcript-frame">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll area has to be reachable with the keyboard alone */}
      <section className="transcript" ref={scroller} aria-label="Messages" tabIndex={0}>
        <div className="transcript-content" ref={content}>
          {messageIds.length === 0 ? <EmptyConversation onStarter={onStarter} /> : null}
          <ol className="messages">
            {messageIds.map((id) => (
              <Message
                key={id}
                chatId={chatId}
                messageId={id}
                isLast={id === lastId}
                isWaiting={waiting !== null}
                isIdle={status === "ready" || status === "error"}
                onRetry={props.onRetry}
                onRegenerate={props.onRegenerate}
                onBranch={props.onBranch}
                onTopUp={props.onTopUp}
              />
            ))}
          </ol>
          {waiting ? <WaitingCard waiting={waiting} endpoint={endpoint} onCancel={onCancel} /> : null}
        </div>
      </section>
      {isAtBottom ? null : (
        <button type="button" className="button jump" onClick={toBottom}>
          Jump to latest
        </button>
      )}
    </div>
  );
}
