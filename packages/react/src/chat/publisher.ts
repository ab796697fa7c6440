import { onVisibilityChange, pageIsHidden } from "../page/page-visibility.ts";

/** At most 30 a second. */
const gap = 1000 / 30;

/**
 * Decides when growing text is shown: the first request at once, then at most 30 times a second, and not at all while
 * the page is hidden. It runs on timers: frames do not come everywhere.
 */
export interface Publisher {
  /** There is something new. */
  request(): void;
  /** Forgets what was requested: the caller writes the end itself. */
  cancel(): void;
  /** Shows at once, hidden or not. */
  now(): void;
}

export function createPublisher(publish: () => void): Publisher {
  let lastAt = -Infinity;
  /** Set while the next time to show is waited for. */
  let stopWaiting: (() => void) | null = null;

  function cancel(): void {
    stopWaiting?.();
    stopWaiting = null;
  }

  function now(): void {
    cancel();
    lastAt = performance.now();
    publish();
  }

  function request(): void {
    if (stopWaiting) return;
    const wait = lastAt + gap - performance.now();
    if (pageIsHidden()) stopWaiting = onVisibilityChange(again);
    else if (wait <= 0) now();
    else {
      const timer = setTimeout(again, wait);
      stopWaiting = () => clearTimeout(timer);
    }
  }

  function again(): void {
    cancel();
    request();
  }

  return { request, cancel, now };
}
