import { InvalidArgumentError, ParetaError } from "../errors.ts";
import {
  hasControlCharacter,
  requireHeaders,
  requireToken,
  retryCount,
  timeoutMilliseconds,
} from "./preflight.ts";
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
  const text = typeof key === "string" ? key.trim() : key;
  return requireToken(text, "apiKey");
}

function checkBaseURL(value: unknown): string {
  const refuse = (why: string): never => {
    // The value may hold a password, so it is not repeated.
    throw new InvalidArgumentError("baseURL", `baseURL ${why}.`);
  };
  if (typeof value !== "string") return refuse("must be a string");
  const text = value.trim();
  // Parsers drop tabs and turn backslashes into slashes, which makes a path into another host.
  if (hasControlCharacter(text) || /[\\\s?#]/.test(text)) {
    return refuse("must have no query, fragment, backslash or white space");
  }
  const stripped = text.replace(/\/+$/, "").replace(/\/v1$/, "").replace(/\/+$/, "");
  if (text.startsWith("/")) {
    return text.startsWith("//") && stripped !== ""
      ? refuse("must name a protocol or be a path on this origin")
      : stripped;
  }
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refuse("must be an absolute http(s) URL or a path that starts with /");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return refuse("must be http or https");
  if (url.username || url.password) return refuse("must hold no user name or password");
  return stripped;
}

function checkFetch(value: unknown): typeof fetch | undefined {
  if (value === undefined || typeof value === "function") return value as typeof fetch | undefined;
  throw new InvalidArgumentError("fetch", "fetch must be a function.");
}

/**
 * Checks the options and fills in the defaults.
 * @throws InvalidArgumentError for a bad value; ParetaError without a key, or with a secret one in a browser.
 */
export function resolveSettings(options: ParetaOptions): Settings {
  const { apiKey, baseURL, fetch, streamIdleTimeout } = options;
  const hasKey = typeof apiKey === "string" ? apiKey.trim() !== "" : apiKey !== undefined && apiKey !== null;
  if (!hasKey && !baseURL && !fetch) {
    throw new ParetaError(
      "Pareta needs an apiKey: pass one, or use Pareta.fromEnv() with PARETA_API_KEY set. " +
        "In a browser pass the baseURL of a proxy instead, which keeps the key on the server.",
      { outcome: "not-sent" },
    );
  }
  if (hasKey && typeof apiKey !== "string" && typeof apiKey !== "function") {
    throw new InvalidArgumentError("apiKey", "apiKey must be a string or a function.");
  }
  if (hasKey && typeof apiKey === "string" && isBrowser() && options.dangerouslyAllowBrowser !== true) {
    throw new ParetaError(
      "An apiKey in a browser can be read by every visitor and spends your balance. Pass the baseURL of a proxy, or a " +
        "function that gets a short-lived token. dangerouslyAllowBrowser: true accepts the risk.",
      { outcome: "not-sent" },
    );
  }
  const key = typeof apiKey === "string" && hasKey ? checkApiKey(apiKey) : apiKey;
  return {
    apiKey: typeof key === "function" ? key : hasKey ? () => key as string : null,
    baseURL: checkBaseURL(baseURL || "https://api.pareta.ai"),
    timeout: timeoutMilliseconds(options.timeout ?? 60_000, "timeout"),
    maxRetries: retryCount(options.maxRetries ?? 2, "maxRetries"),
    fetch: checkFetch(fetch),
    streamIdleTimeout:
      streamIdleTimeout === undefined
        ? undefined
        : timeoutMilliseconds(streamIdleTimeout, "streamIdleTimeout"),
    defaultHeaders: requireHeaders(options.defaultHeaders, "defaultHeaders"),
    idempotency: options.idempotency !== false,
  };
}

/** The options with `PARETA_API_KEY` and `PARETA_BASE_URL` where they have nothing of their own (contract 2). */
export function withEnvironment(options: ParetaOptions): ParetaOptions {
  const apiKey = options.apiKey || environmentVariable("PARETA_API_KEY");
  const baseURL = options.baseURL || environmentVariable("PARETA_BASE_URL");
  if (!apiKey && !options.baseURL && !options.fetch) {
    throw new ParetaError("PARETA_API_KEY is not set: set it, or pass apiKey.", { outcome: "not-sent" });
  }
  return { ...options, apiKey, baseURL };
}
