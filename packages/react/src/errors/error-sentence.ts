import type { ErrorLabels } from "../labels/error-labels.ts";
import { errorKind } from "./error-kind.ts";
import { sentencesOf } from "./error-sentences.tsx";

interface About {
  /** What it is about: an endpoint's name. */
  readonly subject?: string | null | undefined;
  /** What sort of thing that is: "endpoint". */
  readonly noun?: string | null | undefined;
}

/**
 * What went wrong and what to do, by the error's kind, as one line: for a refused user action that has no room for an
 * `ErrorState`. Says nothing about fields, since it lists none.
 */
export function errorSentence(
  error: unknown,
  labels: ErrorLabels,
  { subject = null, noun = null }: About = {},
): string {
  const { title, body } = sentencesOf(errorKind(error), { fields: [] }, labels);
  return `${title(subject, noun)}. ${body}`;
}
