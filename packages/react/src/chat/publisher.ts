import { onVisibilityChange, pageIsHidden } from "../page/page-visibility.ts";

/** At most 30 a second. */
const gap = 1000 / 30;

/**
 * Decides when growing text is shown: the first request at once, then at most 30 times a second, and not at all while
 * the page is hidden. It runs on timers: frames do not come everywhere.
 */
export class Publisher {
  readonly #publish: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #stopListening: (() => void) | null = null;
  #lastAt = -Infinity;
  #isRequested = false;

  constructor(publish: () => void) {
    this.#publish = publish;
  }

  /** There is something new. */
  request(): void {
    this.#isRequested = true;
    if (this.#timer !== null || this.#stopListening !== null) return;
    if (pageIsHidden()) {
      this.#stopListening = onVisibilityChange(() => {
        if (pageIsHidden()) return;
        this.now();
      });
      return;
    }
    const wait = this.#lastAt + gap - performance.now();
    if (wait <= 0) {
      this.now();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#isRequested) this.request();
    }, wait);
  }

  /** Forgets what was requested: the caller writes the end itself. */
  cancel(): void {
    this.#isRequested = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#stopListening?.();
    this.#stopListening = null;
  }

  /** Shows at once, hidden or not. */
  now(): void {
    this.cancel();
    this.#lastAt = performance.now();
    this.#publish();
  }
}
