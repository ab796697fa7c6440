import { APIUserAbortError } from "pareta";
import { callSafely, type FailureListener, type ParetaScope } from "./pareta-scope.ts";

/** Second parts of a path that are not its end. */
const nested = new Set<unknown>(["completions", "sets", "runs"]);

/**
 * Tells the listener of every read and act of this scope that has failed for good: once for each error, also when
 * several acts were one. Returns a function that stops it.
 */
export function reportCacheFailures(scope: ParetaScope, listener: FailureListener): () => void {
  const told = new WeakSet<Error>();
  const tell = (error: Error, [owner, name, noun, ...act]: readonly unknown[]) => {
    if (owner !== "pareta" || name !== scope.name) return;
    if (told.has(error) || APIUserAbortError.isInstance(error)) return;
    told.add(error);
    // Ids and texts follow the path: they are nobody's business here.
    const path = act.slice(0, nested.has(act[0]) ? 2 : 1).join(".");
    callSafely(() => listener(error, { noun: String(noun), act: path }));
  };
  const { queryClient } = scope;
  const stops = [
    queryClient.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error")
        tell(event.action.error, event.query.queryKey);
    }),
    queryClient.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error")
        tell(event.action.error, event.mutation.options.mutationKey ?? []);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
