import { type Extra, extra, list, record, requiredText, textOrNull } from "../decode.ts";
import { InvalidArgumentError } from "../errors.ts";
import { pathSegment, requireText } from "../http/preflight.ts";
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
  readonly extra: Extra;
}

const taskFields = new Set(["id", "default_scorer", "has_blob_input", "examples"]);

function decodeTask(value: unknown): Task {
  const source = record(value, "a task");
  return {
    id: requiredText(source["id"], "a task's id"),
    defaultScorer: textOrNull(source["default_scorer"]),
    hasBlobInput: source["has_blob_input"] === true,
    examples: Array.isArray(source["examples"]) ? source["examples"] : [],
    extra: extra(source, taskFields),
  };
}

export interface Tasks {
  list(options?: RequestOptions): Promise<Task[]>;
  /**
   * @param params.examplesN how many sample rows to send along; default none.
   * @throws NotFoundError for an unknown id.
   */
  retrieve(
    id: string,
    params?: { readonly examplesN?: number | undefined },
    options?: RequestOptions,
  ): Promise<Task>;
  /**
   * Finds the task that fits a description. Free, and never an error for want of a match: look at `type`.
   * @param params.topK candidates at most; default 5.
   * @throws InvalidArgumentError for a blank query or a `topK` under 1.
   */
  match(
    query: string,
    params?: { readonly topK?: number | undefined },
    options?: RequestOptions,
  ): Promise<TaskMatch>;
  leaderboard(id: string, options?: RequestOptions): Promise<Leaderboard>;
  /** Alias that `deploy({ model: "recommended" })` takes, `null` when the task has none. */
  recommended(id: string, options?: RequestOptions): Promise<string | null>;
}

export function createTasks(transport: Transport): Tasks {
  const path = (id: string) => `/v1/tasks/${pathSegment(id, "id")}`;

  async function leaderboard(id: string, options?: RequestOptions): Promise<Leaderboard> {
    return transport.request({ method: "GET", path: `${path(id)}/leaderboard`, options }, decodeLeaderboard);
  }

  return {
    list: (options) =>
      transport.request({ method: "GET", path: "/v1/tasks", options }, (body) =>
        list(record(body, "the answer")["tasks"], "tasks", decodeTask),
      ),
    async retrieve(id, { examplesN } = {}, options) {
      if (examplesN !== undefined && !(Number.isInteger(examplesN) && examplesN >= 0)) {
        throw new InvalidArgumentError("examplesN", "examplesN must be an integer, 0 or more.");
      }
      return transport.request(
        { method: "GET", path: path(id), query: { examples_n: examplesN }, options },
        decodeTask,
      );
    },
    async match(query, { topK = 5 } = {}, options) {
      requireText(query, "query");
      if (!Number.isInteger(topK) || topK < 1) {
        throw new InvalidArgumentError("topK", "topK must be an integer, 1 or more.");
      }
      const json = { query, top_k: topK };
      return transport.request({ method: "POST", path: "/v1/tasks/match", json, options }, decodeTaskMatch);
    },
    leaderboard,
    recommended: async (id, options) => (await leaderboard(id, options)).recommended,
  };
}
