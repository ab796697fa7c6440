/** Milliseconds of work after which clicks and paints get their turn. */
const longest = 8;

/** A piece of long work: when it is over, the event loop should run before the next begins. */
export interface Slice {
  readonly isOver: boolean;
  /** Begins the next one. Unlike a timer it is not held back in hidden tabs. */
  next(): Promise<void>;
}

export function startSlice(): Slice {
  let start = performance.now();
  return {
    get isOver() {
      return performance.now() - start > longest;
    },
    async next() {
      const { port1, port2 } = new MessageChannel();
      await new Promise((resolve) => {
        port1.addEventListener("message", resolve);
        port1.start();
        port2.postMessage(null);
      });
      port1.close();
      start = performance.now();
    },
  };
}
