import { changeHistory, readHistory } from "../history/history-access.ts";
import type { DeployRecord, HistoryRecord } from "../history/history-record.ts";
import type { HistoryStore } from "../history/history-store.ts";
import { type ParetaScope, reportFailure } from "../provider/pareta-scope.ts";

/** What the history knows of one deploy. A history that fails is told, and stands in no deploy's way. */
export interface DeployMemory {
  /** Every record; `null` when the history cannot be read. */
  all(): Promise<HistoryRecord[] | null>;
  /** The record of a deploy under this id that another page, or this one before a reload, has started. */
  recall(): Promise<DeployRecord | null>;
  /** Resolves when the record is kept, at the latest after half a second. */
  put(record: DeployRecord): Promise<void>;
  forget(): void;
  /** This attempt has ended, and been shown: its record is not gone on with. */
  close(record: DeployRecord): void;
}

export function createDeployMemory(scope: ParetaScope, history: HistoryStore, id: string): DeployMemory {
  let recalling: Promise<DeployRecord | null> | null = null;
  let lastStart: number | null = null;

  const all = () =>
    readHistory(history).catch((error: Error) => {
      reportFailure(scope, error, { noun: "history", act: "list" });
      return null;
    });

  async function recall(): Promise<DeployRecord | null> {
    const deploys = (await all())?.filter((record) => record.kind === "deploy");
    recalling = null;
    return deploys?.find((record) => record.id === id && record.startedAt !== lastStart) ?? null;
  }

  return {
    all,
    recall: () => (recalling ??= recall()),
    put: (record) => changeHistory(scope, "put", () => history.put(record)),
    forget: () => void changeHistory(scope, "remove", () => history.remove(id)),
    close: ({ startedAt }) => {
      lastStart = startedAt;
    },
  };
}
