import { InvalidArgumentError } from "../errors.ts";
import { isWellFormed } from "./json.ts";

/** Control characters would be dropped or split a header by what reads them next. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f]/;

export function hasControlCharacter(text: string): boolean {
  return controlCharacter.test(text);
}

/** @throws InvalidArgumentError unless `value` is a string with something in it. */
export function requireText(value: unknown, param: string): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new InvalidArgumentError(param, `${param} must be a non-empty string.`);
}

/**
 * An opaque id as ONE path segment (contract 3.0). Encoding alone is not enough: a URL parser resolves `..` even when
 * it was written by `encodeURIComponent`.
 * @throws InvalidArgumentError for an id that is blank, `.`, `..`, or holds control characters or lone surrogates.
 */
export function pathSegment(id: unknown, param: string): string {
  const text = requireText(id, param);
  if (text === "." || text === ".." || hasControlCharacter(text) || !isWellFormed(text)) {
    throw new InvalidArgumentError(param, `${param} is not an id.`);
  }
  return encodeURIComponent(text);
}

/** Query string with its `?`, `""` when empty: null and undefined skipped, lists as repeated keys (contract 3.0). */
export function queryString(query: { readonly [key: string]: unknown } | undefined): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === null || item === undefined) continue;
      const isScalar = typeof item === "string" || typeof item === "boolean" || typeof item === "bigint";
      if (!isScalar && !(typeof item === "number" && Number.isFinite(item))) {
        throw new InvalidArgumentError(
          key,
          `${key} must be text, a finite number, a boolean or a list of these.`,
        );
      }
      search.append(key, String(item));
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}

/** Milliseconds; `0` and `Infinity` switch the limit off (contract 2). */
export function timeoutMilliseconds(value: unknown, param: string): number {
  if (typeof value === "number" && value >= 0) return value === 0 ? Infinity : value;
  throw new InvalidArgumentError(param, `${param} must be a number of milliseconds, 0 for none.`);
}

/** Attempts after the first: truncated to an integer, at least 0 (contract 2). */
export function retryCount(value: unknown, param: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return Math.max(0, Math.trunc(value));
  throw new InvalidArgumentError(param, `${param} must be a finite number.`);
}

/** Header names and values that every runtime accepts; a message never holds a value. */
export function requireHeaders(value: unknown, param: string): [string, string][] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null) {
    throw new InvalidArgumentError(param, `${param} must be an object of header names and values.`);
  }
  const entries: [string, unknown][] = value instanceof Headers ? [...value] : Object.entries(value);
  return entries.map(([name, text]) => {
    if (
      !/^[\w!#$%&'*+.^`|~-]+$/.test(name) ||
      typeof text !== "string" ||
      !/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(text)
    ) {
      throw new InvalidArgumentError(param, `${param} has a name or value that is no valid HTTP header.`);
    }
    return [name, text];
  });
}

/** Printable ASCII without spaces, as keys and tokens in headers must be; the message never holds the value. */
export function requireToken(value: unknown, param: string): string {
  if (typeof value === "string" && /^[\u0021-\u007e]{1,}$/.test(value)) return value;
  throw new InvalidArgumentError(param, `${param} must be printable ASCII without spaces.`);
}

const requestOptionNames = ["signal", "maxRetries", "headers", "idempotencyKey", "streamIdleTimeout"];

/** Wire bags hold wire fields only: a signal in one would be sent as `{}` and abort nothing (contract 4). */
export function refuseRequestOptions(params: object, method: string): void {
  const misplaced = requestOptionNames.find((name) => name in params);
  if (misplaced !== undefined) {
    throw new InvalidArgumentError(
      misplaced,
      `${misplaced} is a request option: pass it as the last argument, ${method}(params, { ${misplaced} }).`,
    );
  }
}

export function requireObject(value: unknown, param: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidArgumentError(param, `${param} must be an object.`);
  }
}
