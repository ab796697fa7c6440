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
  /** Lets the event loop run once: clicks and paints get their turn. */
  readonly turn: () => Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  timer(milliseconds, callback) {
    // A platform timer longer than this would fire at once.
    const timer = milliseconds < 2 ** 31 ? setTimeout(callback, milliseconds) : undefined;
    return () => clearTimeout(timer);
  },
  // Not a timer: a hidden tab holds those back for a second.
  turn: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => {
        port1.close();
        resolve();
      });
      port1.start();
      port2.postMessage(0);
    }),
};

/** Runs `listener` when the signal fires, at once if it has; the returned function stops listening. */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal?.aborted) listener();
  signal?.addEventListener("abort", listener);
  return () => signal?.removeEventListener("abort", listener);
}

/** Resolves after `milliseconds`, or at once when the signal fires: the caller looks at `signal.aborted`. */
export async function sleep(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const stops: (() => void)[] = [];
  await new Promise<void>((end) => stops.push(clock.timer(milliseconds, end), onAbort(signal, end)));
  for (const stop of stops) stop();
}
