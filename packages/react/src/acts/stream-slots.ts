import type { QueryClient } from "@tanstack/react-query";
import { memo } from "../memory/memo.ts";
import { until } from "./sleep.ts";

/** Keeps the number of open streams under a limit; the rest wait in the order they came. */
export interface StreamSlots {
  /**
   * A slot, at once or when one is free; the returned function gives it back. `onQueued` is called only if there is a
   * wait. Rejects with `APIUserAbortError` when the signal fires first.
   */
  acquire(limit: number, signal: AbortSignal, onQueued: () => void): Promise<() => void>;
}

export function createStreamSlots(): StreamSlots {
  let open = 0;
  const waiting = new Set<{ readonly limit: number; readonly admit: () => void }>();

  function admitNext(): void {
    for (const next of waiting) {
      if (open >= next.limit) return;
      waiting.delete(next);
      open++;
      next.admit();
    }
  }

  return {
    async acquire(limit, signal, onQueued) {
      if (open < limit && waiting.size === 0) open++;
      else {
        onQueued();
        const enqueue = (admit: () => void) => {
          const waiter = { limit, admit };
          waiting.add(waiter);
          return () => {
            waiting.delete(waiter);
            admitNext();
          };
        };
        await until(enqueue, signal, "not-sent");
      }
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        open--;
        admitNext();
      };
    },
  };
}

const slotsByQueryClient = new WeakMap<QueryClient, StreamSlots>();

/** One pool for all scopes of a QueryClient: they share the page's connections. */
export function streamSlots(queryClient: QueryClient): StreamSlots {
  return memo(slotsByQueryClient, queryClient, createStreamSlots);
}
