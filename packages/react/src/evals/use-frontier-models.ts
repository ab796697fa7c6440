"use client";

import type { SkipToken, UseQueryResult } from "@tanstack/react-query";
import type { FrontierModel } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";

/**
 * Vendor models to compare with (contract 3.7).
 * @param taskId marks those on its leaderboard, and leaves out models without vision for tasks with documents.
 *
 * @example
 * ```tsx
 * import { useFrontierModels } from "@pareta/react";
 *
 * export function Baselines() {
 *   const { data: models = [] } = useFrontierModels("contract-key-fields");
 *   return <p>{models.filter((model) => model.benchmarked).map((model) => model.id).join(", ")}</p>;
 * }
 * ```
 */
export function useFrontierModels<TData = FrontierModel[]>(
  taskId?: string | SkipToken,
  options?: ReadOptions<FrontierModel[], TData>,
): UseQueryResult<TData> {
  return useRead(({ evals }) => evals.frontierModels(taskId), options);
}
