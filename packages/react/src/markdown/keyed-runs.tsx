import { memo, type ReactNode } from "react";

/** Rows rendered together: of a thousand settled ones a publish then compares thirty runs, not each. */
const runLength = 32;

interface RunProps<Row, Shared> {
  readonly rows: readonly Row[];
  /** What all rows are rendered with. */
  readonly shared: Shared;
  /** The same function from render to render. */
  readonly render: (row: Row, shared: Shared) => ReactNode;
  /** Of an element around each run, which the browser lays out on its own. Without it there is none. */
  readonly runClassName?: string;
}

function RunView<Row, Shared>({ rows, shared, render, runClassName }: RunProps<Row, Shared>): ReactNode {
  const views = rows.map((row) => render(row, shared));
  return runClassName === undefined ? views : <div className={runClassName}>{views}</div>;
}

const isSameRun = (one: RunProps<unknown, unknown>, other: RunProps<unknown, unknown>) =>
  one.render === other.render &&
  one.shared === other.shared &&
  one.rows.length === other.rows.length &&
  one.rows.every((row, index) => row === other.rows[index]);

// `memo` forgets that its component is generic.
const Run = memo(RunView, isSameRun) as typeof RunView;

/** Rows that only ever grow at their end. */
export function KeyedRuns<Row, Shared>({ rows, ...props }: RunProps<Row, Shared>): ReactNode {
  const count = Math.ceil(rows.length / runLength);
  return Array.from({ length: count }, (_, index) => (
    <Run key={index} rows={rows.slice(index * runLength, (index + 1) * runLength)} {...props} />
  ));
}
