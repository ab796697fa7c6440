"use client";

import type { Outcome } from "pareta";
import type { ReactNode } from "react";
import { cleanText } from "../format/clean-text.ts";
import { formatDuration } from "../format/format-duration.ts";
import { type ErrorLabels, type ErrorWords, errorLabels } from "../labels/error-labels.ts";
import { useLocale } from "../labels/language-context.ts";
import { Heading, type HeadingLevel } from "../ui/heading.tsx";
import type { ErrorFacts, FieldProblem } from "./error-facts.ts";
import type { ErrorKind } from "./error-kind.ts";

interface SentenceProps {
  kind: ErrorKind;
  words: ErrorLabels;
}

interface ErrorTitleProps {
  sentences: ErrorWords;
  level: HeadingLevel;
  subject: unknown;
  noun: unknown;
}

export function ErrorTitle({ sentences, level, subject, noun }: ErrorTitleProps): ReactNode {
  const name = cleanText(subject, { limit: 200 });
  const title = sentences.title(name, cleanText(noun, { limit: 60 }));
  return (
    <Heading level={level} className="pareta-error-title">
      {name === null ? title : isolated(title, name)}
    </Heading>
  );
}

/** A name in another direction must not turn the sentence around it. */
function isolated(sentence: string, name: string): ReactNode {
  const at = sentence.indexOf(name);
  if (at === -1) return sentence;
  return (
    <>
      {sentence.slice(0, at)}
      <bdi>{name}</bdi>
      {sentence.slice(at + name.length)}
    </>
  );
}

interface ErrorBodyProps extends SentenceProps {
  facts: ErrorFacts;
  sentence: string;
  metered: boolean;
  /** A countdown says what this would say. */
  isCountedDown: boolean;
}

export function ErrorBody(props: ErrorBodyProps): ReactNode {
  const { kind, words, facts, sentence, metered, isCountedDown } = props;
  const locale = useLocale();
  const pause = kind === "rate-limited" ? formatDuration(facts.retryAfter, { locale }) : null;
  const isToldByServer = kind === "failed" || (kind === "invalid" && facts.fields.length === 0);
  return (
    <>
      {isToldByServer && facts.detail !== null && (
        <p className="pareta-error-body" dir="auto">
          {facts.detail}
        </p>
      )}
      {isCountedDown && !metered ? null : (
        <p className="pareta-error-body">
          {!isCountedDown && (pause === null ? sentence : words.askedToWait(pause))}{" "}
          {metered ? <ErrorCost kind={kind} outcome={facts.outcome} words={words} /> : null}
        </p>
      )}
    </>
  );
}

/** Kinds that can only mean that nothing was done, where no error tells its outcome. */
const refusals = new Set<ErrorKind>([
  "stopped",
  "provider",
  "rate-limited",
  "unauthenticated",
  "forbidden",
  "not-found",
  "conflict",
  "invalid",
  "offline",
]);

interface ErrorCostProps extends SentenceProps {
  outcome: Outcome | null;
}

/** The truth about the money. Out of credit says it in its body, and what is waking has not been sent yet. */
function ErrorCost({ kind, words, outcome }: ErrorCostProps): ReactNode {
  if (kind === "no-credit" || kind === "cold") return null;
  const isFree = outcome === null ? refusals.has(kind) : outcome !== "unknown";
  return (
    <span data-slot="error-cost" data-state={isFree ? "free" : "unknown"}>
      {isFree ? words.notCharged : words.mayBeCharged}
    </span>
  );
}

/** What was refused, field by field; the whole input has no name. */
export function FieldProblems({ fields }: { fields: readonly FieldProblem[] }): ReactNode {
  return (
    <ul className="pareta-error-fields" data-slot="error-fields">
      {fields.map(({ field, problems }) => (
        <li key={field}>
          {field !== "" && (
            <>
              <bdi className="pareta-mono">{field}</bdi>{" "}
            </>
          )}
          <span dir="auto">{problems.join("; ")}</span>
        </li>
      ))}
    </ul>
  );
}

/** Title and body of a failure. What was refused without naming a field asks nobody to look for one. */
export function sentencesOf(
  kind: ErrorKind,
  { fields }: Pick<ErrorFacts, "fields">,
  { kinds, rejected }: ErrorLabels,
): ErrorWords {
  if (kind === "invalid" && !fields.some(({ field }) => field !== "")) return rejected;
  return kinds[kind] ?? errorLabels.kinds[kind];
}
