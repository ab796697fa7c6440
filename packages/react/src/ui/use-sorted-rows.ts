"use client";

import { useMemo } from "react";
import { useLocale } from "../labels/language-context.ts";
import type { DataTableColumn } from "./data-table-column.ts";
import { type DataTableSort, sortRows } from "./sort-rows.ts";

/** The rows in the order that is asked for; as they came where no column has such values. */
export function useSortedRows<Row>(
  rows: readonly Row[],
  columns: readonly DataTableColumn<Row>[],
  sort: DataTableSort | null,
): readonly Row[] {
  const locale = useLocale();
  const valueOf = columns.find((column) => column.id === sort?.columnId)?.sortValue;
  const direction = sort?.direction ?? "ascending";
  return useMemo(
    () => (valueOf ? sortRows(rows, valueOf, { direction, locale }) : rows),
    [rows, valueOf, direction, locale],
  );
}
