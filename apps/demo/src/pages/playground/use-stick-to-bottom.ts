import { useCallback, useEffect, useRef, useState } from "react";

/** Closer than this to the end counts as being there. */
const tolerance = 48;

/** Keeps a growing list at its end as long as the reader is there; who scrolled up is left alone. */
export function useStickToBottom() {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [isAtBottom, setIsAtBottom] = useState(true);

  const toBottom = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return undefined;
    const onScroll = () => {
      sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < tolerance;
      setIsAtBottom(sticks.current);
    };
    const observer = new ResizeObserver(() => {
      if (sticks.current) toBottom();
    });
    observer.observe(inner);
    observer.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [toBottom]);

  return { scroller, content, isAtBottom, toBottom };
}
