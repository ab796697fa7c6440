import { type ChatEntry, useChatMessage } from "@pareta/react";
import { memo } from "react";
import { billedText, looksLikeJson, plainText, statusWord, tokenCount } from "./answer-facts.ts";
import { BranchSwitch } from "./branch-switch.tsx";
import { CopyButton } from "./copy-button.tsx";
import { ErrorCard } from "./error-card.tsx";

interface MessageProps {
  chatId: string;
  messageId: string;
  isLast: boolean;
  isWaiting: boolean;
  isIdle: boolean;
  onRetry: (messageId: string) => void;
  onRegenerate: (messageId: string) => void;
  onBranch: (messageId: string) => void;
  onTopUp: () => void;
}

/** One row; while an answer streams, this is all that renders. */
export const Message = memo(function Message(props: MessageProps) {
  const entry = useChatMessage(props.chatId, props.messageId);
  if (!entry) return null;
  if (entry.role !== "assistant") {
    return (
      <li className="message" data-role="user">
        <h2 className="message-author">You</h2>
        <p className="message-text">{plainText(entry.content)}</p>
      </li>
    );
  }
  const text = plainText(entry.content);
  const isEmpty = entry.status === "complete" && text === "" && entry.toolCalls.length === 0;
  return (
    <li className="message" data-role="assistant" data-state={entry.status}>
      <h2 className="message-author">Answer</h2>
      {text === "" ? null : (
        <div className="message-text" data-format={looksLikeJson(text) ? "json" : "text"}>
          {text}
        </div>
      )}
      {isEmpty ? <p className="message-note">The model returned nothing.</p> : null}
      {entry.status === "pending" && text === "" && !props.isWaiting ? <PendingLine /> : null}
      {entry.error ? (
        <ErrorCard entry={entry} error={entry.error} onRetry={props.onRetry} onTopUp={props.onTopUp} />
      ) : null}
      {entry.status === "pending" || entry.status === "failed" ? null : <Facts entry={entry} />}
      {props.isIdle ? <Actions {...props} entry={entry} text={text} /> : null}
    </li>
  );
});

function PendingLine() {
  return (
    <p className="pending" aria-hidden="true">
      <span className="pending-bar" />
      <span className="pending-bar" />
    </p>
  );
}

function Facts({ entry }: { entry: ChatEntry }) {
  const isSettled = entry.status !== "streaming";
  const facts = [statusWord(entry), tokenCount(entry), isSettled ? billedText(entry) : null];
  return (
    <ul className="facts">{facts.map((fact) => (fact === null ? null : <li key={fact}>{fact}</li>))}</ul>
  );
}

function Actions(props: MessageProps & { entry: ChatEntry; text: string }) {
  const { chatId, entry, text, isLast, onRetry, onRegenerate, onBranch } = props;
  const canRegenerate = isLast && entry.status === "complete";
  const canRetry = isLast && entry.status === "stopped";
  return (
    <div className="message-actions">
      <BranchSwitch chatId={chatId} messageId={entry.id} onBranch={onBranch} />
      {text === "" ? null : <CopyButton text={text} />}
      {canRegenerate ? (
        <button type="button" className="quiet-button" onClick={() => onRegenerate(entry.id)}>
          Regenerate
        </button>
      ) : null}
      {canRetry ? (
        <button type="button" className="quiet-button" onClick={() => onRetry(entry.id)}>
          Retry
        </button>
      ) : null}
    </div>
  );
}
