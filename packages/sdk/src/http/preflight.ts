import { InvalidArgumentError } from "../errors.ts";

/** The error for an argument: `param` must be … */
export function invalid(param: string, must: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError(`${param} must be ${must}.`, { param, outcome: "not-sent", cause });
}

/** @throws InvalidArgumentError unless `condition` holds. */
export function demand(condition: unknown, param: string, must: string): asserts condition {
  if (!condition) throw invalid(param, must);
}

export function requireText(value: unknown, param: string): string {
  demand(typeof value === "string" && value.trim(), param, "a non-empty string");
  return value;
}

export function requireObject(value: unknown, param: string): asserts value is object {
  demand(typeof value === "object" && value && !Array.isArray(value), param, "an object");
}

export function requireCount(value: number, param: string, least: number): number {
  demand(Number.isInteger(value) && value >= least, param, `an integer, ${least} or more`);
  return value;
}

/** Printable ASCII without spaces, as keys in headers must be; the message never holds the value. */
export function requireToken(value: string, param: string): string {
  demand(typeof value === "string" && /^[!-~]+$/.test(value), param, "printable ASCII without spaces");
  return value;
}

/** Headers the runtime accepts. Its own error quotes the value, which may be a secret, so it is not passed on. */
export function requireHeaders(
  value: Record<string, string> | undefined,
  param: string,
): Record<string, string> {
  try {
    return Object.fromEntries(new Headers(value));
  } catch {
    throw invalid(param, "HTTP headers");
  }
}

/**
 * An opaque id as ONE path segment (contract 3.0). Encoding alone is not enough: a URL parser resolves `..` even when
 * it was written by `encodeURIComponent`. Control characters and lone surrogates are refused too.
 */
export function pathSegment(id: unknown, param: string): string {
  const text = requireText(id, param);
  demand(!/^\.\.?$|[\p{Cc}\p{Cs}]/u.test(text), param, "an id");
  return encodeURIComponent(text);
}

/** Query string with its `?`, `""` when empty: null and undefined skipped, lists as repeated keys (contract 3.0). */
export function queryString(query: { readonly [key: string]: unknown } | undefined): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    for (const item of [value].flat()) {
      if (item === null || item === undefined) continue;
      const isPlain = typeof item === "string" || typeof item === "boolean" || Number.isFinite(item);
      demand(isPlain, key, "text, numbers or booleans");
      search.append(key, `${item as string | number | boolean}`);
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}

/** Wire bags hold wire fields only: a signal in one would be sent as `{}` and abort nothing (contract 4). */
export function requireParams(params: unknown): asserts params is object {
  requireObject(params, "params");
  for (const name of ["signal", "maxRetries", "canRetry", "headers", "idempotencyKey", "streamIdleTimeout"]) {
    demand(!(name in params), name, "in the last argument");
  }
}
