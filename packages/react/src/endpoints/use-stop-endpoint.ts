"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import type { ActOptions } from "../acts/act-options.ts";
import { useAct } from "../acts/use-act.ts";
import { endpointsMutations } from "./endpoints-mutations.ts";

/**
 * Stops an endpoint at once; its URL stays. Reads show it as stopped at once, and are set back if the act fails (contract 3.4).
 * Its variable is the endpoint's id.
 *
 * @example
 * ```tsx
 * import { useStopEndpoint } from "@pareta/react";
 *
 * export function StopButton({ id }: { id: string }) {
 *   const stopEndpoint = useStopEndpoint();
 *   return (
 *     <button onClick={() => stopEndpoint.mutate(id)} disabled={stopEndpoint.isPending}>
 *       Stop
 *     </button>
 *   );
 * }
 *
 * export const example = <StopButton id="ep_sentiment_01" />;
 * ```
 */
export function useStopEndpoint<TOnMutateResult = unknown>(
  options?: ActOptions<Record<string, unknown>, string, TOnMutateResult>,
): UseMutationResult<Record<string, unknown>, Error, string, TOnMutateResult> {
  return useAct((scope) => endpointsMutations(scope).stop(), options);
}
