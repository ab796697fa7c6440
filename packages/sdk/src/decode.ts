/**
 * Readers that turn what a server sent into plain data with the types promised (contract 4). An optional field that is
 * missing or odd reads as `null`; what must be there and is not breaks the contract.
 */
export type JsonRecord = { readonly [key: string]: unknown };

/** Fields the server sent beyond those this package names, verbatim. */
export type Extra = { readonly [key: string]: unknown };

/** A list with at least one element, so that `[0]` needs no guard. */
export type NonEmpty<T> = readonly [T, ...T[]];

export function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0;
}

/** A 2xx body that breaks the contract; it becomes an `APIResponseError` with the answer's status and request id. */
export class ContractViolation extends Error {}

/** Reads one value, `undefined` when it is absent; `what` names it in an error. */
export type Reader<T> = (value: unknown, what: string) => T;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function record(value: unknown, what: string): JsonRecord {
  if (isRecord(value)) return value;
  throw new ContractViolation(`${what} is not an object`);
}

export const requiredText: Reader<string> = (value, what) => {
  if (typeof value === "string" && value) return value;
  throw new ContractViolation(`${what} is missing`);
};

export const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

export const numberOrNull = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

/**
 * Text as it is, other values as their JSON.
 * @throws ContractViolation for what is nested deeper than the runtime can write.
 */
export function jsonText(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value);
  } catch {
    throw new ContractViolation("it is nested too deep");
  }
}

/** True only for `true`. */
export const flag = (value: unknown): boolean => value === true;

export const anything = (value: unknown): unknown => value ?? null;

/** A list that has to be there; `null` is what some servers write for an empty one. */
export const requiredList =
  <T>(reader: Reader<T>): Reader<T[]> =>
  (value, what) => {
    if (value === null) return [];
    if (Array.isArray(value)) return value.map((item) => reader(item, what));
    throw new ContractViolation(`${what} is not a list`);
  };

const none: readonly never[] = Object.freeze([]);

/** A list, empty when absent. */
export const listOf =
  <T>(reader: Reader<T>): Reader<readonly T[]> =>
  (value, what) =>
    Array.isArray(value) ? value.map((item) => reader(item, what)) : none;

/** An object, or `absent`. */
export const recordOr =
  <T, A>(reader: Reader<T>, absent: A): Reader<T | A> =>
  (value, what) =>
    isRecord(value) ? reader(value, what) : absent;

/** One field of an envelope. */
export const within =
  <T>(name: string, reader: Reader<T>): Reader<T> =>
  (value, what) =>
    reader(record(value, what)[name], name);

type Fields = { readonly [name: string]: Reader<unknown> };

type Shaped<F extends Fields> = { readonly [Name in keyof F]: ReturnType<F[Name]> } & {
  readonly extra: Extra;
};

/**
 * An object with these fields, and all others in `extra`. A field is found under its name in snake_case, or as it is
 * written here: the wire mixes both (contract 3.4).
 */
export function shape<F extends Fields>(fields: F): Reader<Shaped<F>> {
  const entries = Object.entries(fields).map(([name, reader]) => {
    const wireName = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return { name, wireName, reader };
  });
  const known = new Set(entries.flatMap(({ name, wireName }) => [name, wireName]));
  return (value, what) => {
    const source = record(value, what);
    const decoded: Record<string, unknown> = {};
    for (const { name, wireName, reader } of entries) {
      decoded[name] = reader(source[wireName] ?? source[name], wireName);
    }
    decoded["extra"] = extra(source, (field) => known.has(field));
    return decoded as Shaped<F>;
  };
}

const noExtra: Extra = Object.freeze({});

/** The fields that are not known, verbatim; one shared frozen object when there are none. */
export function extra(source: JsonRecord, isKnown: (name: string, value: unknown) => boolean): Extra {
  for (const key in source) {
    // `fromEntries` defines: assigning to __proto__ would set the prototype, here it stays data like any other name.
    if (!isKnown(key, source[key]))
      return Object.fromEntries(Object.entries(source).filter(([name, value]) => !isKnown(name, value)));
  }
  return noExtra;
}
