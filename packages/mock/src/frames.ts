import { sleep } from "./sleep.ts";

/**
 * The frames of a body, made when they are asked for. A plain generator where nothing has to be waited for: that is
 * what makes an instant pace cheap.
 */
export type Frames = Generator<string, void> | AsyncGenerator<string, void>;

/** A comment now and then, so that a quiet stream is not taken for a dead one. */
const pingEveryMs = 5000;

export function* oneFrame(text: string): Generator<string, void> {
  if (text !== "") yield text;
}

export async function* mapFrames(
  frames: Frames,
  change: (frame: string) => string,
): AsyncGenerator<string, void> {
  for await (const frame of frames) yield change(frame);
}

/** Lets the frames of a range come one by one at this many a second; the others come at once. */
export async function* pacedFrames(
  frames: Generator<string, void>,
  range: { from: number; to: number },
  perSecond: number,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  // Each has its moment counted from the start, so that late timers do not add up.
  const start = performance.now();
  let place = 0;
  for (const frame of frames) {
    if (place >= range.from && place < range.to) {
      const due = start + ((place - range.from + 1) * 1000) / perSecond;
      yield* quietly(due, signal);
    }
    yield frame;
    place++;
  }
}

async function* quietly(due: number, signal: AbortSignal): AsyncGenerator<string, void> {
  while (due - performance.now() > pingEveryMs) {
    await sleep(pingEveryMs, signal);
    yield ": ping\n\n";
  }
  await sleep(due - performance.now(), signal);
}
