import { type Extra, extra, list, numberOrNull, record, requiredText, textOrNull } from "../decode.ts";
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
  readonly extra: Extra;
}

const itemFields = new Set(["idx", "score", "prediction", "error"]);
const resultFields = new Set([
  "model_id",
  "kind",
  "quality_mean",
  "quality_ci_low",
  "quality_ci_high",
  "mean_cost_micro_usd",
  "n_succeeded",
  "error_count",
  "per_item",
]);
const runFields = new Set([
  "id",
  "eval_set_id",
  "status",
  "candidate_model_ids",
  "total_cost_micro_usd",
  "error_detail",
]);

function decodeItem(value: unknown): EvalItemResult {
  const source = record(value, "a row's result");
  return {
    idx: numberOrNull(source["idx"]),
    score: numberOrNull(source["score"]),
    prediction: source["prediction"] ?? null,
    error: textOrNull(source["error"]),
    extra: extra(source, itemFields),
  };
}

function decodeResult(value: unknown): EvalResult {
  const source = record(value, "a result");
  return {
    modelId: requiredText(source["model_id"], "a result's model_id"),
    kind: textOrNull(source["kind"]),
    qualityMean: numberOrNull(source["quality_mean"]),
    qualityCiLow: numberOrNull(source["quality_ci_low"]),
    qualityCiHigh: numberOrNull(source["quality_ci_high"]),
    meanCostMicroUsd: numberOrNull(source["mean_cost_micro_usd"]),
    nSucceeded: numberOrNull(source["n_succeeded"]),
    errorCount: numberOrNull(source["error_count"]),
    perItem: list(source["per_item"] ?? [], "per_item", decodeItem),
    extra: extra(source, resultFields),
  };
}

function isTerminal(status: string): boolean {
  return status === "completed" || status === "failed";
}

/** Flattens `{ run, results }`. */
export function decodeEvalRun(body: unknown): EvalRun {
  const envelope = record(body, "the answer");
  const source = record(envelope["run"], "run");
  const status = requiredText(source["status"], "the run's status");
  const cost = readMoney(source["total_cost_micro_usd"]);
  const candidates = source["candidate_model_ids"];
  return {
    id: requiredText(source["id"], "the run's id"),
    evalSetId: textOrNull(source["eval_set_id"]),
    status,
    candidateModels: Array.isArray(candidates) ? candidates.filter((id) => typeof id === "string") : [],
    errorDetail: textOrNull(source["error_detail"]),
    costMicroUsd: cost.microUsd,
    cost: cost.dollars,
    isTerminal: isTerminal(status),
    results: list(envelope["results"] ?? [], "results", decodeResult),
    extra: extra(source, runFields),
  };
}

const stubFields = new Set(["run_id", "status"]);

/** What creating a run answers: an id and a status; the rest is what was asked for. */
export function decodeEvalRunStub(
  body: unknown,
  evalSetId: string,
  candidateModels: readonly string[],
): EvalRun {
  const source = record(body, "the answer");
  const status = textOrNull(source["status"]) || "queued";
  return {
    id: requiredText(source["run_id"], "run_id"),
    evalSetId,
    status,
    candidateModels,
    errorDetail: null,
    costMicroUsd: null,
    cost: "0.00",
    isTerminal: isTerminal(status),
    results: [],
    extra: extra(source, stubFields),
  };
}
