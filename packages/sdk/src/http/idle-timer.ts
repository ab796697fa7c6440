/** The longest delay a timer takes; a longer one would fire at once. */
const longestDelay = 2 ** 31 - 1;
/** A timer this late means that the machine slept or the page was frozen. */
const oversleep = 1000;

/**
 * Tells when a wait has been silent for `timeout` milliseconds; 0 and Infinity mean never.
 * Starting and stopping a wait only notes the time: one timer serves many waits and compares clocks when it wakes.
 */
export class IdleTimer {
  readonly #timeout: number;
  readonly #onIdle: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitingSince: number | null = null;
  #hasOverslept = false;

  constructor(timeout: number, onIdle: () => void) {
    this.#timeout = timeout > 0 ? timeout : Infinity;
    this.#onIdle = onIdle;
  }

  wait(): void {
    if (this.#timeout === Infinity) return;
    this.#waitingSince = performance.now();
    this.#hasOverslept = false;
    if (this.#timer === undefined) this.#arm(this.#timeout);
  }

  pause(): void {
    this.#waitingSince = null;
  }

  stop(): void {
    this.#waitingSince = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #arm(delay: number): void {
    this.#timer = setTimeout(this.#wake, Math.min(delay, longestDelay));
  }

  readonly #wake = (): void => {
    this.#timer = undefined;
    if (this.#waitingSince === null) return;
    const left = this.#waitingSince + this.#timeout - performance.now();
    if (left > 0) {
      this.#arm(left);
    } else if (left < -oversleep && !this.#hasOverslept) {
      // What arrived while the machine slept has not been read yet: let it come in, then decide once.
      this.#hasOverslept = true;
      this.#arm(oversleep);
    } else {
      this.#onIdle();
    }
  };
}
