import type { UploadStage } from "pareta";

/** How far the files are that were begun since there was last nothing to do. A file that failed counts no more. */
export interface UploadProgress {
  /**
   * The stage of the file that is furthest behind: it never goes back unless another file is begun. `done` when all are.
   * - `preparing`: the file is read, its place asked for.
   * - `sending`: its bytes are on their way; `fetch` does not tell how many.
   * - `confirming`: of a file of 5 MiB and more, its bytes are stored.
   */
  readonly stage: UploadStage | "done";
  /** Files. */
  readonly done: number;
  /** Files. */
  readonly total: number;
}

export interface Uploads {
  /** The files on their way, by what they were begun with. */
  readonly open: ReadonlyMap<object, UploadStage>;
  readonly progress: UploadProgress;
}

/** A file has come so far; `null` when it failed. */
export type UploadStep = readonly [file: object, stage: UploadProgress["stage"] | null];

export const noUploads: Uploads = {
  open: new Map(),
  progress: { stage: "preparing", done: 0, total: 0 },
};

const stages = ["preparing", "sending", "confirming"] as const;

export function uploadsAfter({ open: before, progress }: Uploads, [file, stage]: UploadStep): Uploads {
  const open = new Map(before);
  let done = before.size === 0 ? 0 : progress.done;
  if (stage === null || stage === "done") open.delete(file);
  else open.set(file, stage);
  if (stage === "done") done++;
  const reached = new Set(open.values());
  const furthestBehind = stages.find((known) => reached.has(known)) ?? (done > 0 ? "done" : "preparing");
  return { open, progress: { stage: furthestBehind, done, total: done + open.size } };
}
