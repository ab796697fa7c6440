"use client";

import { type RefObject, useEffect, useState } from "react";

/**
 * Whether an element under `content-visibility: auto` has come near the viewport; it stays true from then on. Browsers
 * that do not tell count as near.
 */
export function useNearViewport(element: RefObject<HTMLElement | null>, isNearAtFirst: boolean): boolean {
  const [isNear, setIsNear] = useState(isNearAtFirst);
  useEffect(() => {
    const target = element.current;
    if (isNear || !target) return undefined;
    const isSkipped =
      "oncontentvisibilityautostatechange" in target &&
      getComputedStyle(target).contentVisibility === "auto" &&
      target.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) === false;
    if (!isSkipped) {
      const timer = setTimeout(() => setIsNear(true), 0);
      return () => clearTimeout(timer);
    }
    const onChange = (event: Event) => {
      if ("skipped" in event && event.skipped === false) setIsNear(true);
    };
    target.addEventListener("contentvisibilityautostatechange", onChange);
    return () => target.removeEventListener("contentvisibilityautostatechange", onChange);
  }, [element, isNear]);
  return isNear;
}
