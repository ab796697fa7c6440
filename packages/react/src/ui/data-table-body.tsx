"use client";

import { memo, type ReactNode, type RefObject, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import type { DataTableColumn } from "./data-table-column.ts";
import { isWindowed, rowRange, type RowWindow } from "./row-window.ts";
import { type RowActs, useRowFocus } from "./use-row-focus.ts";

export interface DataTableBodyProps<Row> {
  /** What scrolls. */
  region: RefObject<HTMLElement | null>;
  rowWindow: RowWindow;
  columns: readonly DataTableColumn<Row>[];
  /** In the order in which they are shown. */
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  selectedKey: string | number | null;
  onRowAction: ((row: Row) => void) | undefined;
}

export function DataTableBody<Row>(props: DataTableBodyProps<Row>): ReactNode {
  const { region, rowWindow, columns, rows, rowKey, selectedKey, onRowAction } = props;
  const isWhole = !isWindowed(rows.length);
  // A table that is whole does not render when it scrolls. A store's news is rendered before the next frame.
  const view = useSyncExternalStore(
    rowWindow.subscribe,
    isWhole ? rowWindow.firstView : rowWindow.view,
    rowWindow.firstView,
  );
  const { start, end } = isWhole ? { start: 0, end: rows.length } : rowRange(view, rows.length);
  const body = useRef<HTMLTableSectionElement>(null);
  const { tabStop, acts } = useRowFocus({ body, region, rowWindow, rows, start, end, onRowAction });
  const used = new Set<string>();
  return (
    <>
      {start > 0 && <Spacer px={start * view.rowHeight} />}
      <tbody ref={body}>
        {rows.slice(start, end).map((row, place) => {
          const index = start + place;
          const key = rowKey(row) ?? index;
          const unique = used.has(String(key)) ? `${key} ${index}` : String(key);
          used.add(unique);
          return (
            <BodyRow
              key={unique}
              row={row}
              index={index}
              columns={columns}
              isSelected={key === selectedKey}
              isTabStop={index === tabStop}
              acts={onRowAction && acts}
            />
          );
        })}
      </tbody>
      {end < rows.length && <Spacer px={(rows.length - end) * view.rowHeight} />}
    </>
  );
}

interface BodyRowProps<Row> {
  row: Row;
  index: number;
  columns: readonly DataTableColumn<Row>[];
  isSelected: boolean;
  isTabStop: boolean;
  acts: RowActs | undefined;
}

function PlainRow<Row>({ row, index, columns, isSelected, isTabStop, acts }: BodyRowProps<Row>) {
  return (
    <tr
      aria-rowindex={index + 2}
      aria-current={isSelected || undefined}
      tabIndex={acts && (isTabStop ? 0 : -1)}
      className="pareta-table-row"
      data-slot="data-table-row"
      {...acts}
    >
      {columns.map(({ id, align, cell }) => (
        <td key={id} data-align={align}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** A row renders again only for what is its own: scrolling touches those that come and go. */
const BodyRow = memo(PlainRow) as typeof PlainRow;

/** Stands for the rows that are not there. In the table, so that the header sticks over its whole length. */
function Spacer({ px }: { px: number }) {
  const row = useRef<HTMLTableRowElement>(null);
  useLayoutEffect(() => {
    if (row.current) row.current.style.blockSize = `${px}px`;
  }, [px]);
  return (
    <tbody aria-hidden="true" className="pareta-table-spacer">
      <tr ref={row} />
    </tbody>
  );
}
