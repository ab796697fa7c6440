import {
  APIConnectionError,
  APIResponseError,
  APIStatusError,
  APITimeoutError,
  type Outcome,
  ParetaError,
  userAbort,
} from "../errors.ts";
import { ContractViolation } from "../decode.ts";
import { type Clock, onAbort, sleep, systemClock } from "./clock.ts";
import { readBounded, readErrorAnswer, readErrorText } from "./error-answer.ts";
import {
  type Call,
  callUrl,
  encodeForm,
  idempotencyKeyOf,
  type PreparedCall,
  prepareCall,
} from "./prepared-call.ts";
import { isBrowser, isOffline } from "./runtime.ts";
import { retryDelay } from "./retry.ts";
import { checkApiKey, type RequestOptions, type Settings } from "./settings.ts";
import {
  openStream,
  type ParetaStream,
  type StreamConnection,
  type StreamDecoder,
  type StreamHead,
} from "./stream.ts";

/** Reads a decoded JSON body, `undefined` for an empty one; `what` names it in an error. */
export type BodyReader<T> = (body: unknown, what: string, headers: Headers) => T;

/**
 * Sends calls: one idempotency key per logical call, retries, timeouts, typed errors (contract 3.0, 5.4).
 * It knows no route.
 */
export class Transport {
  readonly clock: Clock;
  readonly #settings: Settings;

  constructor(settings: Settings, clock: Clock = systemClock) {
    this.#settings = settings;
    this.clock = clock;
  }

  get<T>(
    path: string,
    read: BodyReader<T>,
    options: RequestOptions | undefined,
    query?: Call["query"],
  ): Promise<T> {
    return this.request({ method: "GET", path, query, options }, read);
  }

