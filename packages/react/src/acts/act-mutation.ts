import { mutationOptions, type QueryClient } from "@tanstack/react-query";
import type { Pareta } from "pareta";
import type { HistoryStore } from "../history/history-store.ts";
import { actRegister } from "./act-register.ts";
import { fingerprint } from "./fingerprint.ts";

/** What the acts of one scope have in common. */
export interface ActScope {
  readonly client: Pareta;
  /** The scope's name. */
  readonly name: string;
  readonly history: HistoryStore;
}

export interface ActTools {
  readonly idempotencyKey: string;
  readonly queryClient: QueryClient;
}

/**
 * One act as a mutation: one press is one key, and a repeat while it is pending joins it. What it does to the cache it
 * does itself, so that the host's callbacks are the host's own. Against the host's defaults it never retries (the SDK
 * does), never waits for the network to come back, and is forgotten a moment after its component.
 */
export function actMutation<TData, TVariables>(
  scope: ActScope,
  path: readonly string[],
  perform: (variables: TVariables, tools: ActTools) => Promise<TData>,
) {
  return mutationOptions({
    mutationKey: ["pareta", scope.name, ...path],
    mutationFn: (variables: TVariables, { client: queryClient }) =>
      actRegister(scope.client).perform(actOf(scope, path, variables), (idempotencyKey) =>
        perform(variables, { idempotencyKey, queryClient }),
      ),
    retry: 0,
    networkMode: "always",
    gcTime: 100,
  });
}

export type ActMutation<TData, TVariables> = ReturnType<typeof actMutation<TData, TVariables>>;

export function actOf(scope: ActScope, path: readonly string[], variables: unknown) {
  return { noun: path.join("."), owner: scope.name, input: fingerprint(variables) };
}
