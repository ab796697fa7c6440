import type { CountLabel } from "./count-label.ts";

/** Words of the parts that every screen has. */
export interface FrameLabels {
  /** Stands for a value that is not there. */
  readonly notReported: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  /** Names code that has no name. */
  readonly code: string;
  /** Names the tabs of a snippet. */
  readonly languages: string;
  readonly loading: string;
  readonly offline: string;
  /** `since`: when the data was fetched last, ready to show; `null` when nobody knows. */
  readonly offlineSince: (since: string | null) => string;
  readonly tryNow: string;
  readonly stop: string;
  /** `left`: the time that is left, ready to show: `12 s`, from a minute on `9:57`. */
  readonly retryingIn: (left: string) => string;
  /** The time has come. */
  readonly retrying: string;
  /** The price of a thousand, ready to show. */
  readonly perThousand: (amount: string) => string;
  readonly scrollableTable: (caption: string) => string;
  readonly noRows: string;
  readonly rowCount: CountLabel;
  readonly sortBy: (column: string) => string;
  readonly statuses: Readonly<Record<string, string>>;
}

export const frameLabels: FrameLabels = {
  notReported: "Not reported",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Couldn’t copy",
  code: "Code",
  languages: "Languages",
  loading: "Loading…",
  offline: "You’re offline.",
  offlineSince: (since) =>
    since === null ? "You’re offline." : `You’re offline. Showing data from ${since}.`,
  tryNow: "Try now",
  stop: "Stop",
  retryingIn: (left) => `Trying again in ${left}.`,
  retrying: "Trying again…",
  perThousand: (amount) => `${amount} per 1k`,
  scrollableTable: (caption) => `${caption}, scrollable`,
  noRows: "Nothing here yet",
  rowCount: (count, text) => `${text} ${count === 1 ? "row" : "rows"}`,
  sortBy: (column) => `Sort by ${column}`,
  statuses: {
    live: "Live",
    starting: "Starting",
    asleep: "Asleep",
    stopped: "Stopped",
    failed: "Failed",
    queued: "Queued",
    running: "Running",
    evaluating: "Evaluating",
    completed: "Completed",
  },
};
