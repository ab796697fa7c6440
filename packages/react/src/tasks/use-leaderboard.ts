"use client";

import type { SkipToken, UseQueryResult } from "@tanstack/react-query";
import type { Leaderboard } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";

/**
 * The models measured on one task (contract 3.6). Rows may be frontier models too: look at `kind`.
 *
 * @example
 * ```tsx
 * import { useLeaderboard } from "@pareta/react";
 *
 * export function Recommended({ taskId }: { taskId: string }) {
 *   const { data: leaderboard } = useLeaderboard(taskId);
 *   return <p>{leaderboard?.recommended ?? "…"}</p>;
 * }
 *
 * export const example = <Recommended taskId="contract-key-fields" />;
 * ```
 */
export function useLeaderboard<TData = Leaderboard>(
  taskId: string | SkipToken,
  options?: ReadOptions<Leaderboard, TData>,
): UseQueryResult<TData> {
  return useRead(({ tasks }) => tasks.leaderboard(taskId), options);
}
