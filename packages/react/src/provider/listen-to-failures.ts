import type { MutationCacheNotifyEvent, QueryCacheNotifyEvent } from "@tanstack/react-query";
import { APIUserAbortError } from "pareta";
import { callSafely, type FailureListener, type ParetaScope } from "./pareta-scope.ts";

/** Second parts of a path that are not its end. */
const nested = new Set<unknown>(["completions", "sets", "runs"]);

/**
 * Tells the listener of everything in this scope that has failed for good, reads and acts once for each error, also when
 * several acts were one. Returns a function that stops it.
 */
export function listenToFailures(
  { name, queryClient, failureListeners }: ParetaScope,
  listener: FailureListener,
): () => void {
  const told = new WeakSet<Error>();
  const hear = (event: QueryCacheNotifyEvent | MutationCacheNotifyEvent) => {
    if (event.type !== "updated" || event.action.type !== "error") return;
    const { error } = event.action;
    const key: readonly unknown[] =
      "query" in event ? event.query.queryKey : (event.mutation.options.mutationKey ?? []);
    const [owner, scope, noun, ...act] = key;
    if (owner !== "pareta" || scope !== name || told.has(error) || APIUserAbortError.isInstance(error))
      return;
    told.add(error);
    // Ids and texts follow the path: they are nobody's business here.
    const path = act.slice(0, nested.has(act[0]) ? 2 : 1).join(".");
    callSafely(() => listener(error, { noun: String(noun), act: path || "list" }));
  };
  failureListeners.add(listener);
  const stops = [
    queryClient.getQueryCache().subscribe(hear),
    queryClient.getMutationCache().subscribe(hear),
    () => failureListeners.delete(listener),
  ];
  return () => stops.forEach((stop) => stop());
}
