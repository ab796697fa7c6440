/** `false` where there is no page: a server, a worker, a test without a DOM. */
export function pageIsHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}

/** Calls back when the page is left, which may be for a while: the browser can bring it back as it was. */
export function onPageHide(listener: () => void): () => void {
  if (typeof window === "undefined") return () => {};
  window.addEventListener("pagehide", listener);
  return () => window.removeEventListener("pagehide", listener);
}

/** Returns how to stop listening. */
export function onVisibilityChange(listener: () => void): () => void {
  if (typeof document === "undefined") return () => {};
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}
