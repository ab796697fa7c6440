import { setImmediate } from "node:timers/promises";
import { type Clock, systemClock } from "../http/clock.ts";

interface Timer {
  readonly at: number;
  readonly delay: number;
  readonly callback: () => void;
}

/** Time that passes only while a test settles a promise, and chance that a test chooses. */
export class FakeClock implements Clock {
  /** Every delay that ran out, in milliseconds and in order: with no timeout among them, what was slept. */
  readonly slept: number[] = [];
  readonly #timers = new Set<Timer>();
  readonly #startDate: number;
  #now = 0;
  random: () => number = () => 0;

  constructor(startDate = Date.UTC(2026, 6, 1, 12)) {
    this.#startDate = startDate;
  }

  readonly now = (): number => this.#now;
  readonly date = (): number => this.#startDate + this.#now;

  /** Timers neither run out nor cancelled. */
  get pending(): number {
    return this.#timers.size;
  }

  readonly timer = (delay: number, callback: () => void): (() => void) => {
    const timer = { at: this.#now + delay, delay, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  readonly turn = (): Promise<void> => setImmediate();

  /** Time alone; no timer runs out. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Lets everything that needs no time happen. */
  async idle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await setImmediate();
  }

  /** Lets the next timer run out; false when there is none that ever would. */
  next(): boolean {
    const [next] = [...this.#timers].toSorted((one, other) => one.at - other.at);
    if (!next || next.at === Infinity) return false;
    this.#timers.delete(next);
    this.#now = Math.max(this.#now, next.at);
    this.slept.push(next.delay);
    next.callback();
    return true;
  }

  /** Lets timers run out until the promise settles: its value, or its error. */
  async settle(promise: Promise<unknown>): Promise<unknown> {
    let outcome: { readonly value: unknown } | undefined;
    const note = (value: unknown) => void (outcome = { value });
    promise.then(note, note);
    for (;;) {
      await this.idle();
      if (outcome) return outcome.value;
      if (!this.next()) throw new Error("The promise waits for something that no timer brings.");
    }
  }
}

/** Real time, for real sockets, but the sleeps before retries are skipped. */
export const hurriedClock: Clock = {
  ...systemClock,
  timer: (delay, callback) => systemClock.timer(delay < 10_000 ? 0 : delay, callback),
};
