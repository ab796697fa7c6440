/** The most a timer takes: one millisecond more, and it fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Rejects with the signal's reason; does not touch a timer when there is nothing to wait for.
 * Infinity ends only by the signal.
 */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  for (let left = milliseconds; left > 0; left -= longestTimerMs) {
    await oneTimer(Math.min(left, longestTimerMs), signal);
    signal.throwIfAborted();
  }
}

function oneTimer(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}
