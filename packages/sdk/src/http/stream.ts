import { ContractViolation } from "../decode.ts";
import {
  APIResponseError,
  type APIUserAbortError,
  ParetaError,
  StreamInterruptedError,
  userAbort,
} from "../errors.ts";
import { IdleTimer } from "./idle-timer.ts";
import type { StreamReceipt } from "./receipt.ts";
import { type ServerEvent, ServerEventParser } from "./sse.ts";
import { StreamComments } from "./stream-comments.ts";

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
  /** Hear of the server's progress before the first value. Returns a function that stops listening. */
  onStage(listener: (stage: string) => void): () => void;
}

/** What a stream's decoder and its errors need to know of the answer's head. */
export interface StreamHead {
  readonly status: number;
  readonly requestId: string | null;
}

/** Gives events their meaning; one decoder serves one stream. */
export interface StreamDecoder<T> {
  /**
   * The value of one event, `null` for an event without one.
   * @throws ContractViolation for an event that breaks the contract, a ParetaError for one that reports a failure.
   */
  event(event: ServerEvent): T | null;
  /** Whether the last event was the stream's own end: nothing after it is read. */
  readonly hasEnded: boolean;
  /** Whether a body that just ends here is complete. `unfinished` is an event without its closing blank line. */
  isComplete(unfinished: ServerEvent | null): boolean;
}

/** A 2xx answer of type `text/event-stream`. */
export interface StreamConnection {
  readonly response: Response;
  readonly requestId: string | null;
}

export interface StreamOptions<T> {
  /** Called once, at the first `next()`. Rejects with typed errors, also when `signal` fires. */
  connect: (signal: AbortSignal) => Promise<StreamConnection>;
  decoder: (head: StreamHead) => StreamDecoder<T>;
  /** Longest silence of the network in milliseconds; 0 or Infinity means no limit. */
  idleTimeout: number;
  signal: AbortSignal | undefined;
}

export function openStream<T>(options: StreamOptions<T>): ParetaStream<T> {
  return new EventStream(options);
}

/** An answer that broke off after its head: the call may have been carried out and charged. */
export function interrupted(
  head: StreamHead | null,
  message: string,
  cause?: unknown,
): StreamInterruptedError {
  return new StreamInterruptedError(message, { ...head, outcome: "unknown", cause });
}

/** Whether this is the sentinel that ends a stream; a model's text can hold it too, but inside of JSON. */
export function isDone(event: ServerEvent): boolean {
  return event.data.trim() === "[DONE]";
}

type Phase = "new" | "connecting" | "open" | "closed";

class EventStream<T> implements ParetaStream<T>, AsyncIterator<T, undefined> {
  readonly #options: StreamOptions<T>;
  readonly #teardown = new AbortController();
  readonly #idle: IdleTimer;
  readonly #comments = new StreamComments();
  readonly #parser = new ServerEventParser((text) => this.#comments.read(text));
  #phase: Phase = "new";
  #isTaken = false;
  /** What ended the stream, until the loop has been told. */
  #failure: unknown = null;
  #head: StreamHead | null = null;
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #decoder: StreamDecoder<T> | null = null;
  #receiving: Promise<IteratorResult<T, undefined>> | null = null;
  #eventCount = 0;

