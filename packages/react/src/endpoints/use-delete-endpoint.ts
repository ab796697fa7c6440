"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import type { ActOptions } from "../acts/act-options.ts";
import { useAct } from "../acts/use-act.ts";
import { endpointsMutations } from "./endpoints-mutations.ts";

/**
 * Deletes an endpoint (contract 3.4). It is gone from the lists; a page that still shows it keeps what it has.
 * Its variable is the endpoint's id.
 *
 * @example
 * ```tsx
 * import { useDeleteEndpoint } from "@pareta/react";
 *
 * export function DeleteButton({ id }: { id: string }) {
 *   const deleteEndpoint = useDeleteEndpoint();
 *   return (
 *     <button onClick={() => deleteEndpoint.mutate(id)} disabled={deleteEndpoint.isPending}>
 *       Delete
 *     </button>
 *   );
 * }
 *
 * export const example = <DeleteButton id="ep_sentiment_01" />;
 * ```
 */
export function useDeleteEndpoint<TOnMutateResult = unknown>(
  options?: ActOptions<void, string, TOnMutateResult>,
): UseMutationResult<void, Error, string, TOnMutateResult> {
  return useAct((scope) => endpointsMutations(scope).delete(), options);
}
