import type { ReactNode } from "react";
import type { SortValue } from "./sort-rows.ts";

export interface DataTableColumn<Row> {
  /** Names the column in `sort`. */
  readonly id: string;
  readonly header: string;
  /** Stands small beside the header, and in no cell. */
  readonly unit?: string | undefined;
  /** `end` for numbers. Default `"start"`. */
  readonly align?: "start" | "end" | undefined;
  /** At least so many px; what is left over is shared in proportion. Default 120. */
  readonly width?: number | undefined;
  /** One line: every row is as high as the others. */
  readonly cell: (row: Row) => ReactNode;
  /** Makes the column sortable. What has no value comes last. */
  readonly sortValue?: ((row: Row) => SortValue) | undefined;
}
