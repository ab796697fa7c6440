import type { SkipToken } from "@tanstack/react-query";
import { type EvalRun, type EvalSet, type FrontierModel, NotFoundError, type Pareta } from "pareta";
import type { ParetaKeys } from "../queries/pareta-keys.ts";
import { jobPolling } from "../queries/poll-schedule.ts";
import {
  readById,
  type ReadQuery,
  readQuery,
  type SkippableQuery,
  skippableQuery,
} from "../queries/read-query.ts";

/** Seconds until the second look at a run; default 3, 0 for none. Later looks take their time, up to 15 s. */
export interface EvalRunParams {
  readonly pollInterval?: number;
}

/** Milliseconds in which the server may not know yet what it has just accepted. */
const tolerance = 10_000;
/** Unix ms at which this page started a run, by the stub it was answered with: gone when the run is read. */
export const startedHere = new WeakMap<EvalRun, number>();

export function evalsQueries({ evals }: Pareta, keys: ParetaKeys["evals"]) {
  function frontierModels(task?: string): ReadQuery<FrontierModel[]>;
  function frontierModels(task?: string | SkipToken): SkippableQuery<FrontierModel[]>;
  function frontierModels(task?: string | SkipToken) {
    return task === undefined
      ? readQuery(keys.frontierModels, (request) => evals.frontierModels(undefined, request))
      : skippableQuery(keys.frontierModels, [task], (task, request) => evals.frontierModels(task, request));
  }
  return {
    /** Vendor models to compare with; with a task those on its leaderboard are marked (contract 3.7). */
    frontierModels,
    sets: {
      list: () => readQuery(keys.sets.list, (request) => evals.sets.list(request)),
      retrieve: readById<EvalSet>((id) =>
        skippableQuery(keys.sets.retrieve, [id], (id, request) => evals.sets.retrieve(id, request)),
      ),
    },
    runs: {
      /** One run; polls until it is terminal (contract 3.7). */
      retrieve: readById<EvalRun, [params?: EvalRunParams]>((id, { pollInterval } = {}) =>
        skippableQuery(
          keys.runs.retrieve,
          [id],
          (id, request, known) =>
            evals.runs.retrieve(id, request).catch((error: unknown) => {
              const run = known();
              const since = Date.now() - ((run && startedHere.get(run)) ?? -Infinity);
              if (run && since <= tolerance && NotFoundError.isInstance(error)) return run;
              throw error;
            }),
          jobPolling<EvalRun>({
            isPending: (run) => !run?.isTerminal,
            first: pollInterval,
            settledStaleTime: Infinity,
          }),
        ),
      ),
    },
  };
}
