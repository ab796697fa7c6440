import {
  type DataTag,
  type DefaultError,
  type QueryFunction,
  type QueryKey,
  queryOptions,
  type SkipToken,
  skipToken,
  type UndefinedInitialDataOptions,
  type UnusedSkipTokenOptions,
  type UseQueryOptions,
} from "@tanstack/react-query";

/** What a read may decide for itself; a hook's options come before it. */
export type ReadSchedule<T> = Pick<
  UseQueryOptions<T>,
  | "staleTime"
  | "refetchInterval"
  | "refetchIntervalInBackground"
  | "refetchOnWindowFocus"
  | "refetchOnReconnect"
>;

/** The SDK's options of a read. */
interface ReadRequest {
  readonly signal: AbortSignal;
}

/** A key that knows the data, so that `queryClient.getQueryData(query.queryKey)` has its type. */
interface TaggedKey<T> {
  queryKey: DataTag<QueryKey, T, DefaultError>;
}

/**
 * What `queryOptions()` returns, in types that every React Query since 5.89 exports: what it infers names types that
 * only the version we compile with has.
 */
export type ReadQuery<T> = UnusedSkipTokenOptions<T> & TaggedKey<T>;
export type SkippableQuery<T> = UndefinedInitialDataOptions<T> & TaggedKey<T>;

/**
 * The options of one read. The SDK does the retrying, so React Query's own is off: one failing read makes at most
 * `maxRetries + 1` requests.
 */
export function readQuery<T>(
  queryKey: QueryKey,
  read: (request: ReadRequest) => Promise<T>,
  schedule: ReadSchedule<T> = {},
): ReadQuery<T> {
  return queryOptions({ ...schedule, queryKey, queryFn: ({ signal }) => read({ signal }), retry: false });
}

/** The same where an argument may be missing yet. */
function skippableQuery<T>(
  queryKey: QueryKey,
  queryFn: QueryFunction<T> | SkipToken,
  schedule: ReadSchedule<T>,
): SkippableQuery<T> {
  return queryOptions({ ...schedule, queryKey, queryFn, retry: false });
}

/** A read by id, or by another text; `skipToken` stands for one that is not known yet. */
export interface ReadById<T, Rest extends readonly unknown[] = []> {
  (id: string, ...rest: Rest): ReadQuery<T>;
  (id: string | SkipToken, ...rest: Rest): SkippableQuery<T>;
}

/** Reads by the SDK's own method, or by one that takes the further arguments last. */
export function readById<T, Rest extends readonly unknown[] = []>(
  path: QueryKey,
  read: (id: string, request: ReadRequest, ...rest: Rest) => Promise<T>,
  schedule: ReadSchedule<T> = {},
): ReadById<T, Rest> {
  const query = (id: string | SkipToken, ...rest: Rest) =>
    id === skipToken
      ? skippableQuery(keyOf(path, null, ...rest), id, schedule)
      : skippableQuery(keyOf(path, id, ...rest), ({ signal }) => read(id, { signal }, ...rest), schedule);
  // With a string the function is always there, which the types of the first overload say.
  return query as ReadById<T, Rest>;
}

/** Arguments without a value do not count: `retrieve("a")` and `retrieve("a", {})` are one read. */
function keyOf(path: QueryKey, ...values: readonly unknown[]): QueryKey {
  return [
    ...path,
    ...values.filter((value) => value !== undefined && !/^(\{\}|\[\])$/.test(JSON.stringify(value))),
  ];
}
