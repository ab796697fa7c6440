"use client";

import { type ReactNode, useEffect, useId, useState } from "react";
import { formatAbsoluteTime, type Instant, readInstant } from "../format/format-time.ts";
import type { ErrorLabels } from "../labels/error-labels.ts";
import { useLocale } from "../labels/language-context.ts";
import type { ErrorFacts } from "./error-facts.ts";

export interface ErrorDetailsProps {
  error: unknown;
  facts: ErrorFacts;
  occurredAt: Instant | null | undefined;
  words: ErrorLabels;
}

/** What support asks for. */
export function ErrorDetails({ error, facts, occurredAt, words }: ErrorDetailsProps): ReactNode {
  const locale = useLocale();
  const firstShown = useFirstShown(error);
  // A server does not know the reader's time zone.
  const at = firstShown === null ? null : (readInstant(occurredAt) ?? firstShown);
  const { status, detail, requestId, outcome } = facts;
  return (
    <details className="pareta-error-details" data-slot="error-details">
      <summary className="pareta-error-summary">{words.details}</summary>
      <dl>
        {outcome !== null && <Fact name={words.status}>{status ?? words.noAnswer}</Fact>}
        {detail !== null && <Fact name={words.detail}>{detail}</Fact>}
        {outcome !== null && (
          <Fact name={words.requestId} isCode={requestId !== null}>
            {requestId ?? words.none}
          </Fact>
        )}
        {at !== null && (
          <Fact name={words.time}>
            <time dateTime={new Date(at).toISOString()}>{formatAbsoluteTime(at, { locale })}</time>
          </Fact>
        )}
      </dl>
    </details>
  );
}

function Fact({ name, isCode, children }: { name: string; isCode?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <div>
      <dt id={id}>{name}</dt>
      <dd aria-labelledby={id} dir="auto" className={isCode ? "pareta-mono" : undefined}>
        {children}
      </dd>
    </div>
  );
}

/** Unix ms; `null` until it stands on the page, so that a server and a browser agree. */
function useFirstShown(error: unknown): number | null {
  const [shown, setShown] = useState<{ readonly error: unknown; readonly at: number } | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setShown({ error, at: Date.now() }), 0);
    return () => clearTimeout(timer);
  }, [error]);
  return shown !== null && shown.error === error ? shown.at : null;
}
