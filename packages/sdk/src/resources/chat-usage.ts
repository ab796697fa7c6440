import { type Extra, extra, isRecord, noExtra, numberOrNull } from "../decode.ts";

/** Tokens of a call; every field `null` when the server reported none. */
export interface Usage {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly totalTokens: number | null;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

const usageFields = new Set(["prompt_tokens", "completion_tokens", "total_tokens"]);

const noUsage: Usage = Object.freeze({
  promptTokens: null,
  completionTokens: null,
  totalTokens: null,
  extra: noExtra,
});

export function decodeUsage(value: unknown): Usage {
  if (!isRecord(value)) return noUsage;
  return {
    promptTokens: numberOrNull(value["prompt_tokens"]),
    completionTokens: numberOrNull(value["completion_tokens"]),
    totalTokens: numberOrNull(value["total_tokens"]),
    extra: extra(value, usageFields),
  };
}
