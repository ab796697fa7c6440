import { InvalidArgumentError } from "../errors.ts";
import { invalid } from "./preflight.ts";

/**
 * `JSON.stringify` that refuses what JSON would change or drop in silence: `NaN`, functions, symbols, bigints, cycles,
 * invalid dates, lone surrogates, maps and sets. `undefined` as a property is left out, as JSON does.
 * @throws InvalidArgumentError whose `param` is the path, such as `messages[0].content`.
 */
export function serializeJson(value: unknown, param: string): string {
  let place = param;
  const holders: unknown[] = [];

  function check(value: unknown, path: string): void {
    place = path;
    const isObject = typeof value === "object" && value !== null;
    const holds = isObject
      ? !(
          holders.includes(value) ||
          value instanceof Map ||
          value instanceof Set ||
          Number.isNaN(value instanceof Date && value.getTime())
        )
      : typeof value === "string"
        ? !/\p{Cs}/u.test(value)
        : value === null || typeof value === "boolean" || Number.isFinite(value);
    if (!holds) throw invalid(path, "a value of JSON");
    if (!isObject) return;
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON === "function") return check(toJSON.call(value, ""), path);
    holders.push(value);
    // A list is copied, so that a hole in it shows as undefined.
    if (Array.isArray(value)) Array.from(value).forEach((item, index) => check(item, `${path}[${index}]`));
    else {
      for (const [key, item] of Object.entries(value)) {
        check(key, path);
        // The wire bag itself has no name: its fields are named as the caller wrote them.
        if (item !== undefined) check(item, path ? `${path}.${key}` : key);
      }
    }
    holders.pop();
  }

  try {
    check(value, param);
    return JSON.stringify(value);
  } catch (cause) {
    if (cause instanceof InvalidArgumentError) throw cause;
    // Nested too deep, the place is as long.
    throw invalid(place.slice(0, 100), "JSON, without getters that throw", cause);
  }
}
