import type { QueryClient } from "@tanstack/react-query";
import { memo } from "../memory/memo.ts";
import { until } from "./sleep.ts";

/** Keeps the number of open streams under a limit; the rest wait in the order they came. */
export class StreamSlots {
  #open = 0;
  readonly #waiting: { readonly limit: number; readonly admit: () => void }[] = [];

  /**
   * A slot, at once or when one is free; the returned function gives it back. `onQueued` is called only if there is a
   * wait. Rejects with `APIUserAbortError` when the signal fires first.
   */
  async acquire(limit: number, signal: AbortSignal, onQueued: () => void): Promise<() => void> {
    if (this.#open < limit && this.#waiting.length === 0) this.#open++;
    else {
      onQueued();
      await until((admit) => this.#enqueue({ limit, admit }), signal, "not-sent");
    }
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#open--;
      this.#admitNext();
    };
  }

  #enqueue(waiter: { limit: number; admit: () => void }): () => void {
    this.#waiting.push(waiter);
    return () => {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      this.#admitNext();
    };
  }

  #admitNext(): void {
    for (let next = this.#waiting[0]; next && this.#open < next.limit; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#open++;
      next.admit();
    }
  }
}

const slotsByQueryClient = new WeakMap<QueryClient, StreamSlots>();

/** One pool for all scopes of a QueryClient: they share the page's connections. */
export function streamSlots(queryClient: QueryClient): StreamSlots {
  return memo(slotsByQueryClient, queryClient, () => new StreamSlots());
}
