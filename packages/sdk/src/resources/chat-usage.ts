import { type Extra, numberOrNull, type Reader, recordOr, shape } from "../decode.ts";

/** Tokens of a call; every field `null` when the server reported none. */
export interface Usage {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly totalTokens: number | null;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

const decodeTokens: Reader<Usage> = shape({
  promptTokens: numberOrNull,
  completionTokens: numberOrNull,
  totalTokens: numberOrNull,
});

export const decodeUsage: Reader<Usage> = recordOr(decodeTokens, Object.freeze(decodeTokens({}, "")));
