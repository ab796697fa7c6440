"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { usePareta } from "../provider/pareta-context.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { changeHistory, type DeployRecord, type HistoryRecord, type RunRecord } from "./history-store.ts";

export interface RunHistory {
  /** Newest first. */
  readonly runs: readonly RunRecord[];
  /** Newest first. */
  readonly deploys: readonly DeployRecord[];
  /** Forgets a record; the run or endpoint itself stays. */
  readonly remove: (id: string) => Promise<void>;
}

const nothing: HistoryRecord[] = [];

/**
 * The runs and deploys that were started here, newest first: the API cannot list runs. Kept in the provider's
 * `history`, this browser's localStorage by default: ids and times, never prompts, rows or keys.
 *
 * @example
 * ```tsx
 * import { useRunHistory } from "@pareta/react";
 *
 * export function PastRuns() {
 *   const { runs, remove } = useRunHistory();
 *   return (
 *     <ul>
 *       {runs.map((run) => (
 *         <li key={run.id}>
 *           {`${run.id}, ${new Date(run.startedAt).toISOString()}`}
 *           <button onClick={() => void remove(run.id)}>Forget</button>
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
      queryFn: () => history.list(),
      networkMode: "always",
      retry: false,
    },
    scope.queryClient,
  );
  return useMemo(() => {
    const newestFirst = data.toSorted((one, other) => other.startedAt - one.startedAt);
    return {
      runs: newestFirst.filter((record) => record.kind === "run"),
      deploys: newestFirst.filter((record) => record.kind === "deploy"),
      remove: (id) => changeHistory(scope, () => history.remove(id)),
    };
  }, [data, scope, history]);
}
