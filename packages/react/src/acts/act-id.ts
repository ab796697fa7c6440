import { isPlain } from "../memory/is-plain.ts";
import { memo } from "../memory/memo.ts";

const ids = new WeakMap<object, number>();
let lastId = 0;

/** A file is the same as itself: its bytes are not read. */
const identityOf = (value: object): string => `object ${memo(ids, value, () => ++lastId)}`;

/**
 * What tells a request from every other: its path and its input as canonical text. Equal texts are equal requests, and
 * nothing else is.
 */
export function actId(path: readonly string[], input: unknown): string {
  return `${canonicalText(path)},${canonicalText(input)}`;
}

/**
 * JSON with the fields in order, and after it what JSON would change or drop, each with its place. Never throws: an
 * object that cannot be read is only equal to itself.
 */
export function canonicalText(value: unknown): string {
  let place = 0;
  let others = "";
  const replacer = (_: string, item: unknown): unknown => {
    place++;
    if (isJson(item)) return isPlain(item) ? inOrder(item) : item;
    others += `#${place} ${nameOf(item)}`;
    return null;
  };
  try {
    return JSON.stringify(value, replacer) + others;
  } catch {
    // A ring, a getter that throws, too deep.
    return `#${identityOf(Object(value))}`;
  }
}

/** What stands for a value that JSON does not carry. */
function nameOf(value: unknown): string {
  if (typeof value === "function" || (typeof value === "object" && value !== null)) return identityOf(value);
  return `${typeof value} ${String(value)}`;
}

function isJson(item: unknown): boolean {
  if (typeof item === "number") return Number.isFinite(item);
  return (
    typeof item === "string" ||
    typeof item === "boolean" ||
    item === null ||
    Array.isArray(item) ||
    isPlain(item)
  );
}

/** The same fields by name. One without a value is as good as absent. */
function inOrder(item: object): object {
  const fields = Object.entries(item).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
