import { callSafely, type FailureListener, type ParetaScope } from "./pareta-scope.ts";

/** Tells the listener of every read of this scope that has failed for good. Returns a function that stops it. */
export function reportQueryFailures(scope: ParetaScope, listener: FailureListener): () => void {
  return scope.queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "error") return;
    const [owner, name, noun, ...act]: readonly unknown[] = event.query.queryKey;
    if (owner !== "pareta" || name !== scope.name) return;
    const { error } = event.action;
    const path = act.filter((part) => typeof part === "string").join(".");
    callSafely(() => listener(error, { noun: String(noun), act: path }));
  });
}
