/** The longest delay a timer takes; a longer one would fire at once. */
const longestDelay = 2 ** 31 - 1;
/** A timer this late means that the machine slept or the page was frozen. */
const oversleep = 1000;

/** One timer that serves many waits. */
export interface IdleTimer {
  readonly wait: () => void;
  readonly pause: () => void;
  readonly stop: () => void;
}

/**
 * Tells when a wait has been silent for `timeout` milliseconds; 0 and Infinity mean never.
 * Starting and stopping a wait only notes the time: the timer compares clocks when it wakes.
 */
export function createIdleTimer(timeout: number, onIdle: () => void): IdleTimer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitingSince: number | null = null;
  let hasOverslept = false;

  function arm(delay: number): void {
    timer = setTimeout(wake, Math.min(delay, longestDelay));
  }

  function wake(): void {
    timer = undefined;
    if (waitingSince === null) return;
    const left = waitingSince + timeout - performance.now();
    if (left > 0) {
      arm(left);
    } else if (left < -oversleep && !hasOverslept) {
      // What arrived while the machine slept has not been read yet: let it come in, then decide once.
      hasOverslept = true;
      arm(oversleep);
    } else {
      onIdle();
    }
  }

  function pause(): void {
    waitingSince = null;
  }

  return {
    wait() {
      if (!(timeout > 0 && timeout < Infinity)) return;
      waitingSince = performance.now();
      hasOverslept = false;
      if (timer === undefined) arm(timeout);
    },
    pause,
    stop() {
      pause();
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
