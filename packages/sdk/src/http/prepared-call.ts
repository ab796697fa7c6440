import { VERSION } from "../version.ts";
import { mintIdempotencyKey } from "./idempotency-key.ts";
import { serializeJson } from "./json.ts";
import type { EncodedForm, FormPart } from "./multipart.ts";
import { demand, queryString, requireHeaders, requireToken } from "./preflight.ts";
import { isBrowser, pageOrigin } from "./runtime.ts";
import { type Limits, type RequestOptions, resolveLimits, type Settings } from "./settings.ts";

/** One call as a resource describes it. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path with its segments encoded, such as `/v1/models`; or, for a signed upload, an absolute URL. */
  readonly path: string;
  readonly query?: { readonly [key: string]: unknown } | undefined;
  /** Sent as JSON; paths in errors start at its fields. */
  readonly json?: object;
  /** Sent as multipart/form-data. */
  readonly form?: readonly FormPart[];
  /** Sent as it is, with its own type and without anything of ours: no key, no default headers. */
  readonly blob?: Blob;
  /** Of a JSON answer: bytes at most. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Of a stream: the milliseconds of silence that it may keep by default. */
  readonly idleTimeout?: number;
  readonly options?: RequestOptions | undefined;
}

/** A call checked and complete: every attempt sends the same bytes under the same idempotency key. */
export interface PreparedCall extends Limits {
  readonly method: Call["method"];
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | ArrayBuffer | Blob | undefined;
  /** False for a signed upload, which goes to another host. */
  readonly isAuthorized: boolean;
  /** Whether an attempt with an unknown outcome may be sent again without being charged twice. */
  readonly isRepeatable: boolean;
  /** Whether the caller still wants another attempt. */
  readonly canRetry: () => boolean;
}

/** The key of a call, `undefined` when it has none; a call of several POSTs derives the keys of each from it. */
export function idempotencyKeyOf(
  options: RequestOptions | undefined,
  settings: Settings,
): string | undefined {
  const given = options?.idempotencyKey ?? requireHeaders(options?.headers, "headers")["idempotency-key"];
  if (typeof given === "string") return requireToken(given, "idempotencyKey");
  return settings.idempotency ? mintIdempotencyKey() : undefined;
}

/** @throws InvalidArgumentError for a bad option, header or body. */
export function prepareCall(call: Call, settings: Settings, form?: EncodedForm): PreparedCall {
  const { method, blob, json } = call;
  const options = call.options ?? {};
  const { signal, canRetry = () => true } = options;
  demand(typeof canRetry === "function", "canRetry", "a function");
  demand(signal === undefined || typeof signal?.addEventListener === "function", "signal", "an AbortSignal");
  const headers = new Headers(
    blob
      ? {}
      : {
          accept: call.idleTimeout ? "text/event-stream" : "application/json",
          ...(isBrowser() ? {} : { "user-agent": `pareta-typescript/${VERSION}` }),
          ...settings.defaultHeaders,
          ...requireHeaders(options.headers, "headers"),
        },
  );
  const own = {
    authorization: undefined,
    // A blob brings its own type.
    "content-type": form ? form.contentType : json && "application/json",
    "idempotency-key": method === "POST" ? idempotencyKeyOf(options, settings) : undefined,
  };
  for (const [name, value] of Object.entries(own)) {
    headers.delete(name);
    if (value) headers.set(name, value);
  }
  return {
    ...resolveLimits(options, {
      ...settings,
      streamIdleTimeout: settings.streamIdleTimeout ?? call.idleTimeout ?? 0,
    }),
    method,
    url: blob ? call.path : absoluteURL(settings.baseURL + call.path + queryString(call.query)),
    headers,
    body: json ? serializeJson(json, "") : (blob ?? form?.body),
    isAuthorized: !blob,
    isRepeatable: method !== "POST" || headers.has("idempotency-key"),
    canRetry,
  };
}

/** A path needs a page to stand on, which only a request can know: clients are made where there is none too. */
function absoluteURL(url: string): string {
  if (!url.startsWith("/")) return url;
  const origin = pageOrigin();
  demand(origin, "baseURL", "absolute where there is no page");
  return origin + url;
}
