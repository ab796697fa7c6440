import { type ComponentType, useState } from "react";
import { createRoot } from "react-dom/client";
import { nextFrame, painted, recordKeyTimes } from "../key-times.ts";
import { type BenchColumn, type BenchRow, benchRows, columns } from "./rows.ts";

export interface ScrollReport {
  /** Milliseconds from frame to frame. */
  readonly gaps: readonly number[];
  /** Frames in which the middle of the table showed no row. */
  readonly blank: number;
}

/** How the command drives a page; times are milliseconds up to the paint. */
export interface TableBench {
  mount(): Promise<number>;
  scroll(frames: number, px: number): Promise<ScrollReport>;
  sortByQuality(): Promise<number>;
  nodes(): number;
  /** The text field takes the keys from now on. */
  startTyping(): void;
}

declare global {
  interface Window {
    tableBench?: TableBench;
  }
}

export interface TableProps {
  readonly rows: readonly BenchRow[];
  readonly columns: readonly BenchColumn[];
}

/** Of the table and its header, in px; rows are 40 px high. */
export const blockSize = 700;

/** Like a filter above a table: what is typed is the state of both, and each key renders both. */
function FieldAndTable({ Table, ...props }: TableProps & { readonly Table: ComponentType<TableProps> }) {
  const [text, setText] = useState("");
  return (
    <>
      <input aria-label="Note" value={text} onChange={(event) => setText(event.target.value)} />
      <Table {...props} />
    </>
  );
}

/** `?rows=10000`. */
export function startPage(Table: ComponentType<TableProps>): void {
  const rows = benchRows(Number(new URLSearchParams(location.search).get("rows")));
  const best = rows.reduce((one, other) => (other.quality < one.quality ? other : one));
  const container = document.body.appendChild(document.createElement("main"));
  const region = () => container.querySelector<HTMLElement>("section, .scroll");
  const shows = (text: string) => region()?.textContent.includes(text) ?? false;
  const until = async (isDone: () => boolean) => {
    for (let frame = 0; frame < 600 && !isDone(); frame++) await nextFrame();
    if (!isDone()) throw new Error("The table does not show what it should.");
    await painted();
  };
  window.tableBench = {
    async mount() {
      const start = performance.now();
      createRoot(container).render(<FieldAndTable Table={Table} rows={rows} columns={columns} />);
      await until(() => shows("ep_3"));
      return performance.now() - start;
    },
    async scroll(frames, px) {
      const scrolling = region();
      if (!scrolling) throw new Error("There is no table.");
      const { left, top } = scrolling.getBoundingClientRect();
      const gaps: number[] = [];
      let blank = 0;
      let last = await nextFrame();
      for (let frame = 0; frame < frames; frame++) {
        scrolling.scrollTop += px;
        const now = await nextFrame();
        gaps.push(now - last);
        last = now;
        if (!document.elementFromPoint(left + 300, top + blockSize / 2)?.closest("td")) blank++;
      }
      if (scrolling.scrollTop === 0) throw new Error("The table does not scroll.");
      scrolling.scrollTop = 0;
      await until(() => shows("ep_3"));
      return { gaps, blank };
    },
    async sortByQuality() {
      const start = performance.now();
      [...container.querySelectorAll("button")].find((button) => button.textContent === "Quality")?.click();
      await until(() => shows(best.name));
      return performance.now() - start;
    },
    nodes: () => container.querySelectorAll(":not(input)").length,
    startTyping: () => recordKeyTimes(container.querySelector("input")),
  };
}
