import { useVirtualizer } from "@tanstack/react-virtual";
import { type ComponentType, useMemo, useRef, useState } from "react";
import { blockSize, type TableProps } from "../page.tsx";
import type { BenchColumn, BenchRow } from "../rows.ts";
import "./plain-table.css";

export interface PlainRowProps {
  readonly row: BenchRow;
  readonly columns: readonly BenchColumn[];
  /** Px from the first row. */
  readonly start: number;
}

export function PlainRow({ row, columns, start }: PlainRowProps) {
  return (
    <tr style={{ transform: `translateY(${start}px)` }}>
      {columns.map(({ id, width, isNumber, text }) => (
        <td key={id} className={isNumber ? "number" : undefined} style={{ flex: width }}>
          {text(row)}
        </td>
      ))}
    </tr>
  );
}

interface PlainTableProps extends TableProps {
  readonly Row: ComponentType<PlainRowProps>;
  readonly isKeyedByRow?: boolean;
}

/** The table of TanStack Virtual's documentation: a sticky header, rows of one height put in their places. */
export function PlainTable({ rows, columns, Row, isKeyedByRow = false }: PlainTableProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState<BenchColumn["id"] | null>(null);
  const sorted = useMemo(() => {
    if (sort === null) return rows;
    return rows.toSorted((one, other) => (one[sort] < other[sort] ? -1 : one[sort] > other[sort] ? 1 : 0));
  }, [rows, sort]);
  // oxlint-disable-next-line react/incompatible-library -- it is what is compared
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 40,
    // As many as ours has.
    overscan: 2,
    ...(isKeyedByRow && { getItemKey: (index: number) => sorted[index]?.id ?? index }),
  });
  return (
    <div ref={scroll} className="scroll" style={{ height: blockSize }}>
      <table>
        <thead>
          <tr>
            {columns.map(({ id, header, width, isNumber }) => (
              <th key={id} className={isNumber ? "number" : undefined} style={{ flex: width }}>
                <button onClick={() => setSort(id)}>{header}</button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const row = sorted[index];
            return row && <Row key={key} row={row} columns={columns} start={start} />;
          })}
        </tbody>
      </table>
    </div>
  );
}
