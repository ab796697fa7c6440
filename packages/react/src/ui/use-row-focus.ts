"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useLatest } from "../page/use-latest.ts";
import type { RowWindow } from "./row-window.ts";
import { stepOf } from "./step-of.ts";

/** What a row that can be acted on listens to; the same object at every render. */
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
  /** The rows that are in the page, `end` excluded. */
  readonly start: number;
  readonly end: number;
  readonly onRowAction: ((row: Row) => void) | undefined;
}

/** One row at a time can be reached by Tab; keys lead on from it, also to rows that are not in the page yet. */
export function useRowFocus<Row>(options: RowFocusOptions<Row>): { tabStop: number; acts: RowActs } {
  const { body, region, rowWindow, rows, start, end, onRowAction } = options;
  const [current, setCurrent] = useState(0);
  const wanted = useRef<number | null>(null);
  const focused = useRef<Element | null>(null);
  const isThere = current >= start && current < end;
  const tabStop = isThere ? current : Math.min(Math.max(rowWindow.view().first, start), end - 1);

  const focusWanted = () => {
    const row = body.current?.querySelector<HTMLElement>(
      `:scope > [aria-rowindex="${Number(wanted.current) + 2}"]`,
    );
    if (wanted.current === null || !row) return;
    wanted.current = null;
    row.focus();
  };
  const moveTo = (index: number) => {
    wanted.current = index;
    setCurrent(index);
    rowWindow.show(index);
    focusWanted();
  };
  const latest = useLatest({ rows, tabStop, onRowAction, moveTo });

  useLayoutEffect(() => {
    focusWanted();
    if (focused.current === null || focused.current.isConnected) return;
    // The row that had the focus was scrolled away: the keys go on from what is seen.
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
      // A control in a cell has its own keys.
      if (event.target !== event.currentTarget) return;
      const { rows, onRowAction, moveTo } = latest.current;
      const from = indexOf(event.currentTarget);
      const next = stepOf(event, { from, count: rows.length, along: "column", page: rowWindow.page() });
      const row = rows[from];
      if (next !== null) moveTo(next);
      else if (event.key === "Enter" && row !== undefined) onRowAction?.(row);
      else return;
      event.preventDefault();
    },
    onClick(event) {
      const { rows, onRowAction } = latest.current;
      const row = rows[indexOf(event.currentTarget)];
      if (row !== undefined && isForRow(event)) onRowAction?.(row);
    },
    onFocus(event) {
      focused.current = event.currentTarget;
      setCurrent(indexOf(event.currentTarget));
    },
    onBlur() {
      focused.current = null;
    },
  }));
  return { tabStop, acts };
}

function indexOf(row: Element): number {
  return Number(row.getAttribute("aria-rowindex")) - 2;
}

/** Not for a control in a cell, nor for the end of a selection. */
function isForRow({ target, currentTarget, defaultPrevented }: MouseEvent<HTMLElement>): boolean {
  const control =
    target instanceof Element &&
    target.closest("a, button, input, select, textarea, label, summary, [tabindex]");
  return !defaultPrevented && control === currentTarget && getSelection()?.isCollapsed !== false;
}
