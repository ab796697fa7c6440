"use client";

import {
  type DefaultError,
  type QueryFunction,
  type QueryKey,
  type SkipToken,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { withoutUndefined } from "../memory/without-undefined.ts";
import { usePareta } from "../provider/pareta-context.ts";
import { type ParetaQueries, paretaQueries } from "./pareta-queries.ts";
import type { ReadOptions } from "./read-options.ts";
import type { ReadSchedule } from "./read-query.ts";

interface AnyReadQuery<T> extends ReadSchedule<T> {
  readonly queryKey: QueryKey;
  readonly queryFn?: QueryFunction<T> | SkipToken;
}

/**
 * `useQuery` over one of the factories, in the provider's QueryClient whatever stands below it. The host's options come
 * before its schedule; retrying stays the SDK's.
 */
export function useRead<T, TData>(
  choose: (queries: ParetaQueries) => AnyReadQuery<T>,
  options: ReadOptions<T, TData> | undefined,
): UseQueryResult<TData> {
  const { client, name, queryClient } = usePareta().scope;
  const query = choose(paretaQueries(client, { scope: name }));
  return useQuery<T, DefaultError, TData>(
    { ...query, ...withoutUndefined(options), retry: false },
    queryClient,
  );
}
