"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import type { EvalSet, EvalSetCreateParams } from "pareta";
import type { ActOptions } from "../acts/act-options.ts";
import { useAct } from "../acts/use-act.ts";
import { evalsMutations } from "./evals-mutations.ts";

/**
 * Uploads rows as an eval set (contract 3.7).
 *
 * @example
 * ```tsx
 * import { useCreateEvalSet } from "@pareta/react";
 *
 * const rows = [{ input: "Acme Corp pays $5,000.", expected: { amount: "5000" } }];
 *
 * export function SaveRows() {
 *   const create = useCreateEvalSet();
 *   const save = () => create.mutate({ task: "contract-key-fields", items: rows, name: "Contracts" });
 *   return <button onClick={save}>{create.data ? `Saved as ${create.data.id}` : "Save"}</button>;
 * }
 * ```
 */
export function useCreateEvalSet<TOnMutateResult = unknown>(
  options?: ActOptions<EvalSet, EvalSetCreateParams, TOnMutateResult>,
): UseMutationResult<EvalSet, Error, EvalSetCreateParams, TOnMutateResult> {
  return useAct((scope) => evalsMutations(scope).sets.create(), options);
}
