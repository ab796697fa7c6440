"use client";

import { type ReactNode, useRef } from "react";
import { useScrollTabStop } from "../ui/use-scroll-tab-stop.ts";

interface ScrollRegionProps {
  readonly label: string;
  /** One element, as wide as it needs to be. */
  readonly children: ReactNode;
}

/** What is too wide for the answer scrolls here. Where it is, the region is a Tab stop, so that keys can scroll it. */
export function ScrollRegion({ label, children }: ScrollRegionProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  const tabStop = useScrollTabStop(element);
  return (
    <div
      ref={element}
      className="pareta-markdown-scroll pareta-scroll-shade"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a landmark would be one too many in a chat of fifty tables, and no element is a group that may be any block
      role="group"
      aria-label={label}
      {...tabStop}
    >
      {children}
    </div>
  );
}
