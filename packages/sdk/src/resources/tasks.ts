import {
  type Extra,
  flag,
  listOf,
  type Reader,
  requiredList,
  requiredText,
  shape,
  textOrNull,
  within,
} from "../decode.ts";
import { pathSegment, requireCount, requireParams, requireText } from "../http/preflight.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { Transport } from "../http/transport.ts";
import { decodeLeaderboard, type Leaderboard } from "./leaderboard.ts";
import { decodeTaskMatch, type TaskMatch } from "./task-match.ts";

/** One benchmarked job (contract 1, 3.6). */
export interface Task {
  readonly id: string;
  /** The function that grades outputs, such as `field_f1`. */
  readonly defaultScorer: string | null;
  /** Rows carry a PDF or image, attached with `evals.sets.uploadDocument`. */
  readonly hasBlobInput: boolean;
  /** Sample rows in the task's own shape; empty unless asked for. */
  readonly examples: readonly unknown[];
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

const decodeTask: Reader<Task> = shape({
  id: requiredText,
  defaultScorer: textOrNull,
  hasBlobInput: flag,
  examples: listOf((row) => row),
});
const decodeTasks = within("tasks", requiredList(decodeTask));

export interface Tasks {
  /** All tasks, without examples (contract 3.6). Free. */
  readonly list: (options?: RequestOptions) => Promise<Task[]>;
  /**
   * One task (contract 3.6). Free.
   * @param params.examplesN how many sample rows to send along; default none.
   * @throws NotFoundError for an unknown id.
   */
  readonly retrieve: (
    id: string,
    params?: { readonly examplesN?: number | undefined },
    options?: RequestOptions,
  ) => Promise<Task>;
  /**
   * Finds the task that fits a description (contract 3.6). Free, and never an error for want of a match: look at `type`.
   * @param params.topK candidates at most; default 5.
   * @throws InvalidArgumentError for a blank query or a `topK` under 1.
   */
  readonly match: (
    query: string,
    params?: { readonly topK?: number | undefined },
    options?: RequestOptions,
  ) => Promise<TaskMatch>;
  /**
   * The models measured on a task (contract 3.6). Free.
   * @throws NotFoundError for an unknown id.
   */
  readonly leaderboard: (id: string, options?: RequestOptions) => Promise<Leaderboard>;
  /** Alias that `deploy({ model: "recommended" })` takes, `null` when the task has none. */
  readonly recommended: (id: string, options?: RequestOptions) => Promise<string | null>;
}

export function createTasks(transport: Transport): Tasks {
  const path = (id: string) => `/v1/tasks/${pathSegment(id, "id")}`;

  async function leaderboard(id: string, options?: RequestOptions): Promise<Leaderboard> {
    return transport.get(`${path(id)}/leaderboard`, decodeLeaderboard, options);
  }

  return {
    list: (options) => transport.get("/v1/tasks", decodeTasks, options),
    async retrieve(id, params = {}, options) {
      requireParams(params);
      const { examplesN } = params;
      if (examplesN !== undefined) requireCount(examplesN, "examplesN", 0);
      return transport.get(path(id), decodeTask, options, { examples_n: examplesN });
    },
    async match(query, params = {}, options) {
      requireParams(params);
      const { topK = 5 } = params;
      const json = { query: requireText(query, "query"), top_k: requireCount(topK, "topK", 1) };
      return transport.request({ method: "POST", path: "/v1/tasks/match", json, options }, decodeTaskMatch);
    },
    leaderboard,
    recommended: async (id, options) => (await leaderboard(id, options)).recommended,
  };
}