  constructor(options: StreamOptions<T>) {
    this.#options = options;
    this.#idle = new IdleTimer(options.idleTimeout, () =>
      this.#fail(interrupted(this.#head, `The stream was silent for ${options.idleTimeout} ms.`)),
    );
  }

  get requestId(): string | null {
    return this.#head?.requestId ?? null;
  }

  get receipt(): StreamReceipt | null {
    return this.#comments.receipt;
  }

  onStage(listener: (stage: string) => void): () => void {
    return this.#comments.onStage(listener);
  }

  abort(reason?: unknown): void {
    // While connecting, the error comes from `connect`, which knows whether anything was sent.
    if (this.#phase === "connecting") this.#teardown.abort(reason);
    else this.#fail(this.#aborted(reason));
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    if (this.#isTaken) {
      const message = "A stream can be iterated once: iterating again would send a second metered request.";
      throw new ParetaError(message, { outcome: "not-sent" });
    }
    this.#isTaken = true;
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#receiving) {
      const after = () => this.next();
      return this.#receiving.then(after, after);
    }
    const value = this.#takeValue();
    if (value !== null) return Promise.resolve({ value, done: false });
    if (this.#phase === "closed") return this.#finish();
    return (this.#receiving = this.#receive());
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#failure = null;
    this.#close();
    return this.#finish();
  }

  async #receive(): Promise<IteratorResult<T, undefined>> {
    try {
      if (this.#phase === "new") await this.#connect();
      // It can be closed while it waits: by abort, silence or return().
      while (this.#isOpen()) {
        const chunk = await this.#read();
        if (!this.#isOpen()) break;
        if (chunk) this.#parser.push(chunk);
        else this.#end();
        const value = this.#takeValue();
        if (value !== null) return { value, done: false };
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#receiving = null;
    }
    return this.#finish();
  }

  async #connect(): Promise<void> {
    const { connect, decoder, signal } = this.#options;
    if (signal?.aborted) throw this.#aborted(signal.reason);
    signal?.addEventListener("abort", this.#onSignal);
    this.#phase = "connecting";
    const { response, requestId } = await connect(this.#teardown.signal);
    this.#head = { status: response.status, requestId };
    this.#reader = response.body?.getReader() ?? null;
    if (this.#teardown.signal.aborted) throw this.#aborted(this.#teardown.signal.reason);
    this.#decoder = decoder(this.#head);
    this.#phase = "open";
  }

  /** The next chunk, `null` at the end of the body. One at a time: a slow reader slows the server down. */
  async #read(): Promise<Uint8Array | null> {
    this.#idle.wait();
    try {
      const result = await this.#reader?.read();
      return result?.value ?? null;
    } catch (error) {
      throw interrupted(this.#head, "The connection was lost in the middle of the stream.", error);
    } finally {
      this.#idle.pause();
    }
  }

  #end(): void {
    if (!this.#decoder?.isComplete(this.#parser.unfinished)) {
      throw interrupted(this.#head, "The stream ended before it was complete.");
    }
    this.#close();
  }

  /** The next value of what has been read, `null` when there is none or the stream is closed, by this if need be. */
  #takeValue(): T | null {
    const decoder = this.#decoder;
    if (!decoder) return null;
    let event: ServerEvent | null = null;
    try {
      while (this.#isOpen() && (event = this.#parser.next())) {
        const value = decoder.event(event);
        this.#eventCount++;
        if (decoder.hasEnded) this.#close();
        if (value !== null) return value;
        event = null;
      }
    } catch (error) {
      this.#fail(this.#explained(error, event?.data));
    }
    return null;
  }

  #explained(error: unknown, body?: string): unknown {
    if (!(error instanceof ContractViolation)) return error;
    const place = `Event ${this.#eventCount + 1} of the stream, up to character ${this.#parser.position}`;
    return new APIResponseError(`${place}: ${error.message}.`, { ...this.#head, outcome: "unknown", body });
  }

  readonly #onSignal = (): void => this.abort(this.#options.signal?.reason);

  #aborted(reason: unknown): APIUserAbortError {
    const outcome = this.#phase === "new" ? "not-sent" : "unknown";
    return userAbort(outcome, reason, this.#head);
  }

  /** Ends the stream with an error, unless it has ended already. */
  #fail(error: unknown): void {
    if (this.#phase === "closed") return;
    this.#failure = error;
    this.#close();
  }

  /** What the loop hears at the end: the failure once, from then on that it is over. */
  #finish(): Promise<IteratorReturnResult<undefined>> {
    const failure = this.#failure;
    this.#failure = null;
    return failure ? Promise.reject(failure) : Promise.resolve({ value: undefined, done: true });
  }

  #isOpen(): boolean {
    return this.#phase === "open";
  }

  #close(): void {
    if (this.#phase === "closed") return;
    this.#phase = "closed";
    this.#options.signal?.removeEventListener("abort", this.#onSignal);
    this.#idle.stop();
    // The body is cancelled first: an abort would leave nothing to cancel. How that goes concerns nobody any more.
    this.#reader?.cancel().catch(() => {});
    this.#teardown.abort();
  }
}
