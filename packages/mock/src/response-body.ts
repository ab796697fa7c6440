import { brokenConnection } from "./faults.ts";
import type { Fault } from "./faults.ts";
import type { Frames } from "./frames.ts";
import type { ErrorFrame } from "./reply.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface BodyEnds {
  /** The act counts: the body reached its end, a reader left after the first byte, or a fault cut an accepted answer. */
  succeed(): void;
  /** Nothing may be charged: an error frame was the end, or the reader left before the first byte. */
  fail(): void;
  /** Called once, last. */
  close(): void;
}

/**
 * A body that makes a chunk only when one is asked for, so that "handed over" is what a reader really took.
 * An aborted signal errors it with the signal's reason, as `fetch` does.
 */
export function responseBody(
  frames: Frames,
  fault: Fault | null,
  errorFrame: ErrorFrame,
  hangUp: AbortController,
  ends: BodyEnds,
): ReadableStream<Bytes> {
  const chunks = fault ? faulty(frames, fault, errorFrame, hangUp.signal, ends) : frames;
  let state: "open" | "over" = "open";
  let sent = 0;
  let onAbort = () => {};
  const over = () => {
    state = "over";
    hangUp.signal.removeEventListener("abort", onAbort);
    ends.close();
  };
  const left = () => {
    if (sent > 0) ends.succeed();
    else ends.fail();
    over();
  };
  const hand = (
    controller: ReadableStreamDefaultController<Bytes>,
    next: IteratorResult<string | Bytes, void>,
  ) => {
    if (state === "over") return;
    if (next.done) {
      ends.succeed();
      over();
      controller.close();
      return;
    }
    sent++;
    controller.enqueue(typeof next.value === "string" ? new TextEncoder().encode(next.value) : next.value);
  };
  return new ReadableStream<Bytes>(
    {
      start(controller) {
        onAbort = () => {
          if (state === "over") return;
          controller.error(hangUp.signal.reason);
          left();
        };
        hangUp.signal.addEventListener("abort", onAbort);
      },
      pull(controller) {
        const fail = (error: unknown) => {
          if (state === "over") return;
          // Does nothing where a fault had the act count.
          ends.fail();
          over();
          controller.error(error);
        };
        const next = chunks.next();
        if (!("then" in next)) return hand(controller, next);
        return next.then((result) => hand(controller, result)).catch(fail);
      },
      cancel(reason) {
        if (state === "over") return;
        left();
        hangUp.abort(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* faulty(
  frames: Frames,
  fault: Fault,
  errorFrame: ErrorFrame,
  signal: AbortSignal,
  ends: BodyEnds,
): AsyncGenerator<Bytes, void> {
  const limit = "afterChunks" in fault ? (fault.afterChunks ?? Infinity) : Infinity;
  const cuts = fault.kind === "split" && fault.at !== "every-byte" ? new Set(fault.at) : null;
  const byteLimit = fault.kind === "drop" ? (fault.afterBytes ?? Infinity) : Infinity;
  let count = 0;
  let offset = 0;
  try {
    // Asks for no frame past the limit: making the last one is what charges.
    while (count < limit) {
      const frame = await frames.next();
      if (frame.done) break;
      const bytes = new TextEncoder().encode(frame.value);
      if (offset + bytes.length > byteLimit) {
        if (byteLimit > offset) yield bytes.subarray(0, byteLimit - offset);
        offset = byteLimit;
        break;
      }
      if (fault.kind === "split") yield* splitAt(bytes, offset, cuts);
      else yield bytes;
      count++;
      offset += bytes.length;
    }
    if (count < limit && offset < byteLimit) return;
    if (fault.kind === "error-frame") {
      ends.fail();
      yield new TextEncoder().encode(errorFrame(fault));
    }
    if (fault.kind === "stall") {
      ends.succeed();
      await new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    }
    if (fault.kind === "drop" || fault.kind === "reset") {
      ends.succeed();
      throw brokenConnection(fault.kind, "body");
    }
  } finally {
    await frames.return();
  }
}

/** `cuts`: null for every byte. */
function* splitAt(bytes: Bytes, offset: number, cuts: ReadonlySet<number> | null): Generator<Bytes> {
  let start = 0;
  for (let end = 1; end <= bytes.length; end++) {
    const cut = cuts === null || cuts.has(offset + end);
    if (!cut && end < bytes.length) continue;
    yield bytes.subarray(start, end);
    start = end;
  }
}