  async request<T>(call: Call, read: BodyReader<T>): Promise<T> {
    const prepared = prepareCall(call, this.#settings, call.form && (await encodeForm(call.form)));
    return this.#attempts(prepared, call.options?.signal, async (response) => {
      const text = await response.text();
      // What a storage says beside its status is not for us.
      return readAnswer(call.blob ? "" : text, response, read);
    });
  }

  /** Checks the call at once; sends it when the stream is first read. `idleTimeout` in milliseconds. */
  stream<T>(
    call: Call,
    decoder: (head: StreamHead) => StreamDecoder<T>,
    idleTimeout: number,
  ): ParetaStream<T> {
    const prepared = prepareCall({ ...call, accept: "text/event-stream" }, this.#settings);
    return openStream({
      connect: (signal) => this.#attempts(prepared, signal, acceptStream),
      decoder,
      idleTimeout: prepared.streamIdleTimeout ?? idleTimeout,
      signal: call.options?.signal,
    });
  }

  /** The options for one POST of several in a call: its key derived from the call's (contract 3.0). */
  derivedOptions(options: RequestOptions | undefined): (suffix: string) => RequestOptions {
    const key = idempotencyKeyOf(options, this.#settings);
    return (suffix) => ({ ...options, idempotencyKey: key === null ? undefined : `${key}:${suffix}` });
  }

  async #attempts<T>(
    call: PreparedCall,
    signal: AbortSignal | undefined,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    let outcome: Outcome = "not-sent";
    for (let attempt = 0; ; attempt++) {
      if (signal?.aborted) throw userAbort(attempt ? "unknown" : outcome, signal.reason);
      try {
        return await this.#attempt(call, signal, read);
      } catch (error) {
        if (!(error instanceof ParetaError)) throw error;
        // An attempt before this one may have been carried out, whatever this one was answered.
        if (outcome === "unknown") {
          if (call.method === "DELETE" && error.status === 404) return read(new Response());
          Object.assign(error, { outcome });
        }
        ({ outcome } = error);
        const retryAfter = error instanceof APIStatusError ? error.retryAfter : null;
        const delay = error.retryable ? retryDelay(attempt, retryAfter, this.clock.random) : null;
        if (delay === null || attempt >= call.maxRetries) throw error;
        await sleep(this.clock, delay, signal);
      }
    }
  }

  async #attempt<T>(
    call: PreparedCall,
    signal: AbortSignal | undefined,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const { apiKey, fetch = globalThis.fetch } = this.#settings;
    const { method, headers, body, timeout, repeatable } = call;
    const wasOffline = isOffline();
    const controller = new AbortController();
    const end = () => controller.abort();
    const stopTimer = this.clock.timer(timeout, end);
    const stopListening = onAbort(signal, end);
    // A custom fetch or key function may not know the signal, so the race ends the attempt whatever they do.
    const ended = new Promise<never>((_, reject) =>
      onAbort(controller.signal, () => reject(controller.signal.reason)),
    );
    const orEnd = <V>(step: V | Promise<V>): Promise<V> => Promise.race([step, ended]);
    let sent: Promise<Response> | undefined;
    const outcome = (): Outcome => (sent ? "unknown" : "not-sent");
    try {
      let key = "";
      if (call.authorized && apiKey) {
        key = checkApiKey(await orEnd(apiKey()));
        headers.set("authorization", `Bearer ${key}`);
      }
      const url = callUrl(call, this.#settings);
      // A followed redirect could carry the key or repeat a charge elsewhere.
      sent = fetch(url, { method, headers, body, signal: controller.signal, redirect: "manual" });
      const response = await orEnd(sent);
      if (response.ok) return await orEnd(read(response));
      const redact = (text: string) => (key ? text.replaceAll(key, "[redacted]") : text);
      throw await orEnd(readErrorAnswer(response, { repeatable, date: this.clock.date(), redact }));
    } catch (cause) {
      sent?.then((late) => late.body?.cancel()).catch(() => {});
      if (signal?.aborted) throw userAbort(outcome(), signal.reason);
      if (cause instanceof ParetaError) throw cause;
      if (controller.signal.aborted) {
        throw new APITimeoutError(`No answer within ${timeout} ms.`, {
          outcome: outcome(),
          retryable: repeatable,
        });
      }
      throw new APIConnectionError(
        sent ? describe(cause) : "Nothing was sent: the apiKey function or fetch failed.",
        {
          cause,
          outcome: wasOffline && isOffline() ? "not-sent" : outcome(),
          retryable: repeatable,
        },
      );
    } finally {
      stopTimer();
      stopListening();
    }
  }
}

function describe(failure: unknown): string {
  const code: unknown = Object(Object(failure).cause).code;
  return `Couldn't reach Pareta${typeof code === "string" ? ` (${code})` : ""}.${isBrowser() ? " If this is CORS, use a proxy on your own origin." : ""}`;
}

function readAnswer<T>(text: string, { status, headers }: Response, read: BodyReader<T>): T {
  try {
    return read(parse(text, headers), "answer", headers);
  } catch (error) {
    if (!(error instanceof ContractViolation)) throw error;
    const requestId = headers.get("x-request-id");
    throw new APIResponseError(`Unexpected answer: ${error.message}.`, { status, requestId, body: text });
  }
}

function parse(text: string, headers: Headers): unknown {
  const contentType = headers.get("content-type");
  if (text && contentType?.includes("text/html"))
    throw new ContractViolation(`unexpected content type ${contentType}`);
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    // The parser's message quotes the body, so it is not kept.
    throw new ContractViolation("not valid JSON");
  }
}

async function acceptStream(response: Response): Promise<StreamConnection> {
  const { status, headers } = response;
  const contentType = headers.get("content-type");
  const requestId = headers.get("x-request-id");
  if (/^text\/event-stream *(;|$)/i.test(contentType ?? "")) return { response, requestId };
  const body = await readBounded(response);
  const { message } = readErrorText(body);
  const what = `Unexpected answer: content type ${contentType}, not text/event-stream`;
  throw new APIResponseError(`${what}${message ? `: ${message}` : ""}.`, { status, requestId, body });
}
