/** `false` where there is no page: a server, a worker, a test without a DOM. */
export function pageIsHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}

/** Calls back when the page is left, which may be for a while: the browser can bring it back as it was. */
export const onPageHide = (listener: () => void) =>
  listen(typeof window === "undefined" ? undefined : window, "pagehide", listener);

export const onVisibilityChange = (listener: () => void) =>
  listen(typeof document === "undefined" ? undefined : document, "visibilitychange", listener);

/** Returns how to stop listening. */
function listen(target: EventTarget | undefined, event: string, listener: () => void): () => void {
  target?.addEventListener(event, listener);
  return () => target?.removeEventListener(event, listener);
}
