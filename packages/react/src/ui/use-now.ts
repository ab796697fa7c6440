"use client";

import { useEffect, useState, useSyncExternalStore } from "react";

interface Clock {
  readonly listeners: Set<() => void>;
  readonly timer: ReturnType<typeof setInterval>;
}

const clocks = new Map<number, Clock>();

/** One timer for all that tick at the same pace: a table of times is one commit a tick. */
function onTick(every: number, listener: () => void): () => void {
  const listeners = clocks.get(every)?.listeners ?? new Set();
  const tick = () => listeners.forEach((listener) => listener());
  const clock = clocks.get(every) ?? { listeners, timer: setInterval(tick, every) };
  clocks.set(every, clock);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(clock.timer);
    clocks.delete(every);
  };
}

const never = () => () => {};

/**
 * The time in Unix ms, anew every `every` milliseconds (default 1000; `null`: it stands still); `null` on the server and
 * while hydrating, where any time would be a mismatch.
 */
export function useNow(every: number | null = 1000): number | null {
  const isHydrating = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  const [now, setNow] = useState(() => (isHydrating ? null : Date.now()));
  useEffect(() => {
    const update = () => setNow(Date.now());
    const first = setTimeout(update, 0);
    const stop = every === null ? undefined : onTick(every, update);
    return () => {
      clearTimeout(first);
      stop?.();
    };
  }, [every]);
  return now;
}
