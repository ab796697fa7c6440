"use client";

import { type SyntheticEvent, useEffect, useState } from "react";

/**
 * What an element needs that shows its whole address on hover and focus, over what follows it: Escape puts the address
 * away until the next visit (WCAG 1.4.13). The stylesheet shows it, also before there is a script.
 */
export function useAddressTip(href: string) {
  const [visit, setVisit] = useState<"none" | "here" | "dismissed">("none");
  useEffect(() => {
    if (visit !== "here") return undefined;
    const dismiss = ({ key }: KeyboardEvent) => {
      if (key === "Escape") setVisit("dismissed");
    };
    document.addEventListener("keydown", dismiss);
    return () => document.removeEventListener("keydown", dismiss);
  }, [visit]);
  const begin = () => setVisit("here");
  const end = ({ currentTarget }: SyntheticEvent) => {
    if (!currentTarget.matches(":hover, :focus-visible")) setVisit("none");
  };
  return {
    "data-url": visit === "dismissed" ? undefined : href,
    onPointerEnter: begin,
    onPointerLeave: end,
    onFocus: begin,
    onBlur: end,
  };
}
