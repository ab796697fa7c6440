"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import type { ActOptions } from "../acts/act-options.ts";
import { useAct } from "../acts/use-act.ts";
import { evalsMutations } from "./evals-mutations.ts";

/**
 * Deletes an eval set (contract 3.7). Its variable is the set's id.
 *
 * @example
 * ```tsx
 * import { useDeleteEvalSet } from "@pareta/react";
 *
 * export function DeleteSetButton({ setId }: { setId: string }) {
 *   const deleteSet = useDeleteEvalSet();
 *   return <button onClick={() => deleteSet.mutate(setId)}>Delete</button>;
 * }
 *
 * export const example = <DeleteSetButton setId="es_tickets_60" />;
 * ```
 */
export function useDeleteEvalSet<TOnMutateResult = unknown>(
  options?: ActOptions<void, string, TOnMutateResult>,
): UseMutationResult<void, Error, string, TOnMutateResult> {
  return useAct((scope) => evalsMutations(scope).sets.delete(), options);
}
