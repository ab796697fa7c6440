/**
 * Readers that turn what a server sent into plain data with the types promised (contract 4). An optional field that is
 * missing or odd reads as `null`; what must be there and is not breaks the contract.
 */
export type JsonRecord = { readonly [key: string]: unknown };

/** Fields the server sent beyond those this package names, verbatim. */
export type Extra = { readonly [key: string]: unknown };

/** A list with at least one element, so that `[0]` needs no guard. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** A 2xx body that breaks the contract; it becomes an `APIResponseError` with the answer's status and request id. */
export class ContractViolation extends Error {}

/** Reads one value; `what` names it in an error. */
export type Reader<T> = (value: unknown, what: string) => T;

export const noExtra: Extra = Object.freeze({});

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function record(value: unknown, what: string): JsonRecord {
  if (isRecord(value)) return value;
  throw new ContractViolation(`${what} is not an object`);
}

export const requiredText: Reader<string> = (value, what) => {
  if (typeof value === "string" && value !== "") return value;
  throw new ContractViolation(`${what} is missing`);
};

export const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

export const numberOrNull = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

/** True only for `true`. */
export const flag = (value: unknown): boolean => value === true;

/** A list, `[]` when absent. */
export const listOf =
  <T>(reader: Reader<T>): Reader<T[]> =>
  (value, what) => {
    if (value === undefined || value === null) return [];
    return requiredList(reader)(value, what);
  };

export const requiredList =
  <T>(reader: Reader<T>): Reader<T[]> =>
  (value, what) => {
    if (Array.isArray(value)) return value.map((item, index) => reader(item, `${what}[${index}]`));
    throw new ContractViolation(`${what} is not a list`);
  };

export const orNull =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value, what) =>
    value === undefined || value === null ? null : reader(value, what);

/** One field of an envelope. */
export const within =
  <T>(name: string, reader: Reader<T>): Reader<T> =>
  (value, what) =>
    reader(record(value, what)[name], `${what}.${name}`);

type Fields = { readonly [name: string]: Reader<unknown> };

type Shaped<F extends Fields> = { readonly [Name in keyof F]: ReturnType<F[Name]> } & {
  readonly extra: Extra;
};

/**
 * An object with these fields, and all others in `extra`. A field is read under its name in snake_case, or as it is
 * written here: the wire mixes both (contract 3.4). `silent` names what the server sends and nobody needs.
 */
export function shape<F extends Fields>(fields: F, silent: readonly string[] = []): Reader<Shaped<F>> {
  const names = Object.keys(fields).map((name) => [name, snakeCase(name), fields[name]] as const);
  const known = new Set([...silent, ...names.flatMap(([name, wireName]) => [name, wireName])]);
  return (value, what) => {
    const source = record(value, what);
    const decoded: Record<string, unknown> = {};
    for (const [name, wireName, reader] of names) {
      decoded[name] = reader?.(source[wireName] ?? source[name], `${what}.${wireName}`);
    }
    decoded["extra"] = extra(source, known);
    return decoded as Shaped<F>;
  };
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
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
