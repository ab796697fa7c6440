import { findTask } from "./tasks.ts";
import type { EvalSetRecord } from "./world.ts";

/** What a row without an input of its own calls its file. */
const usualFields = ["document", "image", "file"];

/** The fields of a row that take a file: those its input leaves empty. None where the task reads no documents. */
export function blobFields(set: Pick<EvalSetRecord, "taskId" | "rows">, idx: number): readonly string[] {
  if (!findTask(set.taskId)?.hasBlobInput) return [];
  const input = set.rows?.[idx]?.["input"];
  // A seeded row is `{"document": null}`.
  if (set.rows === null) return ["document"];
  if (typeof input !== "object" || input === null || Array.isArray(input)) return usualFields;
  const empty = Object.entries(input).filter(([, value]) => value === null || value === "");
  return empty.length > 0 ? empty.map(([name]) => name) : usualFields;
}
