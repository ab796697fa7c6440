import type { Leaderboard, Pareta, Task, TaskMatch } from "pareta";
import type { ParetaKeys } from "../queries/pareta-keys.ts";
import { readById, readQuery } from "../queries/read-query.ts";

/** How many sample rows to send along; default none. */
export interface TaskParams {
  readonly examplesN?: number | undefined;
}

/** Candidates at most; default 5. */
export interface TaskMatchParams {
  readonly topK?: number | undefined;
}

export function tasksQueries({ tasks }: Pareta, keys: ParetaKeys["tasks"]) {
  return {
    list: () => readQuery(keys.list, tasks.list),
    /** One task, with sample rows when they are asked for (contract 3.6). */
    retrieve: readById<Task, [params?: TaskParams]>(keys.retrieve, (id, request, params) =>
      tasks.retrieve(id, params, request),
    ),
    /** The task that fits a description. A free POST: asked once for a text, never again by itself. */
    match: readById<TaskMatch, [params?: TaskMatchParams]>(
      keys.match,
      (text, request, params) => tasks.match(text, params, request),
      { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false },
    ),
    leaderboard: readById<Leaderboard>(keys.leaderboard, tasks.leaderboard),
  };
}
