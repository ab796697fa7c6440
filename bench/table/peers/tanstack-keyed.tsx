import { memo } from "react";
import { startPage, type TableProps } from "../page.tsx";
import { PlainRow, PlainTable } from "./plain-table.tsx";

/** Rows that stay are not rendered again. */
const MemoRow = memo(PlainRow);

/** An element belongs to its row, as it has to where a cell keeps a state of its own: an open menu, a draft. */
function Table(props: TableProps) {
  return <PlainTable {...props} Row={MemoRow} isKeyedByRow />;
}

startPage(Table);
