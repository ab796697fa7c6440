"use client";

import { memo } from "react";
import { cleanText } from "../format/clean-text.ts";
import type { DataTableColumn } from "./data-table-column.ts";
import { Icon } from "./icon.tsx";
import type { DataTableSort } from "./sort-rows.ts";

interface DataTableHeaderCellProps<Row> {
  column: DataTableColumn<Row>;
  direction: DataTableSort["direction"] | null;
  onSort: (sort: DataTableSort | null) => void;
  title: string;
}

function PlainCell<Row>({ column, direction, onSort, title }: DataTableHeaderCellProps<Row>) {
  const { id, header, unit, width = 120, align = "start", sortValue } = column;
  const arrow = direction !== null && <Icon name={direction === "ascending" ? "up" : "down"} />;
  const label = (
    <>
      {/* Numbers end where the words of their header end: the arrow stands before those. */}
      {align === "end" && arrow}
      {cleanText(header) ?? id}
      {unit !== undefined && <span className="pareta-table-unit">{` ${unit}`}</span>}
      {align === "start" && arrow}
    </>
  );
  return (
    // The oldest way to say how wide a column is works without a style; the types have forgotten it.
    <th scope="col" {...{ width }} data-align={align} aria-sort={direction ?? undefined}>
      {sortValue === undefined ? (
        label
      ) : (
        <button
          type="button"
          title={title}
          className="pareta-table-sort"
          onClick={() => onSort(nextSort(id, direction))}
        >
          {label}
        </button>
      )}
    </th>
  );
}

/** Ascending, descending, and the order that the rows came in. */
function nextSort(columnId: string, direction: DataTableSort["direction"] | null): DataTableSort | null {
  if (direction === "descending") return null;
  return { columnId, direction: direction === null ? "ascending" : "descending" };
}

/** A header renders again only when its own sort changes, not with every key that is typed beside the table. */
export const DataTableHeaderCell = memo(PlainCell) as typeof PlainCell;
