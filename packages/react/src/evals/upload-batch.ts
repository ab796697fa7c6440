/**
 * - `preparing`: nothing is sent yet.
 * - `sending`: on its way; `fetch` tells nothing of bytes.
 * - `confirming`: stored; pages that show the set read it again.
 * - `done`.
 */
export type UploadStage = "preparing" | "sending" | "confirming" | "done";

/** Of the files that were begun since there was last nothing to do. A file that failed counts no more. */
export interface UploadProgress {
  /** Of the file that is furthest behind. */
  readonly stage: UploadStage;
  /** Files. */
  readonly done: number;
  /** Files. */
  readonly total: number;
}

const order: readonly UploadStage[] = ["preparing", "sending", "confirming", "done"];

/** How far some files are that are sent together. */
export class UploadBatch {
  progress: UploadProgress = { stage: "preparing", done: 0, total: 0 };
  readonly #files = new Map<number, UploadStage>();
  readonly #listeners = new Set<() => void>();
  #lastFile = 0;

  /** Another file. Returns how to tell what becomes of it: its stage, or `null` when it failed. */
  begin(): (stage: UploadStage | null) => void {
    if (this.progress.done === this.progress.total) this.#files.clear();
    const file = ++this.#lastFile;
    const move = (stage: UploadStage | null) => {
      if (stage) this.#files.set(file, stage);
      else this.#files.delete(file);
      const stages = [...this.#files.values()];
      this.progress = {
        stage: order.find((stage) => stages.includes(stage)) ?? "preparing",
        done: stages.filter((stage) => stage === "done").length,
        total: stages.length,
      };
      for (const listener of this.#listeners) listener();
    };
    move("preparing");
    return move;
  }

  readonly read = (): UploadProgress => this.progress;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
