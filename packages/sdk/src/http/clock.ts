/** Time and chance, passed in so that retry and wait schedules can be tested without waiting. */
export interface Clock {
  /** Monotonic milliseconds: deadlines survive a change of the wall clock. */
  readonly now: () => number;
  /** Wall-clock milliseconds since 1970, for dates that a server names. */
  readonly date: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Calls back once after `milliseconds`; the returned function cancels. */
  readonly timer: (milliseconds: number, callback: () => void) => () => void;
}

/** Longest delay of a platform timer; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  timer(milliseconds, callback) {
    if (milliseconds > longestTimer) return () => {};
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Runs `listener` once when the signal fires, at once if it has; the returned function stops listening. */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (!signal) return () => {};
  if (signal.aborted) {
    listener();
    return () => {};
  }
  signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}

/** Resolves after `milliseconds`, or at once when the signal fires: the caller looks at `signal.aborted`. */
export function sleep(clock: Clock, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.timer(milliseconds, () => {
      stopListening();
      resolve();
    });
    const stopListening = onAbort(signal, () => {
      cancel();
      resolve();
    });
  });
}
