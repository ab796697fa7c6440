import { unsendable } from "../errors.ts";
import { demand, requireHeaders, requireToken, requireText } from "./preflight.ts";
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
  /** Milliseconds per attempt; 0 for none. Default: the client's. */
  timeout?: number | undefined;
  /** Attempts after the first. Default: the client's. */
  maxRetries?: number | undefined;
  /**
   * Asked before each further attempt, and again after the wait before it; `false` ends the call with the last error. The
   * first attempt is never asked for, and neither is a poll of a wait. Default: always.
   */
  canRetry?: (() => boolean) | undefined;
  /** Laid over the client's `defaultHeaders`. They cannot replace `Authorization`. */
  headers?: Record<string, string> | undefined;
  /**
   * Key of this logical call, the same for each of its attempts (contract 3.0). Default: a fresh one per POST. A call of
   * several POSTs sends it with the step's name: `<key>:set`, `<key>:run`, `<key>:url`, `<key>:complete`.
   */
  idempotencyKey?: string | undefined;
  /** Milliseconds of silence after which a stream counts as dead; 0 for none. Default: the client's. */
  streamIdleTimeout?: number | undefined;
}

/** What bounds a call. */
export interface Limits {
  /** Milliseconds, Infinity for none. */
  readonly timeout: number;
  readonly maxRetries: number;
  /** Milliseconds, Infinity for none. */
  readonly streamIdleTimeout: number;
}

/** The options, checked: inner code has no defaults of its own. */
export interface Settings extends Omit<Limits, "streamIdleTimeout"> {
  readonly apiKey: (() => string | Promise<string>) | null;
  readonly baseURL: string;
  readonly fetch: typeof fetch | undefined;
  /** As given: chats and deploys have defaults of their own. */
  readonly streamIdleTimeout: number | undefined;
  readonly defaultHeaders: Record<string, string>;
  readonly idempotency: boolean;
}

function milliseconds(value: number, param: string): number {
  demand(typeof value === "number" && value >= 0, param, "milliseconds, 0 for no limit");
  return value || Infinity;
}

/** The limits of a client or of one call: 0 switches a time limit off, retries are truncated and at least 0. */
export function resolveLimits(options: Pick<RequestOptions, keyof Limits>, defaults: Limits): Limits {
  const maxRetries = options.maxRetries ?? defaults.maxRetries;
  demand(Number.isFinite(maxRetries), "maxRetries", "a finite number");
  return {
    timeout: milliseconds(options.timeout ?? defaults.timeout, "timeout"),
    maxRetries: Math.max(0, Math.trunc(maxRetries)),
    streamIdleTimeout: milliseconds(
      options.streamIdleTimeout ?? defaults.streamIdleTimeout,
      "streamIdleTimeout",
    ),
  };
}

const trimmed = <T>(key: T): T | string => (typeof key === "string" ? key.trim() : key);

/** Trims a key and refuses what no header can carry; the message never holds the key. */
export function requireApiKey(key: string): string {
  return requireToken(trimmed(key), "apiKey");
}

/** Slashes at the end and one `/v1` taken off. The value may hold a password, so no message repeats it. */
function requireBaseURL(value: string): string {
  const text = requireText(value, "baseURL").trim();
  // Only the first slash of a run is tried, so that the time stays linear.
  const url = text.replace(/(?<!\/)(\/v1)?\/*$/, "");
  // Parsers drop tabs and turn backslashes into slashes, which would make a path into another host.
  const isPlain = /^(\/(?!\/)|https?:\/\/(?=[^/]))[^\p{Cc}\s\\?#@]*$/iu.test(text);
  demand(
    isPlain && URL.canParse(url, "http://page"),
    "baseURL",
    "an http(s) URL or a /path, without user or query",
  );
  return url;
}

/**
 * Checks the options and fills in the defaults.
 * @throws InvalidArgumentError for a bad value; ParetaError without a key, or with a secret one in a browser.
 */
export function resolveSettings(options: ParetaOptions): Settings {
  const { apiKey, baseURL, fetch, streamIdleTimeout } = options;
  const key = trimmed(apiKey);
  if (!key && !baseURL && !fetch)
    throw unsendable("Pareta needs an apiKey (fromEnv() reads PARETA_API_KEY), or the baseURL of a proxy.");
  if (key && typeof key !== "function") {
    requireApiKey(key);
    if (isBrowser() && !options.dangerouslyAllowBrowser) {
      throw unsendable(
        "Every visitor of a page can spend with its apiKey: use the baseURL of a proxy, or a function that gets " +
          "short-lived tokens (or dangerouslyAllowBrowser).",
      );
    }
  }
  demand(fetch === undefined || typeof fetch === "function", "fetch", "a function");
  const defaultHeaders = requireHeaders(options.defaultHeaders, "defaultHeaders");
  demand(!("idempotency-key" in defaultHeaders), "defaultHeaders", "without Idempotency-Key");
  return {
    ...resolveLimits(options, { timeout: 60_000, maxRetries: 2, streamIdleTimeout: 0 }),
    apiKey: key ? (typeof key === "function" ? key : () => key) : null,
    baseURL: requireBaseURL(baseURL || "https://api.pareta.ai"),
    fetch,
    streamIdleTimeout,
    defaultHeaders,
    idempotency: options.idempotency !== false,
  };
}

/** The options with `PARETA_API_KEY` and `PARETA_BASE_URL` where they have nothing of their own (contract 2). */
export function withEnvironment(options: ParetaOptions): ParetaOptions {
  const { apiKey, baseURL, fetch } = options;
  const key = trimmed(apiKey) || environmentVariable("PARETA_API_KEY");
  // A base URL of the environment alone waives no key.
  if (!key && !baseURL && !fetch) return {};
  return { ...options, apiKey: key, baseURL: baseURL || environmentVariable("PARETA_BASE_URL") };
}
