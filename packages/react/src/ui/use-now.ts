"use client";

import { useEffect, useState } from "react";

/**
 * The time in Unix ms, anew every `every` milliseconds; `null` on the server and while hydrating, where any time would
 * be a mismatch.
 */
export function useNow(every = 1000): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const update = () => setNow(Date.now());
    const first = setTimeout(update, 0);
    const timer = setInterval(update, every);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [every]);
  return now;
}
