"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** Moving down to within this many pixels of the end counts as being there again. */
const tolerance = 48;

export interface StickToBottom {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtBottom: boolean;
  /** Whether there is anything to scroll, so that keys have to reach it. */
  readonly canScroll: boolean;
  readonly toBottom: () => void;
}

/**
 * Keeps a growing list at its end for as long as the reader is there. Any move up leaves the end, and from then on
 * nothing that arrives moves the reader.
 */
export function useStickToBottom(): StickToBottom {
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [isAtBottom, setIsAtBottom] = useState(true);
  const [canScroll, setCanScroll] = useState(false);

  const stick = useCallback((isThere: boolean) => {
    sticks.current = isThere;
    setIsAtBottom(isThere);
    // What holds a reader's place would move who is at the end, whenever a row above is laid out for the first time.
    if (scroller.current) scroller.current.style.overflowAnchor = isThere ? "none" : "auto";
  }, []);

  const toBottom = useCallback(() => {
    stick(true);
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [stick]);

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return undefined;
    let lastTop = element.scrollTop;
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const left = scrollHeight - scrollTop - clientHeight;
      // Growth makes the end move away without a move of the reader's: only a smaller `scrollTop` is one.
      stick(scrollTop < lastTop ? left <= 1 : sticks.current || left <= tolerance);
      lastTop = scrollTop;
    };
    // jsdom has neither layout nor this.
    const observer =
      typeof ResizeObserver === "undefined"
        ? null
        : new ResizeObserver(() => {
            if (sticks.current) element.scrollTop = element.scrollHeight;
            lastTop = element.scrollTop;
            setCanScroll(element.scrollHeight > element.clientHeight);
          });
    observer?.observe(inner);
    observer?.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer?.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [stick]);

  return { scroller, content, isAtBottom, canScroll, toBottom };
}
