"use client";

import {
  type DefaultError,
  type QueryFunction,
  type QueryKey,
  type SkipToken,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { ReadOptions } from "./read-options.ts";

interface ReadQuery<TQueryFnData, TKey extends QueryKey> {
  readonly queryKey: TKey;
  readonly queryFn?: QueryFunction<TQueryFnData, TKey> | SkipToken | undefined;
}

/** `useQuery` over one of the factories: the host's options first, so that key, function and retrying stay ours. */
export function useRead<TQueryFnData, TData, TKey extends QueryKey>(
  query: ReadQuery<TQueryFnData, TKey>,
  options: ReadOptions<TQueryFnData, TData, TKey> | undefined,
): UseQueryResult<TData> {
  const { queryKey, queryFn } = query;
  return useQuery<TQueryFnData, DefaultError, TData, TKey>({
    ...options,
    queryKey,
    ...(queryFn === undefined ? {} : { queryFn }),
    retry: false,
  });
}
