import { answerFor } from "../answers/answer.ts";
import { deviation, fraction, hash, pick } from "../random.ts";
import type { EvalRow } from "./sample-rows.ts";
import { isJudged } from "./tasks.ts";
import type { Task } from "./tasks.ts";

export interface ScoredItem {
  idx: number;
  score: number;
  prediction?: string;
  error?: string;
}

export interface Judge {
  seed: number;
  task: Task;
  model: string;
  /** The mean this model comes to on many rows, its failures counted as wrong. */
  quality: number;
  failureShare: number;
}

/** The share of a draw that belongs to the row: a hard row is hard for every model, so paired differences tell. */
const shared = 0.7;

/** The same model and row give the same score, wherever the row stands. A failed row counts as wrong. */
export function scoreRow(judge: Judge, row: EvalRow, idx: number): ScoredItem {
  const { seed, task, model } = judge;
  const rowId = hash(seed, task.id, JSON.stringify(row), task.hasBlobInput ? idx : "");
  const own = (name: string) => fraction(rowId, model, name);
  if (own("fails") < judge.failureShare) {
    return { idx, score: 0, error: pick(["timeout", "the output was not valid JSON"], rowId, model) };
  }
  // Failures cost their share of the mean, so the rows that come through are a little better than it.
  const level = Math.min(0.995, judge.quality / (1 - judge.failureShare));
  // One row in five is hard and has three fifths of all mistakes; the mean stays.
  const chance = 1 - (1 - level) * (fraction(rowId, "hard") < 0.2 ? 3 : 0.5);
  const lot = (name: string) => (own(`${name} mix`) < shared ? fraction(rowId, "row", name) : own(name));
  const expected = expectationOf(row) ?? answerFor(seed, task, textOf(row), false);
  if (isJudged(task)) return judged(idx, rowId, model, level, referenceOf(expected));
  if (typeof expected !== "object") {
    const right = lot("whole") < chance;
    return { idx, score: right ? 1 : 0, prediction: cut(right ? expected : wrong(expected)) };
  }
  const given = Object.entries(expected).map(([name, value]) => {
    const right = lot(name) < chance;
    return { name, right, value: right ? value : (otherLabel(task, value, lot(name)) ?? wrong(value)) };
  });
  const rightOnes = given.filter((field) => field.right).length;
  const [only] = given;
  // A text is answered as such, labels and records as JSON.
  const plain = (task.kind === "redaction" || task.kind === "code") && given.length === 1 && only;
  const prediction = plain ? only.value : Object.fromEntries(given.map(({ name, value }) => [name, value]));
  return {
    idx,
    score: given.length === 0 ? 1 : thousandths(rightOnes / given.length),
    prediction: cut(prediction),
  };
}

/** A judge gives steps of a twentieth around the model's level; what is poor is short. */
function judged(idx: number, rowId: number, model: string, level: number, reference: string): ScoredItem {
  const spread = shared * deviation(rowId, "row") + (1 - shared) * deviation(rowId, model);
  const score = Math.min(1, Math.max(0, Math.round((level + 0.16 * spread) * 20) / 20));
  const kept = score > 0.7 ? reference : reference.slice(0, Math.ceil(reference.length * score));
  return { idx, score, prediction: cut(kept) };
}

type Expectation = string | Readonly<Record<string, unknown>>;

function expectationOf(row: EvalRow): Expectation | null {
  const names = ["expected", "expected_output", "target", "reference", "label"];
  const found = names.map((name) => row[name]).find((value) => value !== undefined && value !== null);
  if (found === undefined) return null;
  return typeof found === "object" && !Array.isArray(found) ? { ...found } : plainText(found);
}

function referenceOf(expected: Expectation): string {
  if (typeof expected === "string") return expected;
  const [only, ...more] = Object.values(expected);
  return more.length === 0 && typeof only === "string" ? only : JSON.stringify(expected);
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

function textOf(row: EvalRow): string {
  const { input } = row;
  return plainText(input ?? row);
}

function plainText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "null");
}

/** The server keeps the first 400 characters of a prediction. */
function cut(value: unknown): string {
  const whole = plainText(value);
  return whole.length > 400 ? `${whole.slice(0, 400)}…` : whole;
}

/** As the server rounds scores and their means. */
export function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
