import { VERSION } from "../version.ts";
import { mintIdempotencyKey } from "./idempotency-key.ts";
import { serializeJson } from "./json.ts";
import {
  invalid,
  queryString,
  requireHeaders,
  requireMilliseconds,
  requireRetries,
  requireToken,
} from "./preflight.ts";
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
  readonly body: string | ArrayBuffer | Blob | null;
  /** False for a signed upload, which goes to another host. */
  readonly authorized: boolean;
  /** Whether an attempt with an unknown outcome may be sent again without being charged twice. */
  readonly repeatable: boolean;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly streamIdleTimeout: number | undefined;
}

/** A form's bytes, and its type with the boundary. */
export interface EncodedForm {
  readonly body: ArrayBuffer;
  readonly contentType: string | null;
}

/** Encoded once, so that a retry repeats the boundary too. */
export async function encodeForm(form: FormData): Promise<EncodedForm> {
  const encoded = new Response(form);
  return { body: await encoded.arrayBuffer(), contentType: encoded.headers.get("content-type") };
}

/** The key of a call, `null` when it has none; a call of several POSTs derives the keys of each from it. */
export function idempotencyKeyOf(options: RequestOptions | undefined, settings: Settings): string | null {
  const given = options?.idempotencyKey;
  if (given !== undefined) return requireToken(given, "idempotencyKey");
  return settings.idempotency ? mintIdempotencyKey() : null;
}

/** @throws InvalidArgumentError for a bad option, header or body. */
export function prepareCall(call: Call, settings: Settings, form?: EncodedForm): PreparedCall {
  const { method, blob, json, options = {} } = call;
  const { signal, timeout, maxRetries, streamIdleTimeout } = options;
  if (signal !== undefined && typeof signal?.addEventListener !== "function")
    throw invalid("signal", "an AbortSignal");
  const headers = new Headers({ accept: call.accept ?? "application/json" });
  if (!blob) {
    if (!isBrowser()) headers.set("user-agent", `pareta-typescript/${VERSION}`);
    const given = [...settings.defaultHeaders, ...requireHeaders(options.headers, "headers")];
    for (const [name, value] of given) headers.set(name, value);
    headers.delete("authorization");
  }
  const contentType = form ? form.contentType : json === undefined ? null : "application/json";
  // A blob brings its own type.
  if (contentType) headers.set("content-type", contentType);
  else headers.delete("content-type");
  const ownKey = options.idempotencyKey ?? headers.get("idempotency-key") ?? undefined;
  const key = method === "POST" ? idempotencyKeyOf({ idempotencyKey: ownKey }, settings) : null;
  headers.delete("idempotency-key");
  if (key) headers.set("idempotency-key", key);
  return {
    method,
    path: call.path + queryString(call.query),
    headers,
    body: json === undefined ? (blob ?? form?.body ?? null) : serializeJson(json, ""),
    authorized: !blob,
    repeatable: method !== "POST" || key !== null,
    timeout: timeout === undefined ? settings.timeout : requireMilliseconds(timeout, "timeout"),
    maxRetries: maxRetries === undefined ? settings.maxRetries : requireRetries(maxRetries, "maxRetries"),
    streamIdleTimeout:
      streamIdleTimeout === undefined
        ? settings.streamIdleTimeout
        : requireMilliseconds(streamIdleTimeout, "streamIdleTimeout"),
  };
}

/** The absolute URL of a call. A path as `baseURL` needs a page to stand on, which only a request can know. */
export function callUrl({ authorized, path }: PreparedCall, { baseURL }: Settings): string {
  if (!authorized) return path;
  if (!baseURL.startsWith("/") && baseURL) return baseURL + path;
  const origin = pageOrigin();
  if (!origin) throw invalid("baseURL", "absolute where there is no page to resolve a path against");
  return origin + baseURL + path;
}
