import {
  anything,
  type Extra,
  listOf,
  numberOrNull,
  type Reader,
  record,
  requiredText,
  shape,
  textOrNull,
} from "../decode.ts";
import { readMoney } from "../money.ts";

/** Known statuses, in order; a server may send others (contract 3.7, Q13). */
export type EvalRunStatus = "queued" | "running" | "evaluating" | "completed" | "failed" | (string & {});

/** One row of one candidate. */
export interface EvalItemResult {
  /** Index of the row in the eval set. */
  readonly idx: number | null;
  readonly score: number | null;
  /** What the model answered, cut by the server; `null` for a row that never reached scoring. */
  readonly prediction: unknown;
  readonly error: string | null;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

/** One candidate's result. Quality is 0 to 1, with a 95 % interval (contract 3.7). */
export interface EvalResult {
  readonly modelId: string;
  readonly kind: "open" | "frontier" | (string & {}) | null;
  readonly qualityMean: number | null;
  readonly qualityCiLow: number | null;
  readonly qualityCiHigh: number | null;
  /** Integer micro-USD a row. */
  readonly meanCostMicroUsd: number | null;
  readonly nSucceeded: number | null;
  readonly errorCount: number | null;
  readonly perItem: readonly EvalItemResult[];
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

/** One evaluation of some models on one eval set (contract 3.7). */
export interface EvalRun {
  readonly id: string;
  readonly evalSetId: string | null;
  readonly status: EvalRunStatus;
  readonly candidateModels: readonly string[];
  /** Why the run failed: a failed run is data, not an exception. */
  readonly errorDetail: string | null;
  /** Integer micro-USD; 0 until billed, `null` when absent or not exact. */
  readonly costMicroUsd: number | null;
  /** Dollars floored to cents, such as `"0.42"`. */
  readonly cost: string;
  /** `completed` or `failed`. */
  readonly isTerminal: boolean;
  /** Empty until terminal. */
  readonly results: readonly EvalResult[];
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

const decodeItem: Reader<EvalItemResult> = shape({
  idx: numberOrNull,
  score: numberOrNull,
  prediction: anything,
  error: textOrNull,
});

const decodeResult: Reader<EvalResult> = shape({
  modelId: requiredText,
  kind: textOrNull,
  qualityMean: numberOrNull,
  qualityCiLow: numberOrNull,
  qualityCiHigh: numberOrNull,
  meanCostMicroUsd: numberOrNull,
  nSucceeded: numberOrNull,
  errorCount: numberOrNull,
  perItem: listOf(decodeItem),
});

const decodeRun = shape({
  id: requiredText,
  evalSetId: textOrNull,
  status: requiredText,
  candidate_model_ids: listOf(textOrNull),
  errorDetail: textOrNull,
  total_cost_micro_usd: readMoney,
  results: listOf(decodeResult),
});

const isTerminal = (status: string): boolean => status === "completed" || status === "failed";

/** Flattens `{ run, results }`. */
export function decodeEvalRun(body: unknown, what: string): EvalRun {
  const { run, ...beside } = record(body, what);
  const { candidate_model_ids, total_cost_micro_usd, ...fields } = decodeRun(
    { ...beside, ...record(run, "run"), results: beside["results"] },
    "run",
  );
  return {
    ...fields,
    candidateModels: candidate_model_ids.filter((id) => id !== null),
    costMicroUsd: total_cost_micro_usd.microUsd,
    cost: total_cost_micro_usd.dollars,
    isTerminal: isTerminal(fields.status),
  };
}

/** What creating a run answers: an id and a status; the rest is what was asked for. */
export function decodeEvalRunStub(
  body: unknown,
  what: string,
  evalSetId: string,
  candidateModels: readonly string[],
): EvalRun {
  const { run_id: id, status, ...beside } = record(body, what);
  const run = {
    ...beside,
    id: requiredText(id, "run_id"),
    status: textOrNull(status) || "queued",
    eval_set_id: evalSetId,
    candidate_model_ids: candidateModels,
  };
  return decodeEvalRun({ run }, what);
}
