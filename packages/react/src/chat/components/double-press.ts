/**
 * Milliseconds in which a second press still belongs to the first. A double click may take 500 of them, and its second
 * half hits whatever stands in that place by then.
 */
const doublePressMs = 600;

/** Remembers when a press changed what stands in its place. */
export interface DoublePress {
  /** A press has just changed what the next one would hit. */
  changed(): void;
  /** Whether a press that began at this time (`performance.now()`) may be the second half of that one. */
  covers(startedAt?: number): boolean;
  /** What comes next is a press of its own. */
  forget(): void;
}

export function createDoublePress(): DoublePress {
  let changedAt = -Infinity;
  return {
    changed() {
      changedAt = performance.now();
    },
    covers: (startedAt = performance.now()) => startedAt - changedAt <= doublePressMs,
    forget() {
      changedAt = -Infinity;
    },
  };
}
