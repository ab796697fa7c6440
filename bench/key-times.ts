declare global {
  interface Window {
    /** Milliseconds of each key that was typed, from when it was pressed to its paint. */
    keyTimes?: number[];
  }
}

export const nextFrame = () => new Promise<number>(requestAnimationFrame);

/** The frame that shows what has changed is on the screen. */
export async function painted(): Promise<void> {
  await nextFrame();
  const { port1, port2 } = new MessageChannel();
  const told = new Promise((resolve) => port1.addEventListener("message", resolve, { once: true }));
  port1.start();
  port2.postMessage(null);
  await told;
  port1.close();
}

/** The field takes the keys from now on, and `window.keyTimes` tells how long each waited. */
export function recordKeyTimes(field: HTMLElement | null): void {
  if (field === null) throw new Error("There is nothing to type into.");
  const times: number[] = [];
  window.keyTimes = times;
  let pressed = NaN;
  field.addEventListener("keydown", (event) => {
    pressed = event.timeStamp;
  });
  field.addEventListener("input", () => {
    const from = pressed;
    void painted().then(() => times.push(performance.now() - from));
  });
  field.focus();
}
