"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import type { ActOptions } from "../acts/act-options.ts";
import { useAct } from "../acts/use-act.ts";
import { endpointsMutations } from "./endpoints-mutations.ts";

/**
 * Starts a stopped endpoint. Reads show it as `starting` at once, follow it until it is live, and are set back if the act fails (contract 3.4).
 * Its variable is the endpoint's id.
 *
 * @example
 * ```tsx
 * import { useStartEndpoint } from "@pareta/react";
 *
 * export function StartButton({ id }: { id: string }) {
 *   const startEndpoint = useStartEndpoint();
 *   return (
 *     <button onClick={() => startEndpoint.mutate(id)} disabled={startEndpoint.isPending}>
 *       Start
 *     </button>
 *   );
 * }
 *
 * export const example = <StartButton id="ep_sentiment_01" />;
 * ```
 */
export function useStartEndpoint<TOnMutateResult = unknown>(
  options?: ActOptions<Record<string, unknown>, string, TOnMutateResult>,
): UseMutationResult<Record<string, unknown>, Error, string, TOnMutateResult> {
  return useAct((scope) => endpointsMutations(scope).start(), options);
}
