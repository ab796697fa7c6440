import { deviation } from "../random.ts";
import { findFrontierModel } from "./frontier.ts";
import { findOpenModel } from "./leaderboard.ts";
import { findTask } from "./tasks.ts";

export interface Candidate {
  kind: "open" | "frontier";
  /** The share of a task it gets right on rows it has not seen. */
  quality: number;
  /** For one row. */
  microUsd: number;
}

/** What a model is good for on a task; null when it can be no candidate there. */
export function candidateOf(seed: number, taskId: string, model: string): Candidate | null {
  const task = findTask(taskId);
  if (!task) return null;
  const best = task.best ?? { quality: 0.84, microUsd: 1200 };
  const shift = 0.004 * deviation(seed, taskId, model, "candidate");
  const open = findOpenModel(seed, task, model);
  if (open) {
    return {
      kind: "open",
      quality: (open.quality ?? best.quality) + shift,
      microUsd: open.cost_per_request_micro_usd ?? best.microUsd,
    };
  }
  const frontier = findFrontierModel(model);
  if (!frontier) return null;
  return {
    kind: "frontier",
    quality: best.quality - 0.009 + frontier.edge + shift,
    microUsd: Math.round(best.microUsd * frontier.priceFactor),
  };
}
