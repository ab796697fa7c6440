import type { DefaultError, UseQueryOptions } from "@tanstack/react-query";

/** React Query's options of a read, without what the kit decides: the key, the function and retrying. */
export type ReadOptions<TQueryFnData, TData = TQueryFnData> = Omit<
  UseQueryOptions<TQueryFnData, DefaultError, TData>,
  "queryKey" | "queryFn" | "queryHash" | "queryKeyHashFn" | "retry" | "retryDelay" | "retryOnMount"
>;
