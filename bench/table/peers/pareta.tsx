import { DataTable, type DataTableColumn } from "../../../packages/react/src/index.ts";
import "../../../packages/react/src/styles.css";
import { blockSize, startPage, type TableProps } from "../page.tsx";
import { type BenchRow, columns } from "../rows.ts";

const ours = columns.map(({ id, header, width, isNumber, text }): DataTableColumn<BenchRow> => ({
  id,
  header,
  width,
  align: isNumber ? "end" : "start",
  cell: text,
  sortValue: (row) => row[id],
}));

function Table({ rows }: TableProps) {
  return (
    <DataTable
      caption="Endpoints"
      captionVisibility="hidden"
      columns={ours}
      rows={rows}
      rowKey={(row) => row.id}
      onRowAction={(row) => console.log(row.id)}
      maxBlockSize={blockSize}
    />
  );
}

startPage(Table);
