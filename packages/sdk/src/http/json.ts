import { InvalidArgumentError } from "../errors.ts";

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

export function isWellFormed(text: string): boolean {
  return !loneSurrogate.test(text);
}

/** Why JSON could not carry the value, `null` when it can. `undefined` as a property is left out, as JSON does. */
function objection(value: unknown, isElement: boolean): string | null {
  switch (typeof value) {
    case "string":
      return isWellFormed(value) ? null : "holds half of a surrogate pair";
    case "number":
      return Number.isFinite(value) ? null : `is ${value}, which JSON would turn into null`;
    case "bigint":
    case "function":
    case "symbol":
      return `is a ${typeof value}`;
    case "undefined":
      return isElement ? "is undefined, which JSON would turn into null" : null;
    default:
      return value instanceof Map || value instanceof Set ? "is a Map or Set, which JSON would empty" : null;
  }
}

/**
 * `JSON.stringify` that refuses what JSON would change or drop in silence, naming the place: `NaN`, functions, symbols,
 * bigints, cycles, invalid dates, lone surrogates, maps and sets.
 * @throws InvalidArgumentError whose `param` is the path, such as `messages[0].content`.
 */
export function serializeJson(value: unknown, param: string): string {
  const holders: object[] = [];
  const paths: string[] = [];
  let path = param;
  try {
    return JSON.stringify(value, function (this: object, key: string, current: unknown) {
      while (holders.length > 0 && holders.at(-1) !== this) {
        holders.pop();
        paths.pop();
      }
      const isElement = Array.isArray(this);
      const parent = paths.at(-1);
      path = parent === undefined ? param : joinPath(parent, key, isElement);
      const original: unknown = parent === undefined ? value : Reflect.get(this, key);
      const problem =
        original instanceof Date && Number.isNaN(original.getTime())
          ? "is an invalid date"
          : isWellFormed(key)
            ? objection(current, isElement)
            : "has a key with half of a surrogate pair";
      if (problem) throw new InvalidArgumentError(path, `${path} ${problem}; it cannot be sent as JSON.`);
      if (typeof current === "object" && current !== null) {
        holders.push(current);
        paths.push(path);
      }
      return current;
    });
  } catch (cause) {
    if (cause instanceof InvalidArgumentError) throw cause;
    throw new InvalidArgumentError(
      path,
      `${path} cannot be sent as JSON: a cycle, a nesting too deep, or a getter or toJSON that throws.`,
      { cause },
    );
  }
}

/** The wire bag has no name of its own: its fields are named as the caller wrote them. */
function joinPath(parent: string, key: string, isElement: boolean): string {
  if (isElement) return `${parent}[${key}]`;
  return parent === "" ? key : `${parent}.${key}`;
}
