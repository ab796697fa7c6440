import { onVisibilityChange, pageIsHidden } from "../page/page-visibility.ts";

/** At most 30 a second. */
const gap = 1000 / 30;

/**
 * Decides when growing text is shown: the first request at once, then at most 30 times a second, and not at all while
 * the page is hidden. It runs on timers: frames do not come everywhere.
 */
export class Publisher {
  readonly #publish: () => void;
  /** Set while the next time to show is waited for. */
  #stopWaiting: (() => void) | null = null;
  #lastAt = -Infinity;

  constructor(publish: () => void) {
    this.#publish = publish;
  }

  /** There is something new. */
  request(): void {
    if (this.#stopWaiting !== null) return;
    const wait = this.#lastAt + gap - performance.now();
    if (pageIsHidden()) {
      this.#stopWaiting = onVisibilityChange(() => {
        if (!pageIsHidden()) this.now();
      });
    } else if (wait <= 0) this.now();
    else {
      const timer = setTimeout(() => {
        this.#stopWaiting = null;
        this.request();
      }, wait);
      this.#stopWaiting = () => clearTimeout(timer);
    }
  }

  /** Forgets what was requested: the caller writes the end itself. */
  cancel(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
  }

  /** Shows at once, hidden or not. */
  now(): void {
    this.cancel();
    this.#lastAt = performance.now();
    this.#publish();
  }
}
