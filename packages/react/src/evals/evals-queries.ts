import type { SkipToken } from "@tanstack/react-query";
import { type EvalRun, type EvalSet, type FrontierModel, NotFoundError, type Pareta } from "pareta";
import { memo } from "../memory/memo.ts";
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
/** The runs this page has started, by client and id, until they are read. */
const started = new WeakMap<Pareta, Map<string, { readonly stub: EvalRun; readonly at: number }>>();
const startedWith = (client: Pareta) => memo(started, client, () => new Map());

/** Remembers a run that was started just now, whatever becomes of the cache. */
export function rememberStart(client: Pareta, stub: EvalRun): void {
  startedWith(client).set(stub.id, { stub, at: Date.now() });
}

export function evalsQueries(client: Pareta, keys: ParetaKeys["evals"]) {
  const { evals } = client;
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
          async (id, request) => {
            try {
              const run = await evals.runs.retrieve(id, request);
              startedWith(client).delete(id);
              return run;
            } catch (error) {
              const start = startedWith(client).get(id);
              const isEarly = start && Date.now() - start.at <= tolerance;
              if (isEarly && NotFoundError.isInstance(error)) return start.stub;
              throw error;
            }
          },
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
