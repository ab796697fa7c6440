"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  type SyntheticEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useLatest } from "../page/use-latest.ts";
import type { RowWindow } from "./row-window.ts";
import { stepOf } from "./step-of.ts";

/** What the element round rows that can be acted on listens to; the same object at every render. */
export interface RowActs {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onClick: (event: MouseEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: () => void;
}

interface RowFocusOptions<Row> {
  readonly body: RefObject<HTMLElement | null>;
  readonly region: RefObject<HTMLElement | null>;
  readonly rowWindow: RowWindow;
  readonly rows: readonly Row[];
  /** Of the rows that are in the page, from the first of them on. */
  readonly keys: readonly string[];
  readonly start: number;
  readonly onRowAction: ((row: Row) => void) | undefined;
}

/** One row at a time can be reached by Tab; keys lead on from it, also to rows that are not in the page yet. */
export function useRowFocus<Row>(options: RowFocusOptions<Row>): { tabStop: number; acts: RowActs } {
  const { body, region, rowWindow, rows, keys, start, onRowAction } = options;
  const end = start + keys.length;
  const [current, setCurrent] = useState(0);
  const wanted = useRef<number | null>(null);
  const focused = useRef<string | null>(null);
  const isThere = current >= start && current < end;
  const tabStop = isThere ? current : Math.min(Math.max(rowWindow.view().first, start), end - 1);

  const focusWanted = () => {
    if (wanted.current === null) return;
    const row = body.current?.querySelector<HTMLElement>(`:scope > [aria-rowindex="${wanted.current + 2}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
  };
  const moveTo = (index: number) => {
    wanted.current = index;
    setCurrent(index);
    rowWindow.show(index);
    focusWanted();
  };
  const latest = useLatest({ rows, keys, start, tabStop, onRowAction, moveTo });

  useLayoutEffect(() => {
    focusWanted();
    if (focused.current === null || keys.includes(focused.current)) return;
    // The row that had the focus was scrolled away, and its element may show another: the keys go on from what is seen.
    focused.current = null;
    region.current?.focus({ preventScroll: true });
  });

  const canAct = onRowAction !== undefined;
  useEffect(() => {
    const element = region.current;
    if (!element || !canAct) return undefined;
    const enter = (event: globalThis.KeyboardEvent) => {
      const { rows, tabStop, moveTo } = latest.current;
      if (event.target !== element) return;
      const next = stepOf(event, {
        from: tabStop,
        count: rows.length,
        along: "column",
        page: rowWindow.page(),
      });
      if (next === null) return;
      event.preventDefault();
      moveTo(event.key.startsWith("Arrow") ? tabStop : next);
    };
    element.addEventListener("keydown", enter);
    return () => element.removeEventListener("keydown", enter);
  }, [region, rowWindow, latest, canAct]);

  const [acts] = useState<RowActs>(() => ({
    onKeyDown(event) {
      const element = rowOf(event);
      // A control in a cell has its own keys.
      if (element === null || event.target !== element) return;
      const { rows, onRowAction, moveTo } = latest.current;
      const from = indexOf(element);
      const next = stepOf(event, { from, count: rows.length, along: "column", page: rowWindow.page() });
      const row = rows[from];
      if (next !== null) moveTo(next);
      else if (event.key === "Enter" && row !== undefined) onRowAction?.(row);
      else return;
      event.preventDefault();
    },
    onClick(event) {
      const { rows, onRowAction } = latest.current;
      const element = rowOf(event);
      const row = element === null ? undefined : rows[indexOf(element)];
      if (row !== undefined && isForRow(event, element)) onRowAction?.(row);
    },
    onFocus(event) {
      const element = rowOf(event);
      if (element === null) return;
      const { keys, start } = latest.current;
      const index = indexOf(element);
      focused.current = keys[index - start] ?? null;
      setCurrent(index);
    },
    onBlur() {
      focused.current = null;
    },
  }));
  return { tabStop, acts };
}

/** The row that an event comes from; `null` if what a cell shows stands elsewhere in the page, as a menu may. */
function rowOf({ target, currentTarget }: SyntheticEvent<HTMLElement>): Element | null {
  const row = target instanceof Element ? target.closest("[aria-rowindex]") : null;
  return row?.parentElement === currentTarget ? row : null;
}

function indexOf(row: Element): number {
  return Number(row.getAttribute("aria-rowindex")) - 2;
}

/** Not for a control in a cell, nor for the end of a selection. */
function isForRow({ target, defaultPrevented }: MouseEvent<HTMLElement>, row: Element | null): boolean {
  const control =
    target instanceof Element &&
    target.closest("a, button, input, select, textarea, label, summary, [tabindex]");
  return !defaultPrevented && control === row && getSelection()?.isCollapsed !== false;
}
