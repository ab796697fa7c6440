"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { usePareta } from "../provider/pareta-context.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { changeHistory, readHistory, startingHere } from "./history-access.ts";
import type { DeployRecord, HistoryRecord, RunRecord } from "./history-record.ts";

/** A run that was started here, or may have been. */
export interface PastRun extends RunRecord {
  /** Nobody can tell whether it was started and charged: its answer was lost, or the page that asked is gone. */
  readonly mayHaveStarted: boolean;
}

export interface RunHistory {
  /** Newest first. */
  readonly runs: readonly PastRun[];
  /** Newest first. */
  readonly deploys: readonly DeployRecord[];
  /** Forgets a record, by its `attemptId` or by the run's id; the run or endpoint itself stays. */
  readonly remove: (id: string) => Promise<void>;
}

const nothing: HistoryRecord[] = [];

/**
 * The runs and deploys that were started here, newest first: the API cannot list runs. Kept in the provider's
 * `history`, this browser's localStorage by default: ids and times, never prompts, rows or API keys. A store
 * that cannot be read or written is told to the provider's `onError`.
 *
 * @example
 * ```tsx
 * import { useRunHistory } from "@pareta/react";
 *
 * export function PastRuns() {
 *   const { runs, remove } = useRunHistory();
 *   return (
 *     <ul>
 *       {runs.map(({ attemptId, id, state, mayHaveStarted, startedAt }) => (
 *         <li key={attemptId}>
 *           {`${id ?? (mayHaveStarted ? "may have been started" : state)}, ${new Date(startedAt).toISOString()}`}
 *           <button onClick={() => void remove(attemptId)}>Forget</button>
 *         </li>
 *       ))}
 *     </ul>
 *   );
 * }
 * ```
 */
export function useRunHistory(): RunHistory {
  const { scope, history } = usePareta();
  const { data = nothing } = useQuery(
    {
      queryKey: paretaKeys(scope.name).history,
      queryFn: () => readHistory(history),
      networkMode: "always",
      retry: false,
    },
    scope.queryClient,
  );
  return useMemo(() => {
    const newestFirst = data.toSorted((one, other) => other.startedAt - one.startedAt);
    const runs = newestFirst.filter((record) => record.kind === "run");
    return {
      runs: runs.map((run) => ({ ...run, mayHaveStarted: mayHaveStarted(run) })),
      deploys: newestFirst.filter((record) => record.kind === "deploy"),
      remove: (id) => {
        const run = runs.find((run) => run.id === id);
        return changeHistory(scope, "remove", () => history.remove(run?.attemptId ?? id));
      },
    };
  }, [data, scope, history]);
}

function mayHaveStarted({ state, attemptId }: RunRecord): boolean {
  return state === "unknown" || (state === "starting" && !startingHere.has(attemptId));
}
