"use client";

import { useEffect, useState } from "react";

/** Something outside of React; `read` gives the same value until it changes. Keep the object itself stable. */
export interface Source<T> {
  readonly read: () => T;
  readonly subscribe: (onChange: () => void) => () => void;
}

/**
 * Shows a source's value. Its updates are ordinary ones: `useSyncExternalStore` at token rate makes every update an
 * urgent one and starves transitions, so that a navigation during a stream takes seconds.
 */
export function useDefaultLane<T>(source: Source<T>): T {
  const [shown, setShown] = useState(() => ({ source, value: source.read() }));
  useEffect(() => {
    const update = () => {
      const value = source.read();
      setShown((current) =>
        current.source === source && Object.is(current.value, value) ? current : { source, value },
      );
    };
    // What changed between rendering and subscribing.
    update();
    return source.subscribe(update);
  }, [source]);
  return shown.source === source ? shown.value : source.read();
}
