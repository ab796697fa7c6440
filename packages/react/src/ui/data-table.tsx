"use client";

import { type ComponentProps, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { cleanText } from "../format/clean-text.ts";
import { formatCount } from "../format/format-count.ts";
import { type FrameLabels, frameLabels } from "../labels/frame-labels.ts";
import { useLabels, useLocale } from "../labels/language-context.ts";
import { useLatest } from "../page/use-latest.ts";
import { classNames } from "./class-names.ts";
import { DataTableBody } from "./data-table-body.tsx";
import type { DataTableColumn } from "./data-table-column.ts";
import { DataTableHeaderCell } from "./data-table-header-cell.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Skeleton } from "./skeleton.tsx";
import { createRowWindow, isWindowed } from "./row-window.ts";
import type { DataTableSort } from "./sort-rows.ts";
import { useControlled } from "./use-controlled.ts";
import { useScrollTabStop } from "./use-scroll-tab-stop.ts";
import { useSortedRows } from "./use-sorted-rows.ts";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface DataTableProps<Row> extends Omit<ComponentProps<"div">, "children"> {
  /** Names the table and its scrolling region. */
  caption: string;
  /** Default `"shown"`. */
  captionVisibility?: "shown" | "hidden" | undefined;
  /** Keep the array itself stable: a new one is a new table to every row. */
  columns: readonly DataTableColumn<Row>[];
  /** In the order they have while nothing is sorted. A new array is sorted anew. */
  rows: readonly Row[];
  /** Should tell rows apart; rows that share a key are shown all the same. */
  rowKey: (row: Row) => string | number;
  /** Given: the host holds it. `null`: the order of `rows`. */
  sort?: DataTableSort | null | undefined;
  /** Where `sort` is not given. Default `null`. */
  defaultSort?: DataTableSort | null | undefined;
  /** Called with each sort that a reader asks for, whoever holds it; `null`: as the rows came. */
  onSortChange?: ((sort: DataTableSort | null) => void) | undefined;
  /** The row whose detail is open. */
  selectedKey?: string | number | null | undefined;
  /** Enter or a click on a row. With it one row can be reached by Tab, and the others by the arrow keys. */
  onRowAction?: ((row: Row) => void) | undefined;
  /** In px. Default: as high as its rows, and no higher than two thirds of the page from a hundred rows on. */
  maxBlockSize?: number | undefined;
  /** In place of rows when there are none. */
  empty?: ReactNode | undefined;
  /** Skeletons while there are no rows yet; with rows it only says that it is busy. Default false. */
  isLoading?: boolean | undefined;
  /** How high rows and controls are. Default: as around it, `"comfortable"` where nothing says so. */
  density?: "comfortable" | "compact" | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<FrameLabels> | undefined;
}

const skeletonRows = 5;

/**
 * Rows under headers that sort, in a region that scrolls by itself. From a hundred rows on only those near the eye are
 * in the page.
 *
 * @example
 * ```tsx
 * import { DataTable, type DataTableColumn, Money } from "@pareta/react";
 *
 * interface Candidate {
 *   id: string;
 *   microUsd: number | null;
 * }
 *
 * const columns: DataTableColumn<Candidate>[] = [
 *   { id: "model", header: "Model", cell: (row) => row.id, sortValue: (row) => row.id },
 *   {
 *     id: "cost",
 *     header: "Cost",
 *     unit: "US$ per request",
 *     align: "end",
 *     cell: (row) => <Money value={row.microUsd} kind="rate" />,
 *     sortValue: (row) => row.microUsd,
 *   },
 * ];
 *
 * export const example = (
 *   <DataTable
 *     caption="Candidates"
 *     columns={columns}
 *     rows={[{ id: "contract-kie-1", microUsd: 420 }]}
 *     rowKey={(row) => row.id}
 *   />
 * );
 * ```
 */
export function DataTable<Row>({
  caption,
  captionVisibility = "shown",
  columns: givenColumns,
  rows: givenRows,
  rowKey,
  sort: givenSort,
  defaultSort = null,
  onSortChange,
  selectedKey = null,
  onRowAction,
  maxBlockSize,
  empty,
  isLoading = false,
  density,
  labels,
  className,
  ...props
}: DataTableProps<Row>): ReactNode {
  const words = useLabels("frame", frameLabels, labels);
  const locale = useLocale();
  const region = useRef<HTMLDivElement>(null);
  const tabStop = useScrollTabStop(region);
  const columns = asList(givenColumns);
  const rows = asList(givenRows);
  const [sort, setSort] = useControlled(givenSort, defaultSort, onSortChange);
  const sorted = useSortedRows(rows, columns, sort);
  const maxPx = typeof maxBlockSize === "number" && maxBlockSize > 0 ? maxBlockSize : undefined;
  const [rowWindow] = useState(() => createRowWindow(maxPx));
  const latest = useLatest({ setSort });
  const [sortBy] = useState(() => (next: DataTableSort | null) => {
    latest.current.setSort(next);
    rowWindow.scrollToStart();
  });
  // Through the CSSOM: a strict policy forbids style attributes in what a server rendered.
  useLayoutEffect(() => {
    region.current?.style.setProperty("--pareta-table-max", maxPx === undefined ? null : `${maxPx}px`);
  }, [maxPx]);
  const isFilled = rows.length > 0;
  // Here, not in the body: a child's effects run before the region has its ref.
  useLayoutEffect(
    () => (isFilled && region.current ? rowWindow.observe(region.current) : undefined),
    [rowWindow, isFilled],
  );
  const name = cleanText(caption, { limit: 200 }) ?? "";
  const state = isFilled ? "filled" : isLoading ? "loading" : "empty";
  return (
    <div
      data-slot="data-table"
      data-state={state}
      data-pareta-density={density}
      className={classNames("pareta-base pareta-table-frame", className)}
      {...props}
    >
      <div
        dir="auto"
        className={captionVisibility === "hidden" ? "pareta-visually-hidden" : "pareta-table-caption"}
      >
        {name}
        {isFilled && captionVisibility === "shown" && (
          <span className="pareta-table-count" dir="auto">
            {words.rowCount(rows.length, formatCount(rows.length, { locale }))}
          </span>
        )}
      </div>
      <section
        ref={region}
        aria-label={words.scrollableTable(name)}
        // Also where nothing scrolls: it takes the focus of a row that went away.
        tabIndex={-1}
        {...tabStop}
        className="pareta-table-region pareta-scroll-shade"
        data-windowed={isWindowed(rows.length) || undefined}
      >
        <table
          aria-label={name}
          aria-busy={isLoading ? "true" : undefined}
          aria-rowcount={rows.length + 1}
          className="pareta-table"
        >
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <DataTableHeaderCell
                  key={column.id}
                  column={column}
                  direction={column.id === sort?.columnId ? sort.direction : null}
                  onSort={sortBy}
                  title={words.sortBy(column.header)}
                />
              ))}
            </tr>
          </thead>
          {state === "loading" ? (
            <SkeletonRows columns={columns} />
          ) : (
            <DataTableBody
              region={region}
              rowWindow={rowWindow}
              columns={columns}
              rows={sorted}
              rowKey={rowKey}
              selectedKey={selectedKey}
              onRowAction={onRowAction}
            />
          )}
        </table>
      </section>
      {state === "loading" && <output className="pareta-visually-hidden">{words.loading}</output>}
      {state === "empty" && (empty ?? <EmptyState title={words.noRows} />)}
    </div>
  );
}

function SkeletonRows<Row>({ columns }: { columns: readonly DataTableColumn<Row>[] }) {
  return (
    <tbody aria-hidden="true">
      {Array.from({ length: skeletonRows }, (_, row) => (
        <tr key={row}>
          {columns.map(({ id, align }) => (
            <td key={id} data-align={align}>
              <Skeleton width={align === "end" ? "medium" : "long"} className="pareta-table-skeleton" />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

const none: readonly never[] = [];

function asList<T>(list: readonly T[] | null | undefined): readonly T[] {
  return Array.isArray(list) ? list : none;
}
