import { leaderboardOf } from "../world/leaderboard.ts";
import { findTask } from "../world/tasks.ts";

/** Micro-USD for a request in the world of seed 1, as its leaderboard has it. */
export function priceOnBoard(taskId: string, which: "best" | "recommended"): number {
  const task = findTask(taskId);
  if (!task) throw new Error(`there is no task ${taskId}`);
  const { open, recommended } = leaderboardOf(1, task);
  const row = which === "best" ? open[0] : open.find(({ name }) => name === recommended);
  return row?.cost_per_request_micro_usd ?? 0;
}
