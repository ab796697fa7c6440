import type { DefaultError, UseQueryOptions } from "@tanstack/react-query";
import type { OrUndefined } from "../memory/without-undefined.ts";

/**
 * React Query's options of a read, without what the kit decides: the key, the function and retrying. `undefined` stands
 * for the default.
 */
export type ReadOptions<TQueryFnData, TData = TQueryFnData> = OrUndefined<
  Omit<
    UseQueryOptions<TQueryFnData, DefaultError, TData>,
    "queryKey" | "queryFn" | "queryHash" | "queryKeyHashFn" | "retry" | "retryDelay" | "retryOnMount"
  >
>;
