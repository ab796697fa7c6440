"use client";

import {
  memo,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { DataTableColumn } from "./data-table-column.ts";
import { createRowElements } from "./row-elements.ts";
import { isWindowed, rowRange, type RowWindow } from "./row-window.ts";
import { useRowFocus } from "./use-row-focus.ts";

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
  const shown = rows.slice(start, end);
  const keys = uniqueKeys(shown, rowKey, start);
  const [rowElements] = useState(createRowElements);
  const next = rowElements.next(keys);
  useLayoutEffect(() => rowElements.commit(next), [rowElements, next]);
  const { tabStop, acts } = useRowFocus({ body, region, rowWindow, rows, keys, start, onRowAction });
  return (
    <>
      {start > 0 && <Spacer px={start * view.rowHeight} />}
      <tbody ref={body} {...(onRowAction && acts)}>
        {shown.map((row, place) => {
          const index = start + place;
          return (
            <BodyRow
              key={next.elements[place]}
              row={row}
              rowKey={keys[place]}
              index={index}
              columns={columns}
              isSelected={(rowKey(row) ?? index) === selectedKey}
              tabIndex={onRowAction && (index === tabStop ? 0 : -1)}
            />
          );
        })}
      </tbody>
      {end < rows.length && <Spacer px={(rows.length - end) * view.rowHeight} />}
    </>
  );
}

/** Rows that share a key are told apart by their places. */
function uniqueKeys<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string | number,
  start: number,
): readonly string[] {
  const used = new Set<string>();
  return rows.map((row, place) => {
    const index = start + place;
    const key = String(rowKey(row) ?? index);
    const unique = used.has(key) ? `${key} ${index}` : key;
    used.add(unique);
    return unique;
  });
}

interface BodyRowProps<Row> {
  row: Row;
  rowKey: string | undefined;
  index: number;
  columns: readonly DataTableColumn<Row>[];
  isSelected: boolean;
  tabIndex: number | undefined;
}

function PlainRow<Row>({ row, rowKey, index, columns, isSelected, tabIndex }: BodyRowProps<Row>) {
  return (
    <tr
      aria-rowindex={index + 2}
      aria-current={isSelected || undefined}
      tabIndex={tabIndex}
      className="pareta-table-row"
      data-slot="data-table-row"
    >
      {columns.map(({ id, align, cell }) => {
        const content = cell(row);
        return (
          // An element goes from row to row. Text can, too; all else may keep a state, and stays with its row.
          <td
            key={typeof content === "object" ? `${id} ${rowKey}` : id}
            data-align={align === "end" ? align : undefined}
          >
            {content}
          </td>
        );
      })}
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
