/** Rows in their order and, place by place, the number of the element that shows each. */
export interface ShownRows {
  readonly keys: readonly string[];
  readonly elements: readonly number[];
  /** No element had this number yet. */
  readonly unused: number;
}

export function firstShown(keys: readonly string[]): ShownRows {
  return { keys, elements: keys.map((_, place) => place), unused: keys.length };
}

/**
 * A row keeps its element for as long as it is shown. A new one takes over the element at its place where that has lost
 * its row: after a sort or a long jump the page changes texts instead of building rows. No element moves for it, so
 * that a short scroll touches those alone that come and go.
 */
export function nextShown({ keys: before, elements, unused }: ShownRows, keys: readonly string[]): ShownRows {
  const placeBefore = new Map(before.map((key, place) => [key, place]));
  const staying = new Set(keys);
  let next = unused;
  const taken = keys.map((key, place) => {
    const there = before[place];
    const isFree = there !== undefined && !staying.has(there);
    return elements[placeBefore.get(key) ?? (isFree ? place : -1)] ?? next++;
  });
  return { keys, elements: taken, unused: next };
}

/** Which element shows which row, from one commit to the next; for a render that never comes to the page nothing changes. */
export interface RowElements {
  /** For React's `key`, place by place. What a cell keeps for itself needs the row's own key besides. */
  readonly next: (keys: readonly string[]) => ShownRows;
  readonly commit: (shown: ShownRows) => void;
}

export function createRowElements(): RowElements {
  let committed = firstShown([]);
  return {
    next: (keys) => (isSame(keys, committed.keys) ? committed : nextShown(committed, keys)),
    commit(shown) {
      committed = shown;
    },
  };
}

const isSame = (keys: readonly string[], others: readonly string[]): boolean =>
  keys.length === others.length && keys.every((key, place) => key === others[place]);
