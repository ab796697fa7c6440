import type { ChatWaiting } from "@pareta/react";
import { useNow } from "./use-now.ts";
import { waitingWords } from "./waiting-words.ts";

interface WaitingCardProps {
  waiting: ChatWaiting;
  endpoint: string;
  onCancel: () => void;
}

/** Why nothing is arriving yet. The announcer says it once; the seconds are for the eye. */
export function WaitingCard({ waiting, endpoint, onCancel }: WaitingCardProps) {
  const now = useNow();
  const { title, body, count } = waitingWords(waiting, endpoint, now);
  return (
    <div className="card" data-tone={waiting.reason} data-slot="waiting">
      <div>
        <h3 className="card-title">{title}</h3>
        <p className="card-body">
          {body} <span aria-hidden="true">{count}</span>
        </p>
      </div>
      <div className="card-actions">
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </div>
  );
}
