import {
  APIConnectionError,
  APIResponseError,
  APIStatusError,
  APITimeoutError,
  APIUserAbortError,
  type Outcome,
  ParetaError,
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

/** What stands around a decoded body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string | null;
}

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

  /** Sends a call and decodes its JSON body; `decode` gets `undefined` for an empty one. */
  async request<T>(call: Call, decode: (body: unknown, answer: Answer) => T): Promise<T> {
    const prepared = prepareCall(call, this.#settings, call.form && (await encodeForm(call.form)));
    return this.#attempts(prepared, call.options?.signal, async (response) => {
      const text = await response.text();
      return decodeAnswer(text, response, decode);
    });
  }

  /** Checks the call at once; sends it when the stream is first read. `idleTimeout` in milliseconds. */
  stream<T>(
    call: Call,
    stream: { readonly idleTimeout: number; readonly decoder: (head: StreamHead) => StreamDecoder<T> },
  ): ParetaStream<T> {
    const prepared = prepareCall({ ...call, accept: "text/event-stream" }, this.#settings);
    return openStream({
      connect: (signal) => this.#attempts(prepared, signal, acceptStream),
      decoder: stream.decoder,
      idleTimeout: prepared.streamIdleTimeout ?? stream.idleTimeout,
      signal: call.options?.signal,
    });
  }

  /** The options for one POST of several in a call: its key derived from the call's (contract 3.0). */
  derivedOptions(options: RequestOptions | undefined): (suffix: string) => RequestOptions {
    const key = idempotencyKeyOf(options, this.#settings);
    return (suffix) => (key === null ? { ...options } : { ...options, idempotencyKey: `${key}:${suffix}` });
  }

  async #attempts<T>(
    call: PreparedCall,
    signal: AbortSignal | undefined,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    let outcome: Outcome = "not-sent";
    for (let attempt = 0; ; attempt++) {
      if (signal?.aborted)
        throw new APIUserAbortError({
          outcome: attempt === 0 ? "not-sent" : "unknown",
          cause: signal.reason,
        });
      try {
        return await this.#attempt(call, signal, read);
      } catch (error) {
        if (!(error instanceof ParetaError)) throw error;
        // The attempt before this one may have deleted it already.
        const isGone = call.method === "DELETE" && outcome === "unknown" && error.status === 404;
        if (isGone) return read(new Response(null, { status: 204 }));
        outcome = error.outcome;
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
    const wasOffline = isOffline();
    const controller = new AbortController();
    let outcome: Outcome = "not-sent";
    let ending: "aborted" | "timed-out" | null = null;
    const end = (reason: "aborted" | "timed-out") => {
      ending ??= reason;
      controller.abort();
    };
    const stopTimer = this.clock.timer(call.timeout, () => end("timed-out"));
    const stopListening = onAbort(signal, () => end("aborted"));
    // A custom fetch or key function may not know the signal, so the race ends the attempt whatever they do.
    const ended = new Promise<never>((_, reject) =>
      onAbort(controller.signal, () => reject(controller.signal.reason)),
    );
    ended.catch(() => {});
    try {
      const secret = call.authorized && this.#settings.apiKey;
      let key = "";
      if (secret) {
        key = checkApiKey(await Promise.race([askForKey(secret), ended]));
        call.headers.set("authorization", `Bearer ${key}`);
      }
      const send = this.#settings.fetch ?? globalThis.fetch;
      if (typeof send !== "function")
        throw new ParetaError("There is no fetch here: pass one.", { outcome: "not-sent" });
      const url = callUrl(call, this.#settings);
      outcome = "unknown";
      const sent = send(url, {
        method: call.method,
        headers: call.headers,
        body: call.body,
        signal: controller.signal,
        // A followed redirect could carry the key or repeat a charge elsewhere.
        redirect: "manual",
      });
      const response = await Promise.race([sent, ended]).catch((error: unknown) => {
        sent.then((late) => late.body?.cancel()).catch(() => {});
        throw error;
      });
      if (response.type === "opaqueredirect") {
        throw new APIConnectionError(
          "Pareta answered with a redirect, which is not followed: check the baseURL.",
          {
            requestId: response.headers.get("x-request-id"),
          },
        );
      }
      if (response.ok) return await Promise.race([read(response), ended]);
      throw await Promise.race([
        readErrorAnswer(response, {
          repeatable: call.repeatable,
          date: this.clock.date(),
          redact: (text) => (key ? text.replaceAll(key, "[redacted]") : text),
        }),
        ended,
      ]);
    } catch (cause) {
      if (ending === "aborted") throw new APIUserAbortError({ outcome, cause: signal?.reason });
      if (cause instanceof ParetaError) throw cause;
      if (ending === "timed-out") {
        throw new APITimeoutError(`No answer within ${call.timeout} ms.`, {
          outcome,
          retryable: call.repeatable,
        });
      }
      throw new APIConnectionError(describeConnectionFailure(cause), {
        cause,
        outcome: wasOffline && isOffline() ? "not-sent" : outcome,
        retryable: call.repeatable,
      });
    } finally {
      stopTimer();
      stopListening();
    }
  }
}

async function askForKey(apiKey: () => string | Promise<string>): Promise<string> {
  try {
    return await apiKey();
  } catch (cause) {
    throw new ParetaError("The apiKey function failed.", { outcome: "not-sent", cause });
  }
}

function describeConnectionFailure(cause: unknown): string {
  const code: unknown = Object(Object(cause).cause).code;
  const why = typeof code === "string" ? ` (${code})` : "";
  const hint = isBrowser() ? " This is the network, or CORS: a browser needs a proxy on its own origin." : "";
  return `Couldn't reach Pareta${why}.${hint}`;
}

function decodeAnswer<T>(text: string, response: Response, decode: (body: unknown, answer: Answer) => T): T {
  const { status, headers } = response;
  const requestId = headers.get("x-request-id");
  const broken = (message: string, cause?: unknown) =>
    new APIResponseError(message, { status, requestId, body: text, cause });
  const contentType = headers.get("content-type") ?? "";
  if (contentType.includes("text/html"))
    throw broken(`Unexpected content type ${contentType}: something between answered.`);
  let body: unknown;
  try {
    if (text !== "") body = JSON.parse(text);
  } catch {
    // The parser's message quotes the body, so it is not kept.
    throw broken("The answer is not valid JSON.");
  }
  try {
    return decode(body, { status, headers, requestId });
  } catch (error) {
    throw error instanceof ContractViolation
      ? broken(`The answer breaks the contract: ${error.message}.`)
      : error;
  }
}

async function acceptStream(response: Response): Promise<StreamConnection> {
  const contentType = response.headers.get("content-type") ?? "nothing";
  const requestId = response.headers.get("x-request-id");
  if (/^text\/event-stream\s*(;|$)/i.test(contentType)) return { response, requestId };
  const text = await readBounded(response);
  const { message } = readErrorText(text);
  throw new APIResponseError(
    `Expected text/event-stream, got ${contentType}${message ? `: ${message}` : ""}.`,
    {
      status: response.status,
      requestId,
      body: text,
    },
  );
}
