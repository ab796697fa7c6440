import { ContractViolation } from "../decode.ts";
import {
  APIResponseError,
  type Outcome,
  ParetaError,
  type ParetaErrorOptions,
  StreamInterruptedError,
  userAbort,
} from "../errors.ts";
import { createIdleTimer } from "./idle-timer.ts";
import type { StreamReceipt } from "./receipt.ts";
import type { Redact } from "./redact.ts";
import { createEventParser, type ServerEvent } from "./sse.ts";
import { createStreamComments } from "./stream-comments.ts";

/**
 * Values as they arrive (contract 4, 5.5). Nothing is sent before the first value is asked for; leaving the loop
 * cancels the request. It can be iterated once: a second time would be a second metered request.
 */
export interface ParetaStream<T> extends AsyncIterable<T> {
  /** Stop now. A loop that is waiting ends with `APIUserAbortError`; after the end this does nothing. */
  abort(reason?: unknown): void;
  /** The server's `x-request-id`; `null` until connected, or when it was not exposed. */
  readonly requestId: string | null;
  /** The bill, complete once the stream has ended; `null` when the server reported none. */
  readonly receipt: StreamReceipt | null;
  /**
   * Hear of the server's progress before the first value. Returns a function that stops listening. A listener that
   * throws ends the stream, and the loop gets its error.
   */
  onStage(listener: (stage: string) => void): () => void;
}

/** What a stream's decoder and its errors need to know of the answer's head. */
export interface StreamHead {
  readonly status: number;
  readonly requestId: string | null;
  readonly redact: Redact;
  /** The outcome of attempts before the one that was answered. Default `not-sent`: there were none. */
  readonly earlier?: Outcome | undefined;
}

/** Gives events their meaning; one decoder serves one stream. */
export interface StreamDecoder<T> {
  /**
   * The value of one event, `null` for an event without one.
   * @throws ContractViolation for an event that breaks the contract, a ParetaError for one that reports a failure.
   */
  event(event: ServerEvent): T | null;
  /** Whether the last event was the stream's own end: nothing after it is read. */
  hasEnded: boolean;
  /** Whether a body that just ends here is complete. `unfinished` is an event without its closing blank line. */
  isComplete(unfinished: ServerEvent | null): boolean;
}

/** A 2xx answer of type `text/event-stream`. */
export interface StreamConnection extends Omit<StreamHead, "status"> {
  readonly response: Response;
}

export interface StreamOptions<T> {
  /** Called once, at the first `next()`. Rejects with typed errors, also when `signal` fires. */
  connect: (signal: AbortSignal) => Promise<StreamConnection>;
  decoder: (head: StreamHead) => StreamDecoder<T>;
  /** Longest silence of the network in milliseconds; 0 or Infinity means no limit. */
  idleTimeout: number;
  signal: AbortSignal | undefined;
}

/** An answer that broke off after its head: the call may have been carried out and charged. */
export function interrupted(
  head: StreamHead | null,
  message = "The stream ended before it was complete.",
  cause?: unknown,
): StreamInterruptedError {
  return new StreamInterruptedError(message, { ...context(head), cause });
}

/** What an error says of the answer it broke into. */
export function context(head: StreamHead | null): ParetaErrorOptions {
  return { status: head?.status ?? null, requestId: head?.requestId ?? null, outcome: "unknown" };
}

/** Whether this is the sentinel that ends a stream; a model's text can hold it too, but inside of JSON. */
export function isDone(event: ServerEvent): boolean {
  return event.data.trim() === "[DONE]";
}

