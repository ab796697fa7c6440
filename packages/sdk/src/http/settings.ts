import { ParetaError } from "../errors.ts";
import { invalid, requireHeaders, requireMilliseconds, requireRetries, requireToken } from "./preflight.ts";
import { environmentVariable, isBrowser } from "./runtime.ts";

/** Options of the client (contract 2). */
export interface ParetaOptions {
  /**
   * The secret key, or a function that is asked for a short-lived token once per attempt. Required unless `baseURL` or
   * `fetch` is given: a proxy or a mock then holds the key. A string is refused in browsers.
   */
  apiKey?: string | (() => string | Promise<string>) | undefined;
  /** Absolute http(s) URL, or a same-origin path such as `/api/pareta`. Default `https://api.pareta.ai`. */
  baseURL?: string | undefined;
  /** Milliseconds per attempt: head and body of a JSON answer, head of a stream. Default 60,000; 0 for none. */
  timeout?: number | undefined;
  /** Attempts after the first. Default 2. */
  maxRetries?: number | undefined;
  /** Used for every request, uploads included. Default: the global `fetch` at the time of each call. */
  fetch?: typeof fetch | undefined;
  /** Milliseconds of silence after which a stream counts as dead. Default 60,000 for chat, 600,000 for deploys; 0 for none. */
  streamIdleTimeout?: number | undefined;
  /** Sent with every request to Pareta. They cannot replace `Authorization`: give a function as `apiKey` instead. */
  defaultHeaders?: Record<string, string> | undefined;
  /** Send an `Idempotency-Key` with each POST, so that a retry is never charged twice. Default true. */
  idempotency?: boolean | undefined;
  /** Accept a string `apiKey` in a browser, where every visitor can read it. Default false. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** Options of one call; each takes precedence over the client's. */
export interface RequestOptions {
  /** Ends the call: before it is sent, between attempts, while it is read. Rejects with `APIUserAbortError`. */
  signal?: AbortSignal | undefined;
  /** Milliseconds per attempt; 0 for none. */
  timeout?: number | undefined;
  maxRetries?: number | undefined;
  headers?: Record<string, string> | undefined;
  /** Key of this logical call, the same for each of its attempts. Default: a fresh one per POST. */
  idempotencyKey?: string | undefined;
  /** Milliseconds of silence after which a stream counts as dead; 0 for none. */
  streamIdleTimeout?: number | undefined;
}

/** The options, complete and checked: inner code has no defaults of its own. */
export interface Settings {
  readonly apiKey: (() => string | Promise<string>) | null;
  readonly baseURL: string;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly fetch: typeof fetch | undefined;
  readonly streamIdleTimeout: number | undefined;
  readonly defaultHeaders: readonly [string, string][];
  readonly idempotency: boolean;
}

/** Trims a key and refuses what no header can carry; the message never holds the key. */
export function checkApiKey(key: unknown): string {
  return requireToken(typeof key === "string" ? key.trim() : key, "apiKey");
}

/** The value may hold a password, so no message repeats it. */
function checkBaseURL(value: unknown): string {
  const text = typeof value === "string" ? value.trim() : "";
  const stripped = text.replace(/\/+$/, "").replace(/\/v1$/, "").replace(/\/+$/, "");
  // Parsers drop tabs and turn backslashes into slashes, which would make a path into another host.
  const isClean = text !== "" && !/[\p{Cc}\s\\?#]/u.test(text);
  const isPath = /^\/($|[^/])/.test(text);
  if (
    isClean &&
    (isPath || /^https?:\/\/[^/@]+(\/[^@]*)?$/i.test(text)) &&
    URL.canParse(stripped, "http://page")
  )
    return stripped;
  throw invalid("baseURL", "an http(s) URL or a path that starts with /, without user, query or fragment");
}

/**
 * Checks the options and fills in the defaults.
 * @throws InvalidArgumentError for a bad value; ParetaError without a key, or with a secret one in a browser.
 */
export function resolveSettings(options: ParetaOptions): Settings {
  const { apiKey, baseURL, fetch, streamIdleTimeout } = options;
  const key = typeof apiKey === "string" ? apiKey.trim() : apiKey;
  if (!key && !baseURL && !fetch)
    throw refusal("An apiKey is needed, or the baseURL of a proxy that holds it.");
  if (typeof key === "string" && key && isBrowser() && !options.dangerouslyAllowBrowser) {
    throw refusal(
      "Every visitor can read an apiKey in a browser and spend with it. Give the baseURL of a proxy, or a function that " +
        "gets a short-lived token, or accept the risk with dangerouslyAllowBrowser.",
    );
  }
  if (fetch !== undefined && typeof fetch !== "function") throw invalid("fetch", "a function");
  const secret = key && typeof key !== "function" ? checkApiKey(key) : "";
  return {
    apiKey: typeof key === "function" ? key : secret ? () => secret : null,
    baseURL: checkBaseURL(baseURL || "https://api.pareta.ai"),
    timeout: requireMilliseconds(options.timeout ?? 60_000, "timeout"),
    maxRetries: requireRetries(options.maxRetries ?? 2, "maxRetries"),
    fetch,
    streamIdleTimeout:
      streamIdleTimeout === undefined
        ? undefined
        : requireMilliseconds(streamIdleTimeout, "streamIdleTimeout"),
    defaultHeaders: requireHeaders(options.defaultHeaders, "defaultHeaders"),
    idempotency: options.idempotency !== false,
  };
}

function refusal(message: string): ParetaError {
  return new ParetaError(message, { outcome: "not-sent" });
}

/** The options with `PARETA_API_KEY` and `PARETA_BASE_URL` where they have nothing of their own (contract 2). */
export function withEnvironment(options: ParetaOptions): ParetaOptions {
  const apiKey = options.apiKey || environmentVariable("PARETA_API_KEY");
  if (!apiKey && !options.baseURL && !options.fetch) throw refusal("PARETA_API_KEY is not set.");
  return { ...options, apiKey, baseURL: options.baseURL || environmentVariable("PARETA_BASE_URL") };
}
