import { fraction } from "../random.ts";
import { findFrontierModel, frontierPrice, frontierQuality } from "./frontier.ts";
import { findOpenModel, priceOf } from "./leaderboard.ts";
import { findTask } from "./tasks.ts";

export interface Candidate {
  kind: "open" | "frontier";
  /** The share of a task it gets right. */
  quality: number;
  /** For one row: what a request costs on the leaderboard. */
  microUsd: number;
}

/** What a model is good for on a task, as the leaderboard has it; null when it can be no candidate there. */
export function candidateOf(seed: number, taskId: string, model: string): Candidate | null {
  const task = findTask(taskId);
  if (!task) return null;
  const open = findOpenModel(seed, task, model);
  if (open) {
    return {
      kind: "open",
      quality: open.quality ?? 0.72 + 0.13 * fraction(seed, taskId, open.name, "lane"),
      microUsd: priceOf(seed, taskId, open.name, task.tokens).billed,
    };
  }
  const frontier = findFrontierModel(model);
  if (!frontier) return null;
  return {
    kind: "frontier",
    quality: frontierQuality(seed, task, frontier),
    microUsd: frontierPrice(frontier, task.tokens),
  };
}
