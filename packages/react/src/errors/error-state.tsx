"use client";

import type { ComponentProps, ReactNode } from "react";
import { formatClock } from "../format/format-duration.ts";
import { type Instant, readInstant } from "../format/format-time.ts";
import { type ErrorLabels, errorLabels } from "../labels/error-labels.ts";
import { useLabels, useLocale } from "../labels/language-context.ts";
import { classNames } from "../ui/class-names.ts";
import type { HeadingLevel } from "../ui/heading.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { RetryCountdown } from "../ui/retry-countdown.tsx";
import { useNow } from "../ui/use-now.ts";
import { ErrorActions, type ErrorHandlers } from "./error-actions.tsx";
import { ErrorDetails } from "./error-details.tsx";
import { readErrorFacts } from "./error-facts.ts";
import { type ErrorKind, errorKind } from "./error-kind.ts";
import { ErrorBody, ErrorTitle, FieldProblems, sentencesOf } from "./error-sentences.tsx";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface ErrorStateProps extends Omit<ComponentProps<"div">, "children">, ErrorHandlers {
  /** What was caught. Its class decides what is said. */
  error?: unknown;
  /** What it means, where the caller knows better than the class: `cold` for example. */
  kind?: ErrorKind | undefined;
  /** What it is about: an endpoint's name, the id that was not found. */
  subject?: string | null | undefined;
  /** What sort of thing the subject is, in the page's language: "endpoint". */
  noun?: string | null | undefined;
  /** The act that failed costs money: says whether this one may have. Default false. */
  metered?: boolean | undefined;
  /** When it happened. Default: when it was first shown. */
  occurredAt?: Instant | null | undefined;
  /** Default 3. */
  headingLevel?: HeadingLevel | undefined;
  /** When it is tried again by itself, for `rate-limited`: shows the countdown, with `onRetry` as "Try now". */
  retryUntil?: Instant | null | undefined;
  /** Since when it waits, for `cold`: shows a running clock. */
  since?: Instant | null | undefined;
  /** False where the page has a voice of its own that says it. Default true: an alert, or a status for `cold`. */
  announced?: boolean | undefined;
  /** Whether its first button is the primary one of the view. Default: where it leads out, to top up or to start. */
  isPrimary?: boolean | undefined;
  /** More to do, after the kind's own buttons. */
  actions?: ReactNode | undefined;
  /** How high rows and controls are. Default: as around it, `"comfortable"` where nothing says so. */
  density?: "comfortable" | "compact" | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<ErrorLabels> | undefined;
}

const icons: Readonly<Record<ErrorKind, IconName>> = {
  "no-credit": "card",
  cold: "moon",
  stopped: "square",
  provider: "alert",
  "rate-limited": "clock",
  unauthenticated: "lock",
  forbidden: "lock",
  "not-found": "question",
  conflict: "alert",
  invalid: "alert",
  offline: "offline",
  interrupted: "alert",
  unreachable: "alert",
  server: "alert",
  slow: "clock",
  failed: "alert",
  unexpected: "alert",
};

/**
 * What went wrong, why it matters, what can be done, and what it cost; where the thing failed, with its input kept.
 *
 * @example
 * ```tsx
 * import { ErrorState, useModels } from "@pareta/react";
 *
 * export function Models() {
 *   const models = useModels();
 *   if (models.isError) return <ErrorState error={models.error} onRetry={() => void models.refetch()} />;
 *   return <p>{`${models.data?.length ?? "…"} models`}</p>;
 * }
 * ```
 */
export function ErrorState({
  error,
  kind: givenKind,
  subject,
  noun,
  metered = false,
  occurredAt,
  headingLevel = 3,
  onRetry,
  onStart,
  onReload,
  onChangeKey,
  onCancel,
  onTopUp,
  topUpHref,
  isPrimary,
  retryUntil,
  since,
  announced = true,
  actions,
  density,
  labels,
  className,
  ...props
}: ErrorStateProps): ReactNode {
  const words = useLabels("errors", errorLabels, labels);
  const kind =
    typeof givenKind === "string" && Object.hasOwn(icons, givenKind) ? givenKind : errorKind(error);
  const facts = readErrorFacts(error);
  const sentences = sentencesOf(kind, facts, words);
  const retryAt = kind === "rate-limited" ? readInstant(retryUntil) : null;
  const waitingSince = kind === "cold" ? readInstant(since) : null;
  const handlers = { onRetry, onStart, onReload, onChangeKey, onCancel, onTopUp, topUpHref };
  return (
    <div
      data-slot="error-state"
      data-state={kind}
      data-pareta-density={density}
      className={classNames("pareta-base pareta-error", className)}
      {...props}
    >
      <Icon name={icons[kind]} />
      <div className="pareta-error-content">
        {/* What ticks stays outside: an alert is spoken again when it changes. */}
        <div role={announced ? (kind === "cold" ? "status" : "alert") : undefined}>
          <ErrorTitle level={headingLevel} sentences={sentences} subject={subject} noun={noun} />
          <ErrorBody
            kind={kind}
            facts={facts}
            words={words}
            sentence={sentences.body}
            metered={metered}
            isCountedDown={retryAt !== null}
          />
        </div>
        {facts.fields.length > 0 && kind === "invalid" && <FieldProblems fields={facts.fields} />}
        {waitingSince !== null && <WaitingClock since={waitingSince} words={words} />}
        {retryAt !== null && (
          <RetryCountdown until={retryAt} onTryNow={onRetry} onStop={onCancel} announced={announced} />
        )}
        <ErrorActions
          kind={kind}
          requestId={facts.requestId}
          isPrimary={isPrimary}
          words={words}
          {...(retryAt === null ? handlers : {})}
        >
          {actions}
        </ErrorActions>
        {error != null && <ErrorDetails error={error} facts={facts} occurredAt={occurredAt} words={words} />}
      </div>
    </div>
  );
}

function WaitingClock({ since, words }: { since: number; words: ErrorLabels }) {
  const locale = useLocale();
  const now = useNow();
  return (
    <p role="timer" className="pareta-error-note">
      {words.waited(formatClock(now === null ? 0 : now - since, { locale }))}
    </p>
  );
}
