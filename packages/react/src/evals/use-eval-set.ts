"use client";

import type { SkipToken, UseQueryResult } from "@tanstack/react-query";
import type { EvalSet } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";

/**
 * One eval set (contract 3.7).
 *
 * @example
 * ```tsx
 * import { useEvalSet } from "@pareta/react";
 *
 * export function RowCount({ setId }: { setId: string }) {
 *   const { data: set } = useEvalSet(setId);
 *   return <p>{`${set?.itemCount ?? "…"} rows`}</p>;
 * }
 *
 * export const example = <RowCount setId="es_contracts_120" />;
 * ```
 */
export function useEvalSet<TData = EvalSet>(
  id: string | SkipToken,
  options?: ReadOptions<EvalSet, TData>,
): UseQueryResult<TData> {
  return useRead(({ evals }) => evals.sets.retrieve(id), options);
}
