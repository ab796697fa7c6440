import type { Route } from "./route.ts";

/**
 * What goes wrong with one request. "Accepted" means the act has happened and is debited:
 * - `status`: answered before acceptance. `body`: a string goes out as it is, anything else as JSON.
 * - `delay`: waits before acceptance, then answers as usual.
 * - `stall`: accepted, then silence: before the head without `afterChunks`, else after that many chunks.
 * - `drop`: accepted, then the connection ends early: before the head when neither count is given.
 * - `reset`: the connection is reset, before acceptance; with `afterChunks` accepted, and reset mid-body.
 * - `error-frame`: an error inside a 200 stream; nothing is debited. Where nothing is streamed it is a `status` fault
 *   with `code`, so before acceptance.
 * - `split`: the whole answer, its body cut at these byte offsets into separate chunks.
 */
export type Fault =
  | { kind: "status"; status: number; body?: unknown; headers?: Record<string, string> | undefined }
  | { kind: "delay"; ms: number }
  | { kind: "stall"; afterChunks?: number | undefined }
  | { kind: "drop"; afterChunks?: number | undefined; afterBytes?: number | undefined }
  | { kind: "error-frame"; afterChunks: number; code: number; message: string }
  | { kind: "split"; at: readonly number[] | "every-byte" }
  | { kind: "reset"; afterChunks?: number | undefined };

/** The `cause` of the TypeError a broken connection gives; the HTTP mount reads from it what to do to the socket. */
export class ConnectionFault extends Error {
  override readonly name = "ConnectionFault";
  readonly code = "ECONNRESET";
  readonly kind: "drop" | "reset";

  constructor(kind: "drop" | "reset") {
    super(kind === "drop" ? "other side closed" : "read ECONNRESET");
    this.kind = kind;
  }
}

/** What `fetch` itself gives for a broken connection: a TypeError, whose cause tells more. */
export function brokenConnection(kind: "drop" | "reset", phase: "head" | "body"): TypeError {
  return new TypeError(phase === "head" ? "fetch failed" : "terminated", {
    cause: new ConnectionFault(kind),
  });
}

/** First in, first out for each route; one request takes one fault. */
export class FaultQueue {
  readonly #waiting = new Map<Route, Fault[]>();

  next(route: Route, fault: Fault): void {
    const queue = this.#waiting.get(route);
    if (queue) queue.push(fault);
    else this.#waiting.set(route, [fault]);
  }

  take(route: Route): Fault | null {
    return this.#waiting.get(route)?.shift() ?? null;
  }

  clear(): void {
    this.#waiting.clear();
  }
}
