"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { EvalSet } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";

/**
 * The organization's eval sets (contract 3.7).
 *
 * @example
 * ```tsx
 * import { useEvalSets } from "@pareta/react";
 *
 * export function SetNames() {
 *   const { data: sets = [] } = useEvalSets();
 *   return <p>{sets.map((set) => set.name).join(", ")}</p>;
 * }
 * ```
 */
export function useEvalSets<TData = EvalSet[]>(
  options?: ReadOptions<EvalSet[], TData>,
): UseQueryResult<TData> {
  return useRead(({ evals }) => evals.sets.list(), options);
}
