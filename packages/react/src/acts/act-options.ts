import type { UseMutationOptions } from "@tanstack/react-query";
import type { OrUndefined } from "../memory/without-undefined.ts";

/**
 * React Query's options of an act, without what the kit decides: the function, retrying, and what happens offline.
 * `undefined` stands for the default.
 */
export type ActOptions<TData, TVariables, TOnMutateResult = unknown> = OrUndefined<
  Omit<
    UseMutationOptions<TData, Error, TVariables, TOnMutateResult>,
    "mutationKey" | "mutationFn" | "retry" | "retryDelay" | "networkMode" | "gcTime"
  >
>;
