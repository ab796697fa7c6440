import type { ChatEntry } from "@pareta/react";
import { APIStatusError, type ParetaError } from "pareta";
import { useState } from "react";
import { errorKind } from "./error-kind.ts";

interface ErrorCardProps {
  entry: ChatEntry;
  error: ParetaError;
  onRetry: (messageId: string) => void;
  onTopUp: () => void;
}

/** Stands where the failure happened, and stays until something is done about it. */
export function ErrorCard({ entry, error, onRetry, onTopUp }: ErrorCardProps) {
  const kind = errorKind(error, entry);
  return (
    <div className="card" data-tone={kind.tone}>
      <div role="alert">
        <h3 className="card-title">{kind.title}</h3>
        <p className="card-body">{kind.body}</p>
      </div>
      {kind.action === "none" ? null : (
        <div className="card-actions">
          {kind.action === "top-up" ? <TopUpButton onTopUp={onTopUp} /> : null}
          <button type="button" className="button" onClick={() => onRetry(entry.id)}>
            Try again
          </button>
        </div>
      )}
      <ErrorDetails error={error} entry={entry} />
    </div>
  );
}

function TopUpButton({ onTopUp }: { onTopUp: () => void }) {
  const [isToppedUp, setIsToppedUp] = useState(false);

  function topUp() {
    onTopUp();
    setIsToppedUp(true);
  }

  return (
    <button type="button" className="button" data-variant="primary" onClick={topUp} disabled={isToppedUp}>
      {isToppedUp ? "Topped up (demo)" : "Top up"}
    </button>
  );
}

function ErrorDetails({ error, entry }: { error: ParetaError; entry: ChatEntry }) {
  const detail = error instanceof APIStatusError ? error.detail : error.message;
  return (
    <details className="card-details">
      <summary>Details</summary>
      <dl>
        <dt>Status</dt>
        <dd>{error.status ?? "no answer"}</dd>
        <dt>Detail</dt>
        <dd>{typeof detail === "string" ? detail : JSON.stringify(detail)}</dd>
        <dt>Request id</dt>
        <dd className="mono">{error.requestId ?? "none"}</dd>
        <dt>Time</dt>
        <dd>{entry.createdAt === null ? "unknown" : new Date(entry.createdAt).toLocaleTimeString("en")}</dd>
      </dl>
    </details>
  );
}
