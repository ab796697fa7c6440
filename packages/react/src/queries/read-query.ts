import {
  type QueryKey,
  queryOptions,
  type SkipToken,
  skipToken,
  type UseQueryOptions,
} from "@tanstack/react-query";
import type { RequestOptions } from "pareta";

/** What a read may decide for itself; a hook's options come before it. */
export type ReadSchedule<T> = Pick<
  UseQueryOptions<T>,
  | "staleTime"
  | "refetchInterval"
  | "refetchIntervalInBackground"
  | "refetchOnWindowFocus"
  | "refetchOnReconnect"
>;

type Read<T> = (request: RequestOptions & { readonly signal: AbortSignal }) => Promise<T>;

/**
 * The options of one read. The SDK does the retrying, so React Query's own is off: one failing read makes at most
 * `maxRetries + 1` requests.
 */
export function readQuery<T>(queryKey: QueryKey, read: Read<T>, schedule: ReadSchedule<T> = {}) {
  return queryOptions({ ...schedule, queryKey, queryFn: ({ signal }) => read({ signal }), retry: false });
}

/** The same for an argument that may be missing yet; its key holds `null` then. */
export function skippableQuery<T>(
  path: QueryKey,
  [id, ...rest]: readonly [string | SkipToken, ...unknown[]],
  read: (id: string, request: RequestOptions) => Promise<T>,
  schedule: ReadSchedule<T> = {},
) {
  const isSkipped = id === skipToken;
  return queryOptions({
    ...schedule,
    queryKey: keyOf(path, isSkipped ? null : id, ...rest),
    queryFn: isSkipped ? skipToken : ({ signal }) => read(id, { signal }),
    retry: false,
  });
}

export type ReadQuery<T> = ReturnType<typeof readQuery<T>>;
export type SkippableQuery<T> = ReturnType<typeof skippableQuery<T>>;

/** A read by id, or by another text; `skipToken` stands for one that is not known yet. */
export interface ReadById<T, Rest extends readonly unknown[] = []> {
  (id: string, ...rest: Rest): ReadQuery<T>;
  (id: string | SkipToken, ...rest: Rest): SkippableQuery<T>;
}

export function readById<T, Rest extends readonly unknown[] = []>(
  build: (id: string | SkipToken, ...rest: Rest) => SkippableQuery<T>,
): ReadById<T, Rest> {
  // With a string the function is always there, which the types of the first overload say.
  return build as ReadById<T, Rest>;
}

/** Arguments without a value do not count: `retrieve("a")` and `retrieve("a", {})` are one read. */
function keyOf(path: QueryKey, ...values: readonly unknown[]): QueryKey {
  return [
    ...path,
    ...values.filter((value) => value !== undefined && !/^(\{\}|\[\])$/.test(JSON.stringify(value))),
  ];
}
