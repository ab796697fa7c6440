import { type Extra, extra, list, numberOrNull, record, requiredText, textOrNull } from "../decode.ts";

/** One model of a leaderboard. Numbers are `null` where none was measured; there are no intervals (contract 3.6). */
export interface LeaderboardEntry {
  readonly name: string;
  readonly kind: "open" | "frontier" | (string & {}) | null;
  /** 0 to 1. */
  readonly quality: number | null;
  /** Integer micro-USD, never rounded. */
  readonly costPerRequestMicroUsd: number | null;
  /** Context length in thousands of tokens. */
  readonly contextK: number | null;
  readonly runMode: string | null;
  readonly extra: Extra;
}

/** The models measured on one task (contract 3.6). */
export interface Leaderboard {
  readonly taskId: string;
  readonly metric: string | null;
  readonly costUnit: string | null;
  /** Alias that `deploy({ model: "recommended" })` takes. */
  readonly recommended: string | null;
  /** May hold frontier rows too: filter by `kind`. */
  readonly models: readonly LeaderboardEntry[];
  readonly frontier: LeaderboardEntry | null;
  readonly extra: Extra;
}

const entryFields = new Set([
  "name",
  "kind",
  "quality",
  "cost_per_request_micro_usd",
  "context_k",
  "run_mode",
]);
const leaderboardFields = new Set(["task_id", "metric", "cost_unit", "recommended", "models", "frontier"]);

function decodeEntry(value: unknown): LeaderboardEntry {
  const source = record(value, "a leaderboard entry");
  return {
    name: requiredText(source["name"], "a leaderboard entry's name"),
    kind: textOrNull(source["kind"]),
    quality: numberOrNull(source["quality"]),
    costPerRequestMicroUsd: numberOrNull(source["cost_per_request_micro_usd"]),
    contextK: numberOrNull(source["context_k"]),
    runMode: textOrNull(source["run_mode"]),
    extra: extra(source, entryFields),
  };
}

export function decodeLeaderboard(body: unknown): Leaderboard {
  const source = record(body, "the leaderboard");
  return {
    taskId: requiredText(source["task_id"], "the leaderboard's task_id"),
    metric: textOrNull(source["metric"]),
    costUnit: textOrNull(source["cost_unit"]),
    recommended: textOrNull(source["recommended"]),
    models: list(source["models"] ?? [], "models", decodeEntry),
    frontier: source["frontier"] == null ? null : decodeEntry(source["frontier"]),
    extra: extra(source, leaderboardFields),
  };
}
