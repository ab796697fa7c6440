import { mutationOptions, type QueryClient } from "@tanstack/react-query";
import type { Pareta } from "pareta";
import type { HistoryStore } from "../history/history-store.ts";
import { performAct } from "./act-register.ts";
import { isMutationWanted } from "./mutation-observers.ts";

/** What the acts of one scope have in common. */
export interface ActScope {
  readonly client: Pareta;
  /** The scope's name. */
  readonly name: string;
  readonly history: HistoryStore;
}

/** What every attempt of one act is sent with. */
export interface ActRequest {
  readonly idempotencyKey: string;
  /** Without its component no further attempt is made: nobody waits for what it would cost. */
  readonly canRetry: () => boolean;
}

/**
 * One act as a mutation: one press is one key, and a repeat while it is pending joins it. What it does to the cache it
 * does itself, so that the host's callbacks are the host's own. Against the host's defaults it never retries (the SDK
 * does, while the component is there), never waits for the network to come back, and is forgotten a moment after its
 * component.
 */
export function actMutation<TData, TVariables>(
  { client, name }: ActScope,
  path: readonly string[],
  perform: (variables: TVariables, request: ActRequest, queryClient: QueryClient) => Promise<TData>,
) {
  return mutationOptions({
    mutationKey: ["pareta", name, ...path],
    mutationFn: (variables: TVariables, { client: queryClient, mutationKey }) =>
      performAct(
        client,
        [name, ...path],
        variables,
        (idempotencyKey, _, canRetry) => perform(variables, { idempotencyKey, canRetry }, queryClient),
        isMutationWanted(queryClient, mutationKey, variables),
      ),
    retry: 0,
    networkMode: "always",
    gcTime: 100,
  });
}

export type ActMutation<TData, TVariables> = ReturnType<typeof actMutation<TData, TVariables>>;
