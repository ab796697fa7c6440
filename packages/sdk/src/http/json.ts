import { InvalidArgumentError } from "../errors.ts";
import { invalid } from "./preflight.ts";

/**
 * Writes JSON as `JSON.stringify` does, but refuses what that would change or drop in silence: `NaN`, functions, symbols,
 * bigints, cycles, invalid dates, lone surrogates, and every object that is neither a list, nor plain, nor has `toJSON`:
 * a promise, a file or bytes would be sent, and billed, as `{}`. `undefined` as a property is left out, as JSON does.
 * Each property is read once, so that what was checked is what is sent.
 * @throws InvalidArgumentError whose `param` is the path, such as `messages[0].content`.
 */
export function serializeJson(value: unknown, param: string): string {
  /** Path of the value that is being written. */
  let place = "";
  /** The objects around it. */
  const holders: object[] = [];

  function refuse(hint = ""): never {
    throw invalid(place, `a value of JSON${hint}`);
  }

  function write(value: unknown, path: string, key = ""): string {
    place = path;
    const told = isObject(value) ? ownForm(value, key) : value;
    if (isObject(told)) return writeObject(told, path);
    const isText = typeof told === "string" && !/\p{Cs}/u.test(told);
    if (!isText && told !== null && typeof told !== "boolean" && !Number.isFinite(told)) refuse();
    return JSON.stringify(told);
  }

  function writeObject(value: object, path: string): string {
    if (holders.includes(value)) refuse(", not a cycle");
    holders.push(value);
    const text = Array.isArray(value) ? `[${writeList(value, path)}]` : `{${writeFields(value, path)}}`;
    holders.pop();
    return text;
  }

  function writeList(list: readonly unknown[], path: string): string {
    // A copy shows a hole as undefined.
    return Array.from(list, (item, index) => write(item, `${path}[${index}]`, String(index))).join();
  }

  function writeFields(value: object, path: string): string {
    if (!isPlain(value))
      refuse(`, not of ${kindOf(value) === "Object" ? "a class" : `type ${kindOf(value)}`}`);
    const fields: string[] = [];
    for (const [name, item] of Object.entries(value)) {
      const key = write(name, path);
      // The wire bag itself has no name: its fields are named as the caller wrote them.
      if (item !== undefined) fields.push(`${key}:${write(item, path ? `${path}.${name}` : name, name)}`);
    }
    return fields.join();
  }

  try {
    return write(value, param);
  } catch (cause) {
    if (cause instanceof InvalidArgumentError) throw cause;
    // Nested too deep, the place is as long.
    throw invalid(place.slice(0, 100), "JSON, without getters that throw", cause);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** What its `toJSON` gives. Not asked are invalid dates, which call themselves null, and Node's buffers: a list of numbers. */
function ownForm(value: object, key: string): unknown {
  const { toJSON } = value as { toJSON?: unknown };
  const isTrue = !ArrayBuffer.isView(value) && !(kindOf(value) === "Date" && Number.isNaN(Number(value)));
  return typeof toJSON === "function" && isTrue ? (toJSON.call(value, key) as unknown) : value;
}

/** Made by `{}`, `Object.create(null)` or `JSON.parse`, in this realm or another. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  const isBare = prototype === null || Object.hasOwn(Object(prototype), "isPrototypeOf");
  return isBare && kindOf(value) === "Object";
}

/** Such as `Promise`, `File` or `Uint8Array`; `Object` for plain objects and instances of classes. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
