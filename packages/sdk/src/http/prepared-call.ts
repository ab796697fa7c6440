import { InvalidArgumentError } from "../errors.ts";
import { VERSION } from "../version.ts";
import { mintIdempotencyKey } from "./idempotency-key.ts";
import { serializeJson } from "./json.ts";
import { queryString, requireHeaders, requireToken, retryCount, timeoutMilliseconds } from "./preflight.ts";
import { isBrowser, pageOrigin } from "./runtime.ts";
import type { RequestOptions, Settings } from "./settings.ts";

/** One call as a resource describes it. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path with its segments encoded, such as `/v1/models`; or, for a signed upload, an absolute URL. */
  readonly path: string;
  readonly query?: { readonly [key: string]: unknown } | undefined;
  /** Sent as JSON; paths in errors start at its fields. */
  readonly json?: unknown;
  readonly form?: FormData;
  /** Sent as it is, with its own type and without anything of ours: no key, no default headers. */
  readonly blob?: Blob;
  readonly accept?: string;
  readonly options?: RequestOptions | undefined;
}

/** A call checked and complete: every attempt sends the same bytes under the same idempotency key. */
export interface PreparedCall {
  readonly method: Call["method"];
  readonly path: string;
  readonly headers: Headers;
  readonly body: string | Uint8Array<ArrayBuffer> | Blob | null;
  /** False for a signed upload, which goes to another host. */
  readonly authorized: boolean;
  /** Whether an attempt with an unknown outcome may be sent again without being charged twice. */
  readonly repeatable: boolean;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly streamIdleTimeout: number | undefined;
}

/** A form's bytes and type; encoded once, so that a retry repeats the boundary too. */
export interface EncodedForm {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

export async function encodeForm(form: FormData): Promise<EncodedForm> {
  const encoded = new Response(form);
  const contentType = encoded.headers.get("content-type") ?? "multipart/form-data";
  return { body: new Uint8Array(await encoded.arrayBuffer()), contentType };
}

/** The key of a call, `null` when it has none; a call of several POSTs derives the keys of each from it. */
export function idempotencyKeyOf(options: RequestOptions | undefined, settings: Settings): string | null {
  const given = options?.idempotencyKey;
  if (given !== undefined) return requireToken(given, "idempotencyKey");
  return settings.idempotency ? mintIdempotencyKey() : null;
}

/** @throws InvalidArgumentError for a bad option, header or body. */
export function prepareCall(call: Call, settings: Settings, form?: EncodedForm): PreparedCall {
  const { method, blob, options = {} } = call;
  if (options.signal !== undefined && typeof options.signal?.addEventListener !== "function") {
    throw new InvalidArgumentError("signal", "signal must be an AbortSignal.");
  }
  const headers = new Headers({ accept: call.accept ?? "application/json" });
  if (!blob) {
    const given = [...settings.defaultHeaders, ...requireHeaders(options.headers, "headers")];
    for (const [name, value] of given) headers.set(name, value);
    headers.delete("authorization");
    if (!isBrowser() && !headers.has("user-agent")) headers.set("user-agent", `pareta-typescript/${VERSION}`);
  }
  let body: PreparedCall["body"] = blob ?? form?.body ?? null;
  if (call.json !== undefined) body = serializeJson(call.json, "");
  const contentType =
    blob?.type || form?.contentType || (call.json === undefined ? null : "application/json");
  if (contentType) headers.set("content-type", contentType);
  let key: string | null = null;
  if (method === "POST") {
    key = options.idempotencyKey === undefined ? headers.get("idempotency-key") : null;
    key ??= idempotencyKeyOf(options, settings);
    if (key !== null) headers.set("idempotency-key", key);
  }
  return {
    method,
    path: call.path + queryString(call.query),
    headers,
    body,
    authorized: !blob,
    repeatable: method !== "POST" || key !== null,
    timeout:
      options.timeout === undefined ? settings.timeout : timeoutMilliseconds(options.timeout, "timeout"),
    maxRetries:
      options.maxRetries === undefined ? settings.maxRetries : retryCount(options.maxRetries, "maxRetries"),
    streamIdleTimeout:
      options.streamIdleTimeout === undefined
        ? settings.streamIdleTimeout
        : timeoutMilliseconds(options.streamIdleTimeout, "streamIdleTimeout"),
  };
}

/** The absolute URL of a call. A path as `baseURL` needs a page to stand on, which only a request can know. */
export function callUrl(call: PreparedCall, settings: Settings): string {
  if (!call.authorized) return call.path;
  const url = settings.baseURL + call.path;
  if (!url.startsWith("/")) return url;
  const origin = pageOrigin();
  if (origin === null) {
    throw new InvalidArgumentError(
      "baseURL",
      "baseURL is a path, and there is no page here to resolve it against: give an absolute URL outside of browsers.",
    );
  }
  return origin + url;
}
