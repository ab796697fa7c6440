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
  const writer = new JsonWriter();
  try {
    return writer.write(value, param);
  } catch (cause) {
    if (cause instanceof InvalidArgumentError) throw cause;
    // Nested too deep, the place is as long.
    throw invalid(writer.place.slice(0, 100), "JSON, without getters that throw", cause);
  }
}

class JsonWriter {
  /** Path of the value that is being written. */
  place = "";
  /** The objects around it. */
  readonly #holders: object[] = [];

  write(value: unknown, path: string, key = ""): string {
    this.place = path;
    if (typeof value === "object" && value !== null) {
      const { toJSON } = value as { toJSON?: unknown };
      if (typeof toJSON !== "function" || !isTrueToItself(value)) return this.#structure(value, path);
      const told: unknown = toJSON.call(value, key);
      return typeof told === "object" && told !== null ? this.#structure(told, path) : this.write(told, path);
    }
    const isText = typeof value === "string" && !/\p{Cs}/u.test(value);
    if (!isText && value !== null && typeof value !== "boolean" && !Number.isFinite(value)) refuse(path, "");
    return JSON.stringify(value);
  }

  #structure(value: object, path: string): string {
    if (this.#holders.includes(value)) refuse(path, ", not a cycle");
    this.#holders.push(value);
    const text = Array.isArray(value) ? this.#list(value, path) : this.#fields(value, path);
    this.#holders.pop();
    return text;
  }

  #list(list: readonly unknown[], path: string): string {
    // A copy shows a hole as undefined.
    const items = Array.from(list, (item, index) => this.write(item, `${path}[${index}]`, String(index)));
    return `[${items.join(",")}]`;
  }

  #fields(value: object, path: string): string {
    if (!isPlain(value)) refuse(path, `, not of ${typeOf(value)}`);
    const fields: string[] = [];
    for (const [name, item] of Object.entries(value)) {
      const key = this.write(name, path);
      // The wire bag itself has no name: its fields are named as the caller wrote them.
      if (item !== undefined)
        fields.push(`${key}:${this.write(item, path ? `${path}.${name}` : name, name)}`);
    }
    return `{${fields.join(",")}}`;
  }
}

function refuse(path: string, hint: string): never {
  throw invalid(path, `a value of JSON${hint}`);
}

/** An invalid date calls itself null, and Node's buffers a list of numbers. */
function isTrueToItself(value: object): boolean {
  return !ArrayBuffer.isView(value) && !(kindOf(value) === "Date" && Number.isNaN(Number(value)));
}

/** Made by `{}`, `Object.create(null)` or `JSON.parse`, in this realm or another. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  const isBare = prototype === null || Object.hasOwn(Object(prototype), "isPrototypeOf");
  return isBare && kindOf(value) === "Object";
}

function typeOf(value: object): string {
  const kind = kindOf(value);
  return kind === "Object" ? "a class" : `type ${kind}`;
}

/** Such as `Promise`, `File` or `Uint8Array`; `Object` for plain objects and instances of classes. */
function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
