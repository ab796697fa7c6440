import { candidateOf } from "./candidate.ts";
import type { Candidate } from "./candidate.ts";
import { sampleRows } from "./sample-rows.ts";
import type { EvalRow } from "./sample-rows.ts";
import { scoreRow, thousandths } from "./score-row.ts";
import type { ScoredItem } from "./score-row.ts";
import { findTask } from "./tasks.ts";
import type { Task } from "./tasks.ts";
import type { EvalSetRecord, RunRecord } from "./world.ts";

/** `queued > running > evaluating > completed | failed`, by the share of the run's time that has passed. */
export function runStatus(run: RunRecord, now: number): string {
  const passed = run.durationMs === 0 ? 1 : (now - run.createdAt) / run.durationMs;
  if (passed >= 1) return run.outcome;
  if (passed < 0.12) return "queued";
  return passed < 0.75 ? "running" : "evaluating";
}

export interface RunResult {
  model_id: string;
  kind: Candidate["kind"];
  quality_mean: number;
  quality_ci_low: number;
  quality_ci_high: number;
  mean_cost_micro_usd: number;
  n_succeeded: number;
  error_count: number;
  per_item: ScoredItem[];
}

// Scoring a large set takes longer than a request should, and a terminal run never changes.
const known = new WeakMap<RunRecord, RunResult[]>();

/** One row a candidate, in the order they were asked for. The same rows score the same in every run. */
export function runResults(seed: number, run: RunRecord, set: EvalSetRecord | null): RunResult[] {
  const before = known.get(run);
  if (before) return before;
  const task = findTask(run.taskId);
  if (!task) return [];
  const rows = set?.rows ?? sampleRows(seed, task, run.itemCount);
  const results = run.models.map((model) => resultOf(seed, task, run, model, rows));
  known.set(run, results);
  return results;
}

function resultOf(
  seed: number,
  task: Task,
  run: RunRecord,
  model: string,
  rows: readonly EvalRow[],
): RunResult {
  const candidate = candidateOf(seed, task.id, model) ?? { kind: "open", quality: 0.8, microUsd: 0 };
  const judge = { seed, task, model, quality: candidate.quality, failureShare: failureShare(run, candidate) };
  const unread = new Set(run.undocumented);
  const items: ScoredItem[] = rows.map((row, idx) =>
    unread.has(idx)
      ? { idx, score: 0, error: "no document is attached to this row" }
      : scoreRow(judge, row, idx),
  );
  const count = items.length;
  const mean = items.reduce((sum, item) => sum + item.score, 0) / count;
  const variance = items.reduce((sum, item) => sum + (item.score - mean) ** 2, 0) / Math.max(1, count - 1);
  const margin = 1.96 * Math.sqrt(variance / count);
  const errors = items.filter((item) => item.error !== undefined).length;
  return {
    model_id: model,
    kind: candidate.kind,
    quality_mean: thousandths(mean),
    quality_ci_low: thousandths(Math.max(0, mean - margin)),
    quality_ci_high: thousandths(Math.min(1, mean + margin)),
    mean_cost_micro_usd: candidate.microUsd,
    n_succeeded: count - errors,
    error_count: errors,
    per_item: items,
  };
}

/** One row in a hundred for a good model, more for a weak one. */
function failureShare(run: RunRecord, { quality }: Candidate): number {
  return Math.max(run.failureShare ?? 0, 0.015 + 0.2 * (1 - quality) ** 2);
}

/** What a run costs: each candidate's price on each row. */
export function runPrice(
  seed: number,
  { taskId, itemCount }: Pick<EvalSetRecord, "taskId" | "itemCount">,
  models: readonly string[],
): number {
  const each = models.reduce((sum, model) => sum + (candidateOf(seed, taskId, model)?.microUsd ?? 0), 0);
  return each * itemCount;
}
