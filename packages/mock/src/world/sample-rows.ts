import { answerFor } from "../answers/answer.ts";
import { extract } from "../answers/extraction.ts";
import { labelTexts } from "../answers/label-texts.ts";
import { hash, pick } from "../random.ts";
import { fillSlots, sampleDocument } from "./sample-documents.ts";
import type { Task } from "./tasks.ts";

/** A row of an eval set, as the customer sent it. */
export type EvalRow = Readonly<Record<string, unknown>>;

/** Rows as a customer would bring them. An extraction row's expectation is what its text really says. */
export function sampleRows(seed: number, task: Task, count: number): EvalRow[] {
  return Array.from({ length: count }, (_, index) => sampleRow(hash(seed, task.id, index), task));
}

function sampleRow(seed: number, task: Task): EvalRow {
  if (task.kind === "classification") {
    const label = pick(task.names, seed, "label");
    const texts = labelTexts[label] ?? [`A text about ${label}.`];
    return { input: fillSlots(texts[seed % texts.length] ?? label, seed), expected: { label } };
  }
  const text = sampleDocument(seed, task);
  if (task.kind !== "extraction") {
    return { input: text, expected: { [task.names[0]]: answerFor(seed, task, text, false) } };
  }
  return { input: task.hasBlobInput ? { document: null } : text, expected: extract(task.names, text) };
}
