import { answerFor } from "../answers/answer.ts";
import { fraction, pick } from "../random.ts";
import { candidateOf } from "./candidate.ts";
import type { Candidate } from "./candidate.ts";
import { sampleRows } from "./sample-rows.ts";
import { findTask } from "./tasks.ts";
import type { Task } from "./tasks.ts";
import type { EvalSetRecord, RunRecord } from "./world.ts";

type Row = Record<string, unknown>;

interface Item {
  idx: number;
  score: number;
  prediction?: string;
  error?: string;
}

/** `queued > running > evaluating > completed | failed`, by the share of the run's time that has passed. */
export function runStatus(run: RunRecord, now: number): string {
  const passed = run.durationMs === 0 ? 1 : (now - run.createdAt) / run.durationMs;
  if (passed >= 1) return run.outcome;
  if (passed < 0.12) return "queued";
  return passed < 0.75 ? "running" : "evaluating";
}

// Scoring a large set takes longer than a request should, and a terminal run never changes.
const known = new WeakMap<RunRecord, unknown[]>();

/** One row a candidate, in the order they were asked for. The same rows score the same in every run. */
export function runResults(seed: number, run: RunRecord, set: EvalSetRecord | null): unknown[] {
  const before = known.get(run);
  if (before) return before;
  const task = findTask(run.taskId);
  if (!task) return [];
  const rows = set?.rows ?? sampleRows(seed, task, run.itemCount);
  const results = run.models.map((model) => resultOf(seed, task, model, rows));
  known.set(run, results);
  return results;
}

function resultOf(seed: number, task: Task, model: string, rows: readonly Row[]) {
  const candidate = candidateOf(seed, task.id, model) ?? { kind: "open", quality: 0.8, microUsd: 0 };
  const items = rows.map((row, index) => scored(seed, task, model, candidate, row, index));
  const count = items.length;
  const mean = items.reduce((sum, item) => sum + item.score, 0) / count;
  const variance = items.reduce((sum, item) => sum + (item.score - mean) ** 2, 0) / Math.max(1, count - 1);
  const margin = 1.96 * Math.sqrt(variance / count);
  const errors = items.filter((item) => item.error !== undefined).length;
  return {
    model_id: model,
    kind: candidate.kind,
    quality_mean: round(mean),
    quality_ci_low: round(Math.max(0, mean - margin)),
    quality_ci_high: round(Math.min(1, mean + margin)),
    mean_cost_micro_usd: candidate.microUsd,
    n_succeeded: count - errors,
    error_count: errors,
    per_item: items,
  };
}

/** A failed row counts as wrong. Each field of an expectation is right or wrong by itself. */
function scored(seed: number, task: Task, model: string, candidate: Candidate, row: Row, idx: number): Item {
  const own = (name: string) => fraction(seed, task.id, model, idx, name);
  // A hard row is hard for every model: most lots are drawn once for all of them, so that paired differences tell.
  const lot = (name: string) => (own(`${name} mix`) < 0.7 ? fraction(seed, task.id, idx, name) : own(name));
  if (own("fails") < 0.012) {
    return { idx, score: 0, error: pick(["timeout", "the output was not valid JSON"], seed, model, idx) };
  }
  const expected =
    row["expected"] ?? row["expected_output"] ?? row["target"] ?? row["reference"] ?? row["label"];
  // Failures cost their share of the mean, so the rows that come through are a little better than it.
  const chance = Math.min(0.995, candidate.quality / 0.988);
  if (typeof expected !== "object" || expected === null) {
    const right = lot("whole") < chance;
    const text = typeof expected === "string" ? expected : answerFor(seed, task, textOf(row), false);
    return { idx, score: right ? 1 : 0, prediction: cut(right ? text : wrong(text)) };
  }
  const fields = Object.entries(expected);
  const given = fields.map(([name, value]) => {
    const right = lot(name) < chance;
    return { name, right, value: right ? value : (otherLabel(task, value, lot(name)) ?? wrong(value)) };
  });
  const rightOnes = given.filter((field) => field.right).length;
  const prediction = JSON.stringify(Object.fromEntries(given.map(({ name, value }) => [name, value])));
  return {
    idx,
    score: fields.length === 0 ? 1 : round(rightOnes / fields.length),
    prediction: cut(prediction),
  };
}

function otherLabel(task: Task, value: unknown, lot: number): string | null {
  if (task.kind !== "classification") return null;
  const others = task.names.filter((name) => name !== value);
  return others[Math.floor(lot * others.length)] ?? null;
}

/** How models go wrong: the value is missing, short of a digit, or half of it. */
function wrong(value: unknown): unknown {
  if (typeof value !== "string") return null;
  if (/^\d+(\.\d+)?$/.test(value)) return value.length > 2 ? value.slice(0, -1) : `${value}0`;
  return value.length > 6 ? value.slice(0, Math.ceil(value.length / 2)) : null;
}

function textOf(row: Row): string {
  const { input } = row;
  return typeof input === "string" ? input : JSON.stringify(input ?? row);
}

/** The server keeps the first 400 characters of a prediction. */
function cut(text: unknown): string {
  const whole = typeof text === "string" ? text : JSON.stringify(text ?? null);
  return whole.length > 400 ? `${whole.slice(0, 400)}…` : whole;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
