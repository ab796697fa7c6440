import type { Exchange } from "../exchange.ts";
import { invalid, notFound } from "../refusal.ts";
import { json } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { leaderboardOf } from "../world/leaderboard.ts";
import { sampleRows } from "../world/sample-rows.ts";
import { findTask, tasks } from "../world/tasks.ts";
import type { Task } from "../world/tasks.ts";

/** GET /v1/tasks (contract 3.6). */
export function listTasks(): Reply {
  return json({ tasks: tasks.map(taskBody) });
}

/** GET /v1/tasks/{id}?examples_n=N: the task itself, unwrapped. */
export function retrieveTask(exchange: Exchange): Reply {
  const task = taskOf(exchange);
  const asked = exchange.url.searchParams.get("examples_n");
  if (asked === null) return json(taskBody(task));
  if (!/^\d{1,3}$/.test(asked))
    throw invalid(["query", "examples_n"], "Input should be an integer from 0 to 50");
  const count = Math.min(50, Number(asked));
  return json({ ...taskBody(task), examples: sampleRows(exchange.backend.seed, task, count) });
}

/** GET /v1/tasks/{id}/leaderboard: open models from best to worst, then the frontier baselines. */
export function taskLeaderboard(exchange: Exchange): Reply {
  const task = taskOf(exchange);
  const board = leaderboardOf(exchange.backend.seed, task);
  return json({
    task_id: task.id,
    metric: task.metric,
    cost_unit: `$/1k ${task.unit}`,
    recommended: board.recommended,
    frontier: board.baseline,
    models: [...board.open, ...board.frontier],
  });
}

function taskOf({ id }: Exchange): Task {
  const task = findTask(id);
  if (!task) throw notFound("task", id);
  return task;
}

function taskBody(task: Task) {
  return { id: task.id, default_scorer: task.scorer, has_blob_input: task.hasBlobInput };
}
