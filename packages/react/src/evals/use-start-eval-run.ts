"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import type { EvalRun } from "pareta";
import type { ActOptions } from "../acts/act-options.ts";
import { useAct } from "../acts/use-act.ts";
import { evalsMutations } from "./evals-mutations.ts";
import type { EvalRunVariables } from "./start-eval-run.ts";

/**
 * Starts a run on an eval set, or on rows that become one first (contract 3.7). Metered: one `mutate` is one run. Gives
 * the run's stub and shows it to `useEvalRun(run.id)`, which follows it. `useRunHistory` has a record of it before the
 * request leaves: one whose answer is lost to a reload "may have been started".
 *
 * @example
 * ```tsx
 * import { useEvalRun, useStartEvalRun } from "@pareta/react";
 * import { skipToken } from "@tanstack/react-query";
 *
 * export function Evaluate({ evalSet }: { evalSet: string }) {
 *   const start = useStartEvalRun();
 *   const { data: run } = useEvalRun(start.data?.id ?? skipToken);
 *   const models = ["contract-key-fields-open-1"];
 *   return (
 *     <>
 *       <button onClick={() => start.mutate({ evalSet, models, frontier: "benchmarked" })}>Evaluate</button>
 *       <p>{run?.status}</p>
 *     </>
 *   );
 * }
 *
 * export const example = <Evaluate evalSet="es_contracts_120" />;
 * ```
 */
export function useStartEvalRun<TOnMutateResult = unknown>(
  options?: ActOptions<EvalRun, EvalRunVariables, TOnMutateResult>,
): UseMutationResult<EvalRun, Error, EvalRunVariables, TOnMutateResult> {
  return useAct((scope) => evalsMutations(scope).runs.create(), options);
}
