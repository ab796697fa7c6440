/**
 * Milliseconds in which a second press still belongs to the first, where the browser does not count them: those of a
 * finger, a key or assistive technology. Longer than the double tap of phones (300 to 350), as long as the double click
 * of desktops.
 */
export const doublePressMs = 500;

/** Remembers when a press changed what stands in its place. */
export interface DoublePress {
  /** A press has just changed what the next one would hit. */
  changed(): void;
  /** Whether a press that begins now may be the second half of that one. */
  covers(): boolean;
  /** What comes next is a press of its own. */
  forget(): void;
}

export function createDoublePress(): DoublePress {
  let changedAt = -Infinity;
  return {
    changed() {
      changedAt = performance.now();
    },
    covers: () => performance.now() - changedAt <= doublePressMs,
    forget() {
      changedAt = -Infinity;
    },
  };
}
