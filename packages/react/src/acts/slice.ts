/** Milliseconds of work after which clicks and paints get their turn. */
const longest = 8;

/** A piece of long work: when it is over, the event loop should run before the next begins. */
export class Slice {
  #start = performance.now();

  get isOver(): boolean {
    return performance.now() - this.#start > longest;
  }

  /** Begins the next one. Unlike a timer it is not held back in hidden tabs. */
  async next(): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    await new Promise((resolve) => {
      port1.addEventListener("message", resolve);
      port1.start();
      port2.postMessage(null);
    });
    port1.close();
    this.#start = performance.now();
  }
}
