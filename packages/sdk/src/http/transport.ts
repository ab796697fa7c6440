import {
  APIConnectionError,
  APIResponseError,
  APITimeoutError,
  type Outcome,
  ParetaError,
  unsendable,
  userAbort,
} from "../errors.ts";
import { ContractViolation } from "../decode.ts";
import { type Clock, onAbort, sleep, systemClock } from "./clock.ts";
import {
  type AnswerReading,
  readErrorAnswer,
  readErrorBody,
  readErrorText,
  readText,
} from "./error-answer.ts";
import { type Call, idempotencyKeyOf, type PreparedCall, prepareCall } from "./prepared-call.ts";
import { isBrowser, isOffline } from "./runtime.ts";
import { redactedAnswer, redactorOf } from "./redact.ts";
import { retryDelay } from "./retry.ts";
import { encodeForm } from "./multipart.ts";
import { requireApiKey, type RequestOptions, type Settings } from "./settings.ts";
import {
  openStream,
  type ParetaStream,
  type StreamConnection,
  type StreamDecoder,
  type StreamHead,
} from "./stream.ts";

/** Reads a decoded JSON body, `undefined` for an empty one; `what` names it in an error. */
export type BodyReader<T> = (body: unknown, what: string, headers: Headers) => T;

/** Sends calls: one idempotency key per logical call, retries, timeouts, typed errors (contract 3.0, 5.4). */
export interface Transport {
  readonly clock: Clock;
  request<T>(call: Call, read: BodyReader<T>): Promise<T>;
  get<T>(path: string, read: BodyReader<T>, options?: RequestOptions, query?: Call["query"]): Promise<T>;
  /** Checks the call at once; sends it when the stream is first read. */
  stream<T>(call: Call, decoder: (head: StreamHead) => StreamDecoder<T>): ParetaStream<T>;
  /** The options for one POST of several in a call: its key derived from the call's (contract 3.0). */
  keyed(options: RequestOptions | undefined): (step: string) => RequestOptions;
}

/** Reads a 2xx answer. */
type ReadAnswer<T> = (response: Response, reading: AnswerReading) => Promise<T>;

