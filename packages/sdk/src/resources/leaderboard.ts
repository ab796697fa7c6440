import {
  type Extra,
  listOf,
  numberOrNull,
  recordOr,
  type Reader,
  requiredText,
  shape,
  textOrNull,
} from "../decode.ts";

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
  /** What the server sent beyond these fields, verbatim. */
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
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

const decodeEntry: Reader<LeaderboardEntry> = shape({
  name: requiredText,
  kind: textOrNull,
  quality: numberOrNull,
  costPerRequestMicroUsd: numberOrNull,
  contextK: numberOrNull,
  runMode: textOrNull,
});

export const decodeLeaderboard: Reader<Leaderboard> = shape({
  taskId: requiredText,
  metric: textOrNull,
  costUnit: textOrNull,
  recommended: textOrNull,
  models: listOf(decodeEntry),
  frontier: recordOr(decodeEntry, null),
});
