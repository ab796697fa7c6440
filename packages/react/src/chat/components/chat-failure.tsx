"use client";

import type { ParetaError } from "pareta";
import type { ReactNode } from "react";
import { EndpointStoppedError } from "../../errors/endpoint-stopped-error.ts";
import { type ErrorKind, errorKind } from "../../errors/error-kind.ts";
import { ErrorState } from "../../errors/error-state.tsx";
import { formatCount } from "../../format/format-count.ts";
import { type ErrorLabels, errorLabels } from "../../labels/error-labels.ts";
import { useLabels, useLocale } from "../../labels/language-context.ts";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { Button } from "../../ui/button.tsx";
import type { HeadingLevel } from "../../ui/heading.tsx";
import type { ChatEntry } from "../chat-entry.ts";
import type { ThreadActs } from "./use-chat-acts.ts";

interface ChatFailureProps {
  entry: ChatEntry;
  error: ParetaError;
  model: string;
  topUpHref: string | undefined;
  onTopUp: (() => void) | undefined;
  /** Its first button is the primary one of the view. */
  isPrimary: boolean;
  headingLevel: HeadingLevel;
  labels: ChatLabels;
  acts: ThreadActs;
}

/** Stands where the answer failed, and stays until something is done about it. */
export function ChatFailure(props: ChatFailureProps): ReactNode {
  const { entry, error, model, topUpHref, onTopUp, isPrimary, headingLevel, labels, acts } = props;
  const words = useLabels("errors", errorLabels);
  const locale = useLocale();
  const own = errorKind(error);
  // Only what broke the answer off: a retry that failed for another reason has that reason's words and way out.
  const isIncomplete = entry.status === "incomplete" && brokeOff.has(own);
  const kind = isIncomplete ? "interrupted" : own;
  return (
    <ErrorState
      className="pareta-chat-failure"
      error={error}
      kind={kind}
      subject={model}
      noun={labels.endpoint}
      headingLevel={headingLevel}
      metered={!isIncomplete}
      topUpHref={topUpHref}
      onTopUp={onTopUp}
      isPrimary={isPrimary}
      labels={isIncomplete ? incompleteWords(entry, { words, labels, locale }) : undefined}
      onRetry={() => acts.retry(entry.id)}
      onStart={error instanceof EndpointStoppedError ? () => acts.start(error.endpointId) : undefined}
      actions={<MoreActions entry={entry} kind={kind} isPrimary={isPrimary} labels={labels} acts={acts} />}
    />
  );
}

const brokeOff: ReadonlySet<ErrorKind> = new Set(["interrupted", "unreachable", "server"]);

/** Kinds that something outside of the chat may have put right since: `ErrorState` offers no retry for them itself. */
const mayBeRight: ReadonlySet<ErrorKind> = new Set([
  "stopped",
  "unauthenticated",
  "forbidden",
  "not-found",
  "conflict",
]);

interface MoreActionsProps {
  entry: ChatEntry;
  kind: ErrorKind;
  isPrimary: boolean;
  labels: ChatLabels;
  acts: ThreadActs;
}

function MoreActions({ entry, kind, isPrimary, labels, acts }: MoreActionsProps): ReactNode {
  if (kind === "interrupted") {
    return (
      <Button title={labels.continueCost} onClick={() => acts.regenerate(entry.id)}>
        {labels.continueAsNew}
      </Button>
    );
  }
  if (!mayBeRight.has(kind)) return null;
  // A stopped endpoint has a button of its own before this one.
  const variant = isPrimary && kind !== "stopped" ? "primary" : "plain";
  return (
    <Button variant={variant} onClick={() => acts.retry(entry.id)}>
      {labels.retry}
    </Button>
  );
}

/** How far the answer came, and that trying again is not paid twice. */
function incompleteWords(
  entry: ChatEntry,
  { words, labels, locale }: { words: ErrorLabels; labels: ChatLabels; locale: string },
): Partial<ErrorLabels> {
  const tokens = entry.usage?.completionTokens ?? null;
  const { interrupted } = words.kinds;
  const title =
    tokens === null ? interrupted.title : () => labels.lostAfter(tokens, formatCount(tokens, { locale }));
  return { kinds: { ...words.kinds, interrupted: { title, body: labels.incompleteBody } } };
}
