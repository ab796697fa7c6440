import { startPage, type TableProps } from "../page.tsx";
import { PlainRow, PlainTable } from "./plain-table.tsx";

function Table(props: TableProps) {
  return <PlainTable {...props} Row={PlainRow} />;
}

startPage(Table);
