"use client";

import type { SkipToken, UseQueryResult } from "@tanstack/react-query";
import type { EvalRun } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";
import type { EvalRunParams } from "./evals-queries.ts";

/**
 * One run, followed until it is terminal (contract 3.7). Looks after 3 seconds (`pollInterval`), then ever more slowly
 * up to 15, not while the page is hidden, and at once when it is shown again. Any number of components share the
 * requests. A 401, 403 or 404 ends it; right after `useStartEvalRun` a 404 means "not yet".
 *
 * @example
 * ```tsx
 * import { useEvalRun } from "@pareta/react";
 *
 * export function RunStatus({ runId }: { runId: string }) {
 *   const { data: run, error } = useEvalRun(runId, { pollInterval: 5 });
 *   if (error) return <p role="alert">{error.message}</p>;
 *   return <p>{run?.isTerminal ? `${run.status}, $${run.cost}` : (run?.status ?? "…")}</p>;
 * }
 *
 * export const example = <RunStatus runId="run_contracts_01" />;
 * ```
 */
export function useEvalRun<TData = EvalRun>(
  runId: string | SkipToken,
  params?: EvalRunParams,
  options?: ReadOptions<EvalRun, TData>,
): UseQueryResult<TData> {
  return useRead(({ evals }) => evals.runs.retrieve(runId, params), options);
}
