import type { UseMutationOptions } from "@tanstack/react-query";

/** React Query's options of an act, without what the kit decides: the function, retrying, and what happens offline. */
export type ActOptions<TData, TVariables, TOnMutateResult = unknown> = Omit<
  UseMutationOptions<TData, Error, TVariables, TOnMutateResult>,
  "mutationKey" | "mutationFn" | "retry" | "retryDelay" | "networkMode" | "gcTime"
>;
