import type { SkipToken } from "@tanstack/react-query";
import {
  type EvalRun,
  type EvalSet,
  type FrontierModel,
  NotFoundError,
  type Pareta,
  type RequestOptions,
} from "pareta";
import { perOwner } from "../memory/memo.ts";
import type { ParetaKeys } from "../queries/pareta-keys.ts";
import { jobPolling } from "../queries/poll-schedule.ts";
import {
  type ReadById,
  readById,
  type ReadQuery,
  readQuery,
  type SkippableQuery,
} from "../queries/read-query.ts";

/** Seconds until the second look at a run; default 3, 0 for none. Later looks take their time, up to 15 s. */
export interface EvalRunParams {
  readonly pollInterval?: number | undefined;
}

/** Milliseconds in which the server may not know yet what it has just accepted. */
const tolerance = 10_000;
/** The runs this page has started, by client and id, until they are read. */
const startedWith = perOwner<{ readonly stub: EvalRun; readonly at: number }>();

/** Remembers a run that was started just now, whatever becomes of the cache. */
export function rememberStart(client: Pareta, stub: EvalRun): void {
  startedWith(client).set(stub.id, { stub, at: Date.now() });
}

/** All frontier models, or those benchmarked for a task. */
export interface ReadFrontierModels {
  (task?: string): ReadQuery<FrontierModel[]>;
  (task?: string | SkipToken): SkippableQuery<FrontierModel[]>;
}

export function evalsQueries(client: Pareta, keys: ParetaKeys["evals"]) {
  const { frontierModels, sets, runs } = client.evals;

  const readRun = async (id: string, request: RequestOptions): Promise<EvalRun> => {
    try {
      const run = await runs.retrieve(id, request);
      startedWith(client).delete(id);
      return run;
    } catch (error) {
      const start = startedWith(client).get(id);
      const isEarly = start && Date.now() - start.at <= tolerance;
      if (isEarly && NotFoundError.isInstance(error)) return start.stub;
      throw error;
    }
  };
  const retrieveRun = (id: string | SkipToken, { pollInterval }: EvalRunParams = {}) =>
    readById(
      keys.runs.retrieve,
      readRun,
      jobPolling<EvalRun>({
        isPending: (run) => !run?.isTerminal,
        first: pollInterval,
        settledStaleTime: Infinity,
      }),
    )(id);

  return {
    /** Vendor models to compare with; with a task those on its leaderboard are marked (contract 3.7). */
    // Without a task there is nothing to skip.
    frontierModels: readById(keys.frontierModels, frontierModels) as ReadFrontierModels,
    sets: {
      list: () => readQuery(keys.sets.list, sets.list),
      retrieve: readById<EvalSet>(keys.sets.retrieve, sets.retrieve),
    },
    runs: {
      /** One run; polls until it is terminal (contract 3.7). */
      retrieve: retrieveRun as ReadById<EvalRun, [params?: EvalRunParams]>,
    },
  };
}
