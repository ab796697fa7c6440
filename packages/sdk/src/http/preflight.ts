import { InvalidArgumentError } from "../errors.ts";

/** The error for an argument: `param` must be … */
export function invalid(param: string, must: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError(`${param} must be ${must}.`, { param, outcome: "not-sent", cause });
}

export function requireText(value: unknown, param: string): string {
  if (typeof value === "string" && value.trim()) return value;
  throw invalid(param, "a non-empty string");
}

export function requireObject(value: unknown, param: string): asserts value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(param, "an object");
}

export function requireCount(value: unknown, param: string, least: number): number {
  if (Number.isInteger(value) && Number(value) >= least) return Number(value);
  throw invalid(param, `an integer, ${least} or more`);
}

/** Milliseconds; `0` and `Infinity` switch the limit off (contract 2). */
export function requireMilliseconds(value: unknown, param: string): number {
  if (typeof value === "number" && value >= 0) return value || Infinity;
  throw invalid(param, "milliseconds, 0 for no limit");
}

/** Attempts after the first: truncated to an integer, at least 0 (contract 2). */
export function requireRetries(value: unknown, param: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return Math.max(0, Math.trunc(value));
  throw invalid(param, "a finite number");
}

/** Printable ASCII without spaces, as keys in headers must be; the message never holds the value. */
export function requireToken(value: unknown, param: string): string {
  if (typeof value === "string" && /^[!-~]+$/.test(value)) return value;
  throw invalid(param, "printable ASCII without spaces");
}

/** Headers the runtime accepts. Its own error quotes the value, which may be a secret, so it is not passed on. */
export function requireHeaders(value: Record<string, string> | undefined, param: string): [string, string][] {
  try {
    return [...new Headers(value)];
  } catch {
    throw invalid(param, "names and values of HTTP headers");
  }
}

/**
 * An opaque id as ONE path segment (contract 3.0). Encoding alone is not enough: a URL parser resolves `..` even when
 * it was written by `encodeURIComponent`. Control characters and lone surrogates are refused too.
 */
export function pathSegment(id: unknown, param: string): string {
  const text = requireText(id, param);
  if (/^\.\.?$|[\p{Cc}\p{Cs}]/u.test(text)) throw invalid(param, "an id");
  return encodeURIComponent(text);
}

/** Query string with its `?`, `""` when empty: null and undefined skipped, lists as repeated keys (contract 3.0). */
export function queryString(query: { readonly [key: string]: unknown } | undefined): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    for (const item of [value].flat()) {
      if (item === null || item === undefined) continue;
      if (typeof item !== "string" && typeof item !== "boolean" && !Number.isFinite(item))
        throw invalid(key, "text, a finite number, a boolean or a list of these");
      search.append(key, `${item as string | number | boolean}`);
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}

/** Wire bags hold wire fields only: a signal in one would be sent as `{}` and abort nothing (contract 4). */
export function requireParams(params: unknown): asserts params is object {
  requireObject(params, "params");
  for (const name of ["signal", "maxRetries", "headers", "idempotencyKey", "streamIdleTimeout"]) {
    if (name in params) throw invalid(name, "in the last argument, beside the parameters");
  }
}
