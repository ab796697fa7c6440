"use client";

import { memo, type ReactNode, use } from "react";
import { inlineContent } from "./inline-view.tsx";
import { KeyedRuns } from "./keyed-runs.tsx";
import { MarkdownSettingsContext } from "./markdown-context.ts";
import type { Alignment, TableBlock, TableRow } from "./markdown-tree.ts";
import { ScrollRegion } from "./scroll-region.tsx";

/** A table in a region of its own that scrolls, by keyboard too. */
export function TableView({ alignments, header, rows }: TableBlock): ReactNode {
  const { labels } = use(MarkdownSettingsContext);
  return (
    <div className="pareta-markdown-table" data-slot="markdown-table">
      <ScrollRegion label={labels.table}>
        <table dir="auto">
          <thead>
            <tr>
              {header.cells.map((text, index) => {
                // A heading without words heads nothing.
                const Cell = text === "" ? "td" : "th";
                const scope = text === "" ? undefined : "col";
                return (
                  <Cell key={index} scope={scope} data-align={alignments[index] ?? undefined}>
                    {inlineContent({ text, isOpen: false })}
                  </Cell>
                );
              })}
            </tr>
          </thead>
          {rows.length > 0 ? (
            <tbody>
              <KeyedRuns rows={rows} shared={alignments} render={renderRow} />
            </tbody>
          ) : null}
        </table>
      </ScrollRegion>
    </div>
  );
}

const renderRow = (row: TableRow, alignments: readonly Alignment[]) => (
  <RowView key={row.start} row={row} alignments={alignments} />
);

interface RowViewProps {
  readonly row: TableRow;
  readonly alignments: readonly Alignment[];
}

const RowView = memo(function RowView({ row: { cells, isOpen }, alignments }: RowViewProps) {
  const missing = alignments.length - cells.length;
  return (
    <tr>
      {cells.map((text, index) => (
        <td key={index} data-align={alignments[index] ?? undefined}>
          {inlineContent({ text, isOpen: isOpen && index === cells.length - 1 })}
        </td>
      ))}
      {missing > 0 ? <td colSpan={missing}>{null}</td> : null}
    </tr>
  );
});
