import type { Query } from "@tanstack/react-query";
import { ParetaError } from "pareta";
import type { ReadSchedule } from "./read-query.ts";

type State = Pick<
  Query["state"],
  "data" | "error" | "dataUpdatedAt" | "dataUpdateCount" | "errorUpdateCount"
>;

/** When a job was first seen pending, and how many answers there were by then. */
export interface PendingSince {
  readonly since: number;
  readonly updates: number;
}

/** By query, which is one for all of its observers. */
const pendingSince = new WeakMap<object, PendingSince>();

/** Milliseconds until the next look after so many answers: `first` seconds at first, `slowest` at most. */
export function pollDelay(first: number, updates: number, slowest = 15): number {
  return Math.min(first * 1.3 ** updates, Math.max(first, slowest)) * 1000;
}

/** 401, 403, 404: asking again would get the same answer. */
export function isDefiniteRefusal(error: unknown): boolean {
  return ParetaError.isInstance(error) && [401, 403, 404].includes(error.status ?? 0);
}

const answersOf = (state: State): number => state.dataUpdateCount + state.errorUpdateCount;

export interface JobPolling<T> {
  /** `undefined`: nothing was read yet. */
  readonly isPending: (data: T | undefined) => boolean;
  /** Seconds until the second look; 0 for none. Default 3. */
  readonly first?: number | undefined;
  /** Seconds after which a job that is still pending is no longer followed. Default: never. */
  readonly longest?: number;
  /** How long something settled stays fresh, in milliseconds. Default: the first delay. */
  readonly settledStaleTime?: number;
}

/** Milliseconds until the next look at a job that is pending since then; `false` when it is followed no longer. */
export function nextPoll<T>(
  state: State,
  { since, updates }: PendingSince,
  { first = 3, longest = Infinity }: JobPolling<T>,
  now: number,
): number | false {
  if (isDefiniteRefusal(state.error) || now - since > longest * 1000) return false;
  return pollDelay(first, answersOf(state) - updates);
}

/**
 * Follows a job while it is pending. The pace is read from the query, so that all observers agree on it, and what is
 * younger than the next look is fresh, so that a component that mounts in between asks for nothing. Paused while the
 * page is hidden, a look at once on return.
 */
export function jobPolling<T>(polling: JobPolling<T>): ReadSchedule<T> {
  const next = (query: Query<T>): number | false => {
    const { state } = query;
    if (answersOf(state) === 0) return false;
    if (!polling.isPending(state.data)) {
      pendingSince.delete(query);
      return false;
    }
    const known = pendingSince.get(query) ?? { since: state.dataUpdatedAt, updates: answersOf(state) };
    pendingSince.set(query, known);
    return nextPoll(state, known, polling, Date.now());
  };
  const { first = 3, settledStaleTime = first * 1000 } = polling;
  return {
    refetchInterval: next,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: (query) => !isDefiniteRefusal(query.state.error),
    staleTime: (query) =>
      next(query) || (polling.isPending(query.state.data) ? first * 1000 : settledStaleTime),
  };
}
