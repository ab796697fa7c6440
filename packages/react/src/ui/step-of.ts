/** A key event, React's or the page's own. */
interface KeyPress {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly currentTarget: EventTarget | null;
}

interface Steps {
  readonly from: number;
  readonly count: number;
  /** `line`: left and right, in the direction of writing. `column`: up and down. */
  readonly along: "line" | "column";
  /** Beyond an end the other one follows. Default false. */
  readonly wraps?: boolean;
  /** How far Page Up and Page Down go; without it they are not for us. */
  readonly page?: number;
}

/** Where a key leads in a row of things of which one has the focus; `null`: it is not for us. */
export function stepOf(event: KeyPress, { from, count, along, wraps = false, page }: Steps): number | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || count === 0) return null;
  const { currentTarget } = event;
  const isRightToLeft =
    along === "line" &&
    currentTarget instanceof Element &&
    getComputedStyle(currentTarget).direction === "rtl";
  const [back, forth] = along === "column" ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  const to = {
    [isRightToLeft ? forth : back]: from - 1,
    [isRightToLeft ? back : forth]: from + 1,
    Home: 0,
    End: count - 1,
    ...(page !== undefined && { PageUp: from - page, PageDown: from + page }),
  }[event.key];
  if (to === undefined) return null;
  return wraps ? (to + count) % count : Math.min(Math.max(0, to), count - 1);
}