export function createTransport(settings: Settings, clock: Clock = systemClock): Transport {
  async function send<T>(
    call: PreparedCall,
    signal: AbortSignal | undefined,
    read: ReadAnswer<T>,
  ): Promise<T> {
    let outcome: Outcome = "not-sent";
    for (let attempts = 1; ; attempts++) {
      // What was sent may have been carried out, whatever the last attempt was answered.
      if (signal?.aborted) throw userAbort(outcome === "not-sent" ? outcome : "unknown", signal.reason);
      try {
        return await attempt(call, signal, read, outcome);
      } catch (error) {
        if (!(error instanceof ParetaError)) throw error;
        // An attempt before this one may have been carried out, whatever this one was answered.
        if (outcome === "unknown" && call.method !== "GET") {
          if (call.method === "DELETE" && error.status === 404)
            return read(new Response(), { orEnd: async (step) => step, redact: String, earlier: outcome });
          Object.assign(error, { outcome });
        }
        ({ outcome } = error);
        const delay = retryDelay(attempts, error, clock.random);
        if (delay === null || attempts > call.maxRetries) throw error;
        // Nobody answered and there is no network: what is sent when it comes back is no longer what the user asked for.
        if (error.status === null && isOffline()) throw error;
        if (!call.canRetry()) throw error;
        await sleep(clock, delay, signal);
        if (!signal?.aborted && !call.canRetry()) throw error;
      }
    }
  }

  async function attempt<T>(
    { method, url, headers, body, timeout, isAuthorized, isRepeatable: retryable }: PreparedCall,
    signal: AbortSignal | undefined,
    read: ReadAnswer<T>,
    earlier: Outcome,
  ): Promise<T> {
    const { apiKey, fetch = globalThis.fetch } = settings;
    const wasOffline = isOffline();
    const controller = new AbortController();
    const end = () => controller.abort();
    const stopTimer = clock.timer(timeout, end);
    const stopListening = onAbort(signal, end);
    // A custom fetch or key function may not know the signal, so the race ends the attempt whatever they do.
    const ended = new Promise<never>((_, reject) =>
      onAbort(controller.signal, () => reject(controller.signal.reason)),
    );
    const orEnd = <V>(step: V | Promise<V>): Promise<V> => Promise.race([step, ended]);
    let sent: Promise<Response> | undefined;
    let hasHead = false;
    try {
      if (typeof fetch !== "function") throw unsendable("There is no fetch here: pass one.");
      let key = "";
      if (isAuthorized && apiKey) {
        key = requireApiKey(await orEnd(apiKey()));
        headers.set("authorization", `Bearer ${key}`);
      }
      const request = {
        method,
        headers: new Headers(headers),
        body: body ?? null,
        signal: controller.signal,
      };
      // A followed redirect could carry the key or repeat a charge elsewhere.
      sent = fetch(url, { ...request, redirect: "manual" });
      const redact = redactorOf(key);
      const response = redactedAnswer(await orEnd(sent), redact);
      hasHead = true;
      const reading = { orEnd, redact, earlier };
      if (response.ok) return await read(response, reading);
      throw await readErrorAnswer(response, { ...reading, retryable, date: clock.date() });
    } catch (cause) {
      sent?.then((late) => late.body?.cancel()).catch(() => {});
      // Without a network `fetch` fails at once: what was answered, or hung until the timeout, had one.
      const isUnsent = !sent || (wasOffline && isOffline() && !hasHead && !controller.signal.aborted);
      const outcome = isUnsent ? "not-sent" : "unknown";
      if (signal?.aborted) throw userAbort(sent ? "unknown" : outcome, signal.reason);
      if (cause instanceof ParetaError) throw cause;
      const options = { outcome, retryable, cause } as const;
      if (controller.signal.aborted) throw new APITimeoutError(`No answer within ${timeout} ms.`, options);
      const where = isAuthorized ? new URL(url).origin : "the storage";
      throw new APIConnectionError(
        sent ? describe(cause, where) : "The apiKey function or fetch failed.",
        options,
      );
    } finally {
      stopTimer();
      stopListening();
    }
  }

  async function request<T>(call: Call, read: BodyReader<T>): Promise<T> {
    const prepared = prepareCall(call, settings, call.form && (await encodeForm(call.form)));
    return send(prepared, call.options?.signal, async (response, reading) => {
      let text = "";
      try {
        text = await readText(response, reading, call.maxBytes);
        // What a storage says beside its status is not for us.
        return read(parse(call.blob ? "" : text, response), "answer", response.headers);
      } catch (error) {
        throw error instanceof ContractViolation ? broken(response, error.message, text) : error;
      }
    });
  }

  return {
    clock,
    request,
    get: (path, read, options, query) => request({ method: "GET", path, query, options }, read),
    stream(call, decoder) {
      const prepared = prepareCall(call, settings);
      const { streamIdleTimeout: idleTimeout } = prepared;
      const connect = (signal: AbortSignal) => send(prepared, signal, acceptStream);
      return openStream({ connect, decoder, idleTimeout, signal: call.options?.signal });
    },
    keyed(options) {
      const key = idempotencyKeyOf(options, settings);
      return (step) => ({ ...options, idempotencyKey: key && `${key}:${step}` });
    },
  };
}

function describe(failure: unknown, where: string): string {
  const code: unknown = Object(Object(failure).cause).code;
  const hint = isBrowser()
    ? " If this is CORS, use a proxy on your own origin."
    : typeof code === "string"
      ? ` ${code}`
      : "";
  return `Couldn't reach ${where}.${hint}`;
}

/** Turns a breach of the contract into an error that says where it came from. */
function broken({ status, headers }: Response, what: string, body: string): APIResponseError {
  const requestId = headers.get("x-request-id");
  return new APIResponseError(`Unexpected answer: ${what}.`, { status, requestId, body });
}

function parse(text: string, { headers }: Response): unknown {
  const contentType = headers.get("content-type");
  if (text && contentType?.includes("text/html")) throw new ContractViolation(`content type ${contentType}`);
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    // The parser's message quotes the body, so it is not kept.
    throw new ContractViolation("not JSON");
  }
}

const acceptStream: ReadAnswer<StreamConnection> = async (response, reading) => {
  const { redact, earlier } = reading;
  const contentType = response.headers.get("content-type");
  // Proxies that stand one behind the other may name it twice.
  if (/^text\/event-stream\s*(;|,|$)/i.test(contentType ?? "")) {
    return { response, requestId: response.headers.get("x-request-id"), redact, earlier };
  }
  const body = await readErrorBody(response, reading);
  const { message } = readErrorText(body, redact);
  throw broken(response, message ?? `content type ${contentType}`, body);
};
