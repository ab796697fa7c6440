import type { HistoryRecord } from "../history/history-record.ts";
import type { HistoryStore } from "../history/history-store.ts";

/** A history in memory, whose records a test can look at. */
export function memoryHistory(): HistoryStore & { readonly records: readonly HistoryRecord[] } {
  let records: HistoryRecord[] = [];
  const without = (id: string) => records.filter(({ attemptId }) => attemptId !== id);
  return {
    get records() {
      return records;
    },
    list: () => Promise.resolve([...records]),
    put: (record) => {
      records = [...without(record.attemptId), record];
      return Promise.resolve();
    },
    remove: (id) => {
      records = without(id);
      return Promise.resolve();
    },
  };
}
