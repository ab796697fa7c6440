export type SortValue = number | bigint | string | Date | boolean | null | undefined;

export interface DataTableSort {
  readonly columnId: string;
  readonly direction: "ascending" | "descending";
}

/**
 * Rows in the order of their values; those without one come last in either direction, and equals keep their order.
 * Numbers by size, text as the locale (BCP 47) orders it, with the numbers in it by size. Numbers come before text.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => SortValue,
  { direction, locale }: { readonly direction: DataTableSort["direction"]; readonly locale: string },
): readonly Row[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const sign = direction === "ascending" ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: keyOf(valueOf(row)) }));
  keyed.sort((one, other) => {
    if (one.key === null || other.key === null) return Number(one.key === null) - Number(other.key === null);
    return sign * compare(one.key, other.key, collator);
  });
  return keyed.map(({ row }) => row);
}

type SortKey = number | bigint | string;

function keyOf(value: SortValue): SortKey | null {
  if (value instanceof Date || typeof value === "boolean") return keyOf(Number(value));
  if (typeof value === "number") return Number.isNaN(value) ? null : value;
  if (typeof value === "string") return value === "" ? null : value;
  return typeof value === "bigint" ? value : null;
}

function compare(one: SortKey, other: SortKey, collator: Intl.Collator): number {
  if (typeof one === "string") return typeof other === "string" ? collator.compare(one, other) : 1;
  if (typeof other === "string") return -1;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
