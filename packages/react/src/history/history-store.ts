import { type HistoryRecord, readRecord } from "./history-record.ts";

/**
 * Where the records of runs and deploys are kept: the API cannot list them. What it answers is checked, and what it
 * throws, rejects, or does not answer within 3 seconds is told to the provider's `onError` and holds nothing up.
 */
export interface HistoryStore {
  list(): Promise<HistoryRecord[]>;
  /** Replaces the record of the same `attemptId`. */
  put(record: HistoryRecord): Promise<void>;
  remove(attemptId: string): Promise<void>;
}

/** Settled ones; beyond them the oldest go. */
const maxSettledRecords = 200;

/**
 * This browser's localStorage, one entry for each record, so that two tabs never overwrite each other's. Where it is
 * missing or full, a put rejects and the record lives as long as the page.
 */
export function localHistory(scope: string): HistoryStore {
  /** A list of all records, as it was kept once. */
  const listKey = `pareta:history:${scope}`;
  const keyOf = (attemptId: string) => `pareta:history:${JSON.stringify([scope, attemptId])}`;
  const prefix = keyOf("").slice(0, -2);
  const unsaved = new Map<string, HistoryRecord>();

  const readEntries = () =>
    Object.keys(localStorage).flatMap((key) => (key.startsWith(prefix) ? recordsAt(key) : []));
  const save = (record: HistoryRecord) =>
    localStorage.setItem(keyOf(record.attemptId), JSON.stringify(record));

  /** Gives each record of the list an entry of its own. */
  function splitList(): void {
    for (const record of recordsAt(listKey)) if (!localStorage.getItem(keyOf(record.attemptId))) save(record);
    localStorage.removeItem(listKey);
  }

  return {
    async list() {
      let records = [...unsaved.values()];
      try {
        records = [...recordsAt(listKey), ...readEntries(), ...records];
      } catch {
        // There is no storage here, which a put says.
      }
      return [...new Map(records.map((record) => [record.attemptId, record])).values()];
    },
    async put(record) {
      unsaved.set(record.attemptId, record);
      splitList();
      save(record);
      unsaved.delete(record.attemptId);
      const settled = readEntries().filter(isSettled);
      settled.sort((one, other) => other.startedAt - one.startedAt);
      for (const { attemptId } of settled.slice(maxSettledRecords)) localStorage.removeItem(keyOf(attemptId));
    },
    async remove(attemptId) {
      unsaved.delete(attemptId);
      splitList();
      localStorage.removeItem(keyOf(attemptId));
    },
  };
}

/** What became of it is known, so that losing the record would lose nothing that may have been charged. */
function isSettled(record: HistoryRecord): boolean {
  return record.kind === "deploy"
    ? record.endpointId !== null
    : record.state === "started" || record.state === "refused";
}

/** The records of an entry: one, a list, or none. */
function recordsAt(key: string): HistoryRecord[] {
  try {
    return [JSON.parse(localStorage.getItem(key) ?? "null")]
      .flat()
      .flatMap((value) => readRecord(value) ?? []);
  } catch {
    return [];
  }
}
