"use client";

import { useSyncExternalStore } from "react";

function onChange(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** A hint, to show and never to decide by: `false` only where the browser says so. `true` on the server and while hydrating. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    onChange,
    // Not in every runtime, whatever the types say.
    () => (navigator.onLine as boolean | undefined) ?? true,
    () => true,
  );
}
