import { APIUserAbortError, type Outcome } from "pareta";

/** The error of an act that was aborted between two requests; `outcome` is what had become of it by then. */
export function abortError(signal: AbortSignal, outcome: Outcome): APIUserAbortError {
  return new APIUserAbortError("The request was aborted.", { outcome, cause: signal.reason });
}

/**
 * Resolves after that many milliseconds, or when `whenSkipped` calls back; rejects with `APIUserAbortError` as soon as the
 * signal fires.
 */
export function sleep(
  milliseconds: number,
  signal: AbortSignal,
  outcome: Outcome,
  whenSkipped?: (listener: () => void) => () => void,
): Promise<void> {
  return until(
    (resolve) => {
      const end = () => {
        cancel();
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      const stopListening = whenSkipped?.(end);
      const cancel = () => {
        clearTimeout(timer);
        stopListening?.();
      };
      return cancel;
    },
    signal,
    outcome,
  );
}

/**
 * Waits for whatever `listen` listens to; `listen` returns how to stop listening. An abort ends the wait with
 * `APIUserAbortError`, whose `outcome` says what had become of the act when the wait began.
 */
export function until(
  listen: (resolve: () => void) => () => void,
  signal: AbortSignal,
  outcome: Outcome,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let stopListening = () => {};
    const onAbort = () => {
      stopListening();
      reject(abortError(signal, outcome));
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    stopListening = listen(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    });
  });
}
