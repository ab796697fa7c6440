import { findTask } from "./tasks.ts";
import type { EvalSetRecord } from "./world.ts";

/** The rows of a document task that a model would have nothing to read of: no file was attached, and no text is there. */
export function undocumentedRows(
  set: Pick<EvalSetRecord, "taskId" | "itemCount" | "rows" | "blobs">,
): number[] {
  if (!findTask(set.taskId)?.hasBlobInput) return [];
  const attached = new Set(set.blobs.map((blob) => blob.idx));
  const places = Array.from({ length: set.itemCount }, (_, idx) => idx);
  return places.filter((idx) => !attached.has(idx) && !hasText(set.rows?.[idx]?.["input"]));
}

/** A seeded row of a document task has none: `{"document": null}`. */
function hasText(input: unknown): boolean {
  if (typeof input === "string") return input !== "";
  return typeof input === "object" && input !== null && Object.values(input).some(hasText);
}
