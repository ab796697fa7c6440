import { onVisibilityChange, pageIsHidden } from "../page/page-visibility.ts";

/** Milliseconds from one showing to the next: 30 a second at first, 15 once there are some pages of text. */
const gapAfter = (characters: number) => Math.min(2000 / 30, 1000 / 30 + characters / 200);

/**
 * Decides when growing text is shown: the first request at once, then at most 30 times a second, less often the longer
 * the text is, for laying out a long one costs more each time; and not at all while the page is hidden. It runs on
 * timers: frames do not come everywhere.
 */
export interface Publisher {
  /** There is something new. */
  request(): void;
  /** Forgets what was requested: the caller writes the end itself. */
  cancel(): void;
  /** Shows at once, hidden or not. */
  now(): void;
}

/** `publish` shows what there is, and gives its length in characters. */
export function createPublisher(publish: () => number): Publisher {
  let nextAt = -Infinity;
  /** Set while the next time to show is waited for. */
  let stopWaiting: (() => void) | null = null;

  function cancel(): void {
    stopWaiting?.();
    stopWaiting = null;
  }

  function now(): void {
    cancel();
    const at = performance.now();
    nextAt = at + gapAfter(publish());
  }

  function request(): void {
    if (stopWaiting) return;
    const wait = nextAt - performance.now();
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
