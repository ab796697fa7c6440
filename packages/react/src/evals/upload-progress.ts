/**
 * - `preparing`: nothing is sent yet.
 * - `sending`: on its way; `fetch` tells nothing of bytes.
 * - `confirming`: stored; pages that show the set read it again.
 * - `done`: all files are.
 */
export type UploadStage = "preparing" | "sending" | "confirming" | "done";

/** Of the files that were begun since there was last nothing to do. A file that failed counts no more. */
export interface UploadProgress {
  /** The stage a file reached last. */
  readonly stage: UploadStage;
  /** Files. */
  readonly done: number;
  /** Files. */
  readonly total: number;
}

export const noUpload: UploadProgress = { stage: "preparing", done: 0, total: 0 };

/** After a file has reached a stage; `null` for one that failed. */
export function uploadProgress({ done, total }: UploadProgress, stage: UploadStage | null): UploadProgress {
  if (stage === "preparing")
    return done === total ? { stage, done: 0, total: 1 } : { stage, done, total: total + 1 };
  const next = { done: stage === "done" ? done + 1 : done, total: stage ? total : total - 1 };
  return { ...next, stage: next.done === next.total ? "done" : stage === "confirming" ? stage : "sending" };
}
