/**
 * Readers that turn what a server sent into plain data with the types promised (contract 4).
 * They never throw for a missing or odd optional field; what must be there goes through `required`.
 */
export type JsonRecord = { readonly [key: string]: unknown };

/** Fields the server sent beyond those this package names, verbatim. */
export type Extra = { readonly [key: string]: unknown };

/** A list with at least one element, so that `[0]` needs no guard. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** A 2xx body that breaks the contract; the transport turns it into an `APIResponseError` with status and request id. */
export class ContractViolation extends Error {}

export const noExtra: Extra = Object.freeze({});

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function record(value: unknown, what: string): JsonRecord {
  if (isRecord(value)) return value;
  throw new ContractViolation(`${what} is not an object`);
}

export function list<T>(value: unknown, what: string, decode: (item: unknown) => T): T[] {
  if (Array.isArray(value)) return value.map((item) => decode(item));
  throw new ContractViolation(`${what} is not a list`);
}

export function requiredText(value: unknown, what: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new ContractViolation(`${what} is missing`);
}

export function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export function numberOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** The record's own keys that are not in `known`, verbatim; one shared frozen object when there are none. */
export function extra(source: JsonRecord, known: ReadonlySet<string>): Extra {
  let unknownEntries: [string, unknown][] | undefined;
  for (const key in source) {
    if (!known.has(key)) (unknownEntries ??= []).push([key, source[key]]);
  }
  // fromEntries defines own properties, so a key named __proto__ stays data.
  return unknownEntries ? Object.fromEntries(unknownEntries) : noExtra;
}
