/**
 * Rows beyond each end of what is seen, for a scroll that is faster than the page. While a row is cut at the start, the
 * one that is cut at the end is the first of them: the range then changes once a row, not at either end by itself.
 */
const overscan = 2;

/** Up to a hundred rows all of them are in the page: found by the browser's own search, printed, and cheap. */
export function isWindowed(count: number): boolean {
  return count > 100;
}

/** What a region shows, in rows of one height. */
export interface RowView {
  /** The first row that may be seen. */
  readonly first: number;
  /** Rows that fit below one another, one that is cut at the end included. */
  readonly size: number;
  /** In px. */
  readonly rowHeight: number;
}

/** In px; until the page is laid out, and on a server, what is likely. */
const likely = { offset: 0, viewport: 640, header: 40, rowHeight: 40, isPrinted: false };

/** The rows worth rendering, `end` excluded. */
export function rowRange({ first, size }: RowView, count: number): { start: number; end: number } {
  // Of a list that became shorter than it is scrolled, the end is seen.
  const from = Math.max(0, Math.min(first, count - size));
  return { start: Math.max(0, from - overscan), end: Math.min(count, from + size + overscan) };
}

export interface RowWindow {
  readonly subscribe: (listener: () => void) => () => void;
  /** The same object until something changed. */
  readonly view: () => RowView;
  /** What it was before there was a layout. */
  readonly firstView: () => RowView;
  /** Follows a region whose rows have one height; returns how to stop. */
  readonly observe: (region: HTMLElement) => () => void;
  /** Scrolls until the row lies below the header and above the end. */
  readonly show: (index: number) => void;
  readonly scrollToStart: () => void;
  /** Rows that a page key passes. */
  readonly page: () => number;
}

/** Knows which rows of a scrolling region are seen, without React. `viewport`: its height in px, if that is known. */
export function createRowWindow(viewport: number = likely.viewport): RowWindow {
  const listeners = new Set<() => void>();
  let scrolling: HTMLElement | null = null;
  let layout = { ...likely, viewport };
  const firstView = viewOf(layout);
  let view = firstView;

  const update = (change: Partial<typeof layout>) => {
    layout = { ...layout, ...change };
    const next = viewOf(layout);
    if (next.first === view.first && next.size === view.size && next.rowHeight === view.rowHeight) return;
    view = next;
    for (const listener of listeners) listener();
  };

  const scrollTo = (offset: number) => {
    if (scrolling === null) return;
    scrolling.scrollTop = offset;
    update({ offset });
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    view: () => view,
    firstView: () => firstView,
    observe(region) {
      scrolling = region;
      const measure = () => update(layoutOf(region));
      const scrolled = () => update({ offset: region.scrollTop });
      measure();
      region.addEventListener("scroll", scrolled, { passive: true });
      const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure);
      // A header is as high as a row: it tells when the density changes.
      for (const box of [region, ...region.querySelectorAll("thead > tr")]) observer?.observe(box);
      // Paper does not scroll: all rows stand on it.
      const page = region.ownerDocument.defaultView;
      const print = () => update({ isPrinted: true });
      const printed = () => update({ isPrinted: false });
      page?.addEventListener("beforeprint", print);
      page?.addEventListener("afterprint", printed);
      return () => {
        page?.removeEventListener("beforeprint", print);
        page?.removeEventListener("afterprint", printed);
        scrolling = null;
        region.removeEventListener("scroll", scrolled);
        observer?.disconnect();
      };
    },
    show(index) {
      const { offset, viewport, header, rowHeight } = layout;
      const start = index * rowHeight;
      const end = start + rowHeight - (viewport - header);
      if (start < offset) scrollTo(start);
      else if (end > offset) scrollTo(end);
    },
    scrollToStart: () => scrollTo(0),
    page: () => Math.max(1, Math.floor((layout.viewport - layout.header) / layout.rowHeight) - 1),
  };
}

function viewOf({ offset, viewport, header, rowHeight, isPrinted }: typeof likely): RowView {
  if (isPrinted) return { first: 0, size: Infinity, rowHeight };
  const first = Math.floor(Math.max(0, offset) / rowHeight);
  return { first, size: Math.ceil((viewport - header) / rowHeight), rowHeight };
}

/** Computed heights: fractions count over ten thousand rows, and a zoomed ancestor does not. */
function layoutOf(region: HTMLElement): Omit<typeof likely, "isPrinted"> {
  const heightOf = (selector: string) => {
    const element = region.querySelector(selector);
    return element === null ? 0 : Number.parseFloat(getComputedStyle(element).height);
  };
  return {
    offset: region.scrollTop,
    viewport: region.clientHeight || likely.viewport,
    header: heightOf("thead > tr") || likely.header,
    rowHeight: heightOf(".pareta-table-row") || likely.rowHeight,
  };
}
