"use client";

import { type RefObject, useEffect, useState } from "react";

const listeners = new WeakMap<Element, () => void>();

/** One for all regions of the page: an answer may hold fifty tables. */
let observer: ResizeObserver | null = null;

function getOrCreateObserver(): ResizeObserver | null {
  if (typeof ResizeObserver === "undefined") return null;
  observer ??= new ResizeObserver((entries) => {
    for (const { target } of entries) listeners.get(target)?.();
  });
  return observer;
}

/**
 * Makes a region a Tab stop while its content is wider or higher than the region, so that keys can scroll it. Measured again
 * when the region, or one of the children it had when it was mounted, changes its size.
 */
export function useScrollTabStop(ref: RefObject<HTMLElement | null>): { readonly tabIndex: 0 } | undefined {
  const [isOverflowing, setIsOverflowing] = useState(false);
  useEffect(() => {
    const region = ref.current;
    const resizes = getOrCreateObserver();
    if (region === null || resizes === null) return undefined;
    const boxes = [region, ...region.children];
    const measure = () => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = region;
      // A line of text may be a fraction of a pixel higher than its box.
      setIsOverflowing(scrollWidth > clientWidth || scrollHeight > clientHeight + 1);
    };
    for (const box of boxes) {
      listeners.set(box, measure);
      resizes.observe(box);
    }
    return () => {
      for (const box of boxes) {
        listeners.delete(box);
        resizes.unobserve(box);
      }
    };
  }, [ref]);
  return isOverflowing ? { tabIndex: 0 } : undefined;
}
