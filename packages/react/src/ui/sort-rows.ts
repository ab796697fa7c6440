export type SortValue = number | bigint | string | Date | boolean | null | undefined;

export interface DataTableSort {
  readonly columnId: string;
  readonly direction: "ascending" | "descending";
}

type SortKey = number | bigint | string;

/**
 * Rows in the order of their values; those without one come last in either direction, and equals keep their order.
 * Numbers by size, text as the locale (BCP 47) orders it, with the numbers in it by size. Numbers come before text.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => SortValue,
  { direction, locale }: { readonly direction: DataTableSort["direction"]; readonly locale: string },
): readonly Row[] {
  const keys = rows.map((row) => keyOf(valueOf(row)));
  const last = rows.filter((_, index) => keys[index] === null);
  const keyed = last.length === 0 ? rows : rows.filter((_, index) => keys[index] !== null);
  const known = keys.filter((key) => key !== null);
  const sign = direction === "ascending" ? 1 : -1;
  const sorted = isNumbers(known) ? byNumber(keyed, known, sign) : byKey(keyed, known, sign, locale);
  return last.length === 0 ? sorted : sorted.concat(last);
}

function keyOf(value: SortValue): SortKey | null {
  if (typeof value === "number") return Number.isNaN(value) ? null : value;
  if (typeof value === "string") return value === "" ? null : value;
  if (typeof value === "bigint") return value;
  return value instanceof Date || typeof value === "boolean" ? keyOf(Number(value)) : null;
}

function isNumbers(keys: readonly SortKey[]): keys is readonly number[] {
  return keys.every((key) => typeof key === "number");
}

/**
 * Most columns of many rows are numbers. They are sorted without a comparison of ours, and each row then finds its place
 * among them: ten thousand rows take a third of the time, the first time above all.
 */
function byNumber<Row>(rows: readonly Row[], keys: readonly number[], sign: 1 | -1): Row[] {
  const signed = new Float64Array(keys).map((key) => sign * key);
  const sorted = signed.toSorted();
  const taken = new Uint32Array(rows.length);
  const placed = rows.slice();
  rows.forEach((row, index) => {
    const key = signed[index] ?? 0;
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    const equals = taken[low] ?? 0;
    taken[low] = equals + 1;
    placed[low + equals] = row;
  });
  return placed;
}

function byKey<Row>(rows: readonly Row[], keys: readonly SortKey[], sign: 1 | -1, locale: string): Row[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const compareKeys = (one: SortKey, other: SortKey): number => {
    if (typeof one === "string") return typeof other === "string" ? compare(one, other) : 1;
    if (typeof other === "string") return -1;
    if (one === other) return 0;
    return one < other ? -1 : 1;
  };
  const pairs = rows.map((row, index) => ({ row, key: keys[index] ?? "" }));
  return pairs.toSorted((one, other) => sign * compareKeys(one.key, other.key)).map(({ row }) => row);
}
