import type { QueryClient } from "@tanstack/react-query";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { refresh } from "../queries/refresh.ts";
import { type HistoryRecord, readRecord } from "./history-record.ts";
import type { HistoryStore } from "./history-store.ts";

/** Milliseconds that a store may take to answer; then it counts as one that has failed. */
const maxAnswerMs = 3000;
/** Milliseconds that a request waits for its record; then it leaves without. */
const maxPutMs = 500;

/** What the store answers, as records; rejects when it fails, or answers late or something else than a list. */
export async function readHistory(history: HistoryStore): Promise<HistoryRecord[]> {
  const answer: unknown = await within(maxAnswerMs, () => history.list());
  if (!Array.isArray(answer)) throw new TypeError("The history's list() answered no list.");
  return answer.flatMap((record: unknown) => readRecord(record) ?? []);
}

/** The attempts whose request this page has under way, by `attemptId`. */
export const startingHere = new Set<string>();

interface HistoryOwner {
  readonly name: string;
  readonly queryClient: QueryClient;
}

/**
 * Changes the history and shows it. A change is a mutation of the cache, so that `onError` hears of one that fails; it
 * fails nothing else. Resolves when it is done, at the latest after half a second. Changes come one after the other.
 */
export async function changeHistory(
  { name, queryClient }: HistoryOwner,
  act: "put" | "remove",
  change: () => Promise<void>,
): Promise<void> {
  const { history } = paretaKeys(name);
  const mutation = queryClient.getMutationCache().build(queryClient, {
    mutationKey: [...history, act],
    mutationFn: () => within(maxAnswerMs, change),
    scope: { id: history.join() },
    retry: 0,
    networkMode: "always",
    gcTime: 100,
  });
  const done = mutation.execute(undefined).finally(() => refresh(queryClient, history));
  await within(maxPutMs, () => done).catch(() => {});
}

/** Rejects when that takes longer, or throws at once. */
async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const tell = () => reject(new Error(`The history has not answered within ${milliseconds} ms.`));
    timer = setTimeout(tell, milliseconds);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
