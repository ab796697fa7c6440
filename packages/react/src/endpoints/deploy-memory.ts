import { changeHistory, readHistory } from "../history/history-access.ts";
import type { DeployRecord } from "../history/history-record.ts";
import type { HistoryStore } from "../history/history-store.ts";
import { type ParetaScope, reportFailure } from "../provider/pareta-scope.ts";

/** What the history knows of one deploy. A history that fails is told, and stands in no deploy's way. */
export interface DeployMemory {
  /** The records of the other deploys; `null` when the history cannot be read. */
  others(): Promise<DeployRecord[] | null>;
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

  const deploys = (): Promise<DeployRecord[] | null> =>
    readHistory(history).then(
      (records) => records.filter((record) => record.kind === "deploy"),
      (error: Error) => {
        reportFailure(scope, error, { noun: "history", act: "list" });
        return null;
      },
    );

  async function recall(): Promise<DeployRecord | null> {
    const own = (await deploys())?.find((record) => record.id === id && record.startedAt !== lastStart);
    recalling = null;
    return own ?? null;
  }

  return {
    others: async () => (await deploys())?.filter((record) => record.id !== id) ?? null,
    recall: () => (recalling ??= recall()),
    put: (record) => changeHistory(scope, "put", () => history.put(record)),
    forget: () => void changeHistory(scope, "remove", () => history.remove(id)),
    close: ({ startedAt }) => {
      lastStart = startedAt;
    },
  };
}
