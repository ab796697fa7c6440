import { APIStatusError, BadRequestError, InvalidArgumentError, type Outcome, ParetaError } from "pareta";
import { cleanText } from "../format/clean-text.ts";

/** A field that was refused, and why. */
export interface FieldProblem {
  /** As the SDK names it, `messages.2.content` for example; `""`: the whole input. */
  readonly field: string;
  readonly problems: readonly string[];
}

/** What may be shown of an error: never a stack trace, never the HTML of a gateway. */
export interface ErrorFacts {
  readonly status: number | null;
  readonly detail: string | null;
  readonly requestId: string | null;
  /** Whether it may have cost money; `null` when it is not Pareta's error. */
  readonly outcome: Outcome | null;
  /** Milliseconds the server asked to wait. */
  readonly retryAfter: number | null;
  readonly fields: readonly FieldProblem[];
}

/** Reads by class and distrusts every field: errors cross realms, proxies and copies of the SDK. */
export function readErrorFacts(error: unknown): ErrorFacts {
  const isOurs = ParetaError.isInstance(error);
  const isAnswer = APIStatusError.isInstance(error);
  return {
    status: isOurs && Number.isInteger(error.status) ? error.status : null,
    detail: isAnswer ? detailOf(error) : sentenceOf(error),
    requestId: isOurs ? cleanText(error.requestId, { limit: 200 }) : null,
    outcome: isOurs ? outcomeOf(error) : null,
    retryAfter: isAnswer && Number.isFinite(error.retryAfter) ? Number(error.retryAfter) * 1000 : null,
    fields: fieldsOf(error),
  };
}

function outcomeOf({ outcome }: ParetaError): Outcome {
  return outcome === "not-sent" || outcome === "refused" ? outcome : "unknown";
}

/** The server's own sentence when it sent JSON; the message, which is never a body, for everything else. */
function detailOf(error: APIStatusError): string | null {
  const { detail } = error;
  const isMarkup = typeof detail === "string" && /^\s*</.test(detail);
  return (isMarkup ? null : cleanText(detail, { limit: 1000 })) ?? sentenceOf(error);
}

/** The first line: some put a stack below it. */
function sentenceOf(error: unknown): string | null {
  if (!(error instanceof Error) && !ParetaError.isInstance(error)) return null;
  const [line] = (cleanText(error.message) ?? "").split("\n", 1);
  return cleanText(line, { limit: 300 }) ?? cleanText(error.name, { limit: 100 });
}

function fieldsOf(error: unknown): FieldProblem[] {
  if (InvalidArgumentError.isInstance(error)) {
    const problem = sentenceOf(error);
    return problem === null ? [] : [{ field: cleanText(error.param) ?? "", problems: [problem] }];
  }
  if (!BadRequestError.isInstance(error)) return [];
  return Object.entries(Object(error.fieldErrors)).map(([field, problems]) => ({
    field: cleanText(field, { limit: 200 }) ?? "",
    problems: [problems].flat().flatMap((problem) => cleanText(problem, { limit: 500 }) ?? []),
  }));
}
