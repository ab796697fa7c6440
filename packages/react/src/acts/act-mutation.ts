import { mutationOptions, type QueryClient } from "@tanstack/react-query";
import type { Pareta } from "pareta";
import type { HistoryStore } from "../history/history-store.ts";
import { performAct } from "./act-register.ts";

/** What the acts of one scope have in common. */
export interface ActScope {
  readonly client: Pareta;
  /** The scope's name. */
  readonly name: string;
  readonly history: HistoryStore;
}

/** What every attempt of one act is sent with. */
interface ActRequest {
  readonly idempotencyKey: string;
}

/**
 * One act as a mutation: one press is one key, and a repeat while it is pending joins it. What it does to the cache it
 * does itself, so that the host's callbacks are the host's own. Against the host's defaults it never retries (the SDK
 * does), never waits for the network to come back, and is forgotten a moment after its component.
 */
export function actMutation<TData, TVariables>(
  { client, name }: ActScope,
  path: readonly string[],
  perform: (variables: TVariables, request: ActRequest, queryClient: QueryClient) => Promise<TData>,
) {
  return mutationOptions({
    mutationKey: ["pareta", name, ...path],
    mutationFn: (variables: TVariables, { client: queryClient }) =>
      performAct(client, [name, ...path], variables, (idempotencyKey) =>
        perform(variables, { idempotencyKey }, queryClient),
      ),
    retry: 0,
    networkMode: "always",
    gcTime: 100,
  });
}

export type ActMutation<TData, TVariables> = ReturnType<typeof actMutation<TData, TVariables>>;
