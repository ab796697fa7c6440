import type { QueryCache } from "@tanstack/react-query";
import { memo } from "../memory/memo.ts";

type Listeners = Map<string, Set<() => void>>;

const hubs = new WeakMap<QueryCache, Listeners>();

/**
 * Calls back when one query's state changes or it is removed. A thousand rows that each look at their own query cost one
 * subscription: finding who listens does not grow with them. Returns how to stop listening.
 */
export function onQueryChange(cache: QueryCache, queryHash: string, listener: () => void): () => void {
  const listeners = memo(hubs, cache, () => listenTo(cache));
  const own = memo(listeners, queryHash, () => new Set<() => void>());
  own.add(listener);
  return () => {
    own.delete(listener);
    if (own.size === 0 && listeners.get(queryHash) === own) listeners.delete(queryHash);
  };
}

/** Stays for as long as its cache: it holds nothing but the map. */
function listenTo(cache: QueryCache): Listeners {
  const listeners: Listeners = new Map();
  cache.subscribe(({ type, query }) => {
    if (type !== "updated" && type !== "removed") return;
    for (const listener of listeners.get(query.queryHash) ?? []) listener();
  });
  return listeners;
}
