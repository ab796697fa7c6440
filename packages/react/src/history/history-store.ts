import type { QueryClient } from "@tanstack/react-query";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { refresh } from "../queries/refresh.ts";

/** A run started here. Ids and times only: never a prompt, a row or a key. */
export interface RunRecord {
  readonly kind: "run";
  /** The run's id. */
  readonly id: string;
  readonly task: string | null;
  readonly evalSetId: string | null;
  readonly candidates: readonly string[];
  /** Unix ms. */
  readonly startedAt: number;
}

/** A deploy started here: what it takes to find its endpoint again after a reload. */
export interface DeployRecord {
  readonly kind: "deploy";
  /** The deploy's id, which the client made. */
  readonly id: string;
  readonly task: string;
  readonly model: string;
  readonly name: string | null;
  /** The endpoints there were before; `null` when nobody could tell. */
  readonly knownEndpointIds: readonly string[] | null;
  /** The endpoint it became; `null` until that is known. */
  readonly endpointId: string | null;
  /** Unix ms. */
  readonly startedAt: number;
}

export type HistoryRecord = RunRecord | DeployRecord;

/** Where the records of runs and deploys are kept: the API cannot list them. */
export interface HistoryStore {
  list(): Promise<HistoryRecord[]>;
  /** Replaces the record of the same id. */
  put(record: HistoryRecord): Promise<void>;
  remove(id: string): Promise<void>;
}

/** The oldest go first. */
const mostRecords = 200;

/** This browser's localStorage. Where there is none it knows nothing; there, and where it is full, a change rejects. */
export function localHistory(scope: string): HistoryStore {
  const key = `pareta:history:${scope}`;
  const read = (): HistoryRecord[] => {
    try {
      const records: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(records) ? records.filter((record) => typeof record?.id === "string") : [];
    } catch {
      return [];
    }
  };
  const replace = async (id: string, ...added: HistoryRecord[]): Promise<void> => {
    const records = [...read().filter((record) => record.id !== id), ...added].slice(-mostRecords);
    localStorage.setItem(key, JSON.stringify(records));
  };
  return {
    list: async () => read(),
    put: (record) => replace(record.id, record),
    remove: (id) => replace(id),
  };
}

/** Changes the history and shows it; what a store throws never fails the act that is recorded. */
export async function changeHistory(
  { name, queryClient }: { readonly name: string; readonly queryClient: QueryClient },
  change: () => Promise<void>,
): Promise<void> {
  try {
    await change();
  } catch {
    // What was started goes on without its record.
  }
  refresh(queryClient, paretaKeys(name).history);
}