export function openStream<T>(options: StreamOptions<T>): ParetaStream<T> {
  const { signal, idleTimeout } = options;
  const teardown = new AbortController();
  const comments = createStreamComments();
  const parser = createEventParser(comments.read, (lines) => head?.redact(lines) ?? lines);
  let phase: "new" | "connecting" | "open" | "closed" = "new";
  let head: StreamHead | null = null;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let decoder: StreamDecoder<T> | undefined;
  /** The last call that waits for the network, or for another call. */
  let pending: Promise<IteratorResult<T, undefined>> | null = null;
  /** What ended the stream, until the loop has been told. */
  let failure: unknown = null;
  let eventCount = 0;

  const hasEnded = () => phase === "closed";
  const onSignal = () => abort(signal?.reason);
  const idle = createIdleTimer(idleTimeout, () =>
    fail(interrupted(head, `The stream was silent for ${idleTimeout} ms.`)),
  );

  function close(): void {
    phase = "closed";
    signal?.removeEventListener("abort", onSignal);
    idle.stop();
    // The body is cancelled first: an abort would leave nothing to cancel. How that goes concerns nobody any more.
    reader?.cancel().catch(() => {});
    teardown.abort();
  }

  /** Ends the stream with an error, unless it has ended already. */
  function fail(error: unknown): void {
    if (phase === "closed") return;
    failure = error;
    close();
  }

  function abort(reason?: unknown): void {
    // While connecting, the error comes from `connect`, which knows whether anything was sent.
    if (phase === "connecting") teardown.abort(reason);
    else fail(userAbort(phase === "new" ? "not-sent" : "unknown", reason, context(head)));
  }

  async function connect(): Promise<void> {
    if (signal?.aborted) return onSignal();
    signal?.addEventListener("abort", onSignal);
    phase = "connecting";
    const { response, ...answer } = await options.connect(teardown.signal);
    if (hasEnded()) return void response.body?.cancel().catch(() => {});
    head = { ...answer, status: response.status };
    reader = response.body?.getReader();
    decoder = options.decoder(head);
    phase = "open";
    if (teardown.signal.aborted) abort(teardown.signal.reason);
  }

  /** The next value of what has arrived; `null` when more bytes are needed, or the stream is over. */
  function nextValue(): T | null {
    if (!decoder) return null;
    let event: ServerEvent | null = null;
    try {
      while (phase === "open" && (event = parser.next())) {
        const value = decoder.event(event);
        eventCount++;
        if (decoder.hasEnded) close();
        if (value !== null) return value;
      }
    } catch (error) {
      const place = `Event ${eventCount + 1} of the stream, up to character ${parser.position()}`;
      fail(
        error instanceof ContractViolation
          ? new APIResponseError(`${place}: ${error.message}.`, { ...context(head), body: event?.data })
          : error,
      );
    }
    return null;
  }

  /** Reads until there is a value. One chunk at a time: a slow reader slows the server down. */
  async function receive(): Promise<IteratorResult<T, undefined>> {
    try {
      if (phase === "new") await connect();
      while (phase === "open") {
        idle.wait();
        const chunk = (await reader?.read())?.value;
        idle.pause();
        if (chunk) parser.push(chunk);
        else if (decoder?.isComplete(parser.unfinished())) close();
        else fail(interrupted(head));
        const value = nextValue();
        if (value !== null) return { value, done: false };
      }
    } catch (error) {
      const lost = "The connection was lost in the stream.";
      fail(phase === "open" ? interrupted(head, lost, error) : error);
    }
    return finish();
  }

  /** What the loop hears at the end: the error once, from then on that it is over. */
  function finish(): Promise<IteratorReturnResult<undefined>> {
    const error = failure;
    failure = null;
    return error ? Promise.reject(error) : Promise.resolve({ value: undefined, done: true });
  }

  const buffered = () => {
    const value = nextValue();
    return value === null ? null : Promise.resolve({ value, done: false } as const);
  };
  const step = () => buffered() ?? (hasEnded() ? finish() : receive());

  /** Calls that do not wait for each other queue up, so that values come in the order of the calls. */
  const next = (): Promise<IteratorResult<T, undefined>> => {
    const value = pending ? null : buffered();
    if (value) return value;
    const result = pending ? pending.then(step, step) : step();
    const release = () => {
      if (pending === result) pending = null;
    };
    pending = result;
    result.then(release, release);
    return result;
  };

  const leave = (): Promise<IteratorReturnResult<undefined>> => {
    close();
    failure = null;
    return finish();
  };

  let isTaken = false;
  return {
    abort,
    get requestId() {
      return head?.requestId ?? null;
    },
    get receipt() {
      return comments.receipt();
    },
    onStage: comments.onStage,
    [Symbol.asyncIterator]() {
      if (isTaken) {
        const message = "A stream can be iterated once: again would be a second metered request.";
        throw new ParetaError(message, { outcome: "not-sent" });
      }
      isTaken = true;
      return { next, return: leave };
    },
  };
}
