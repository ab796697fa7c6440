import { memo } from "../memory/memo.ts";
import { startSlice } from "./slice.ts";

/** Characters up to which an id is the text itself, and is there at once. */
const maxTextLength = 4096;

/** Characters that are hashed at a time, between which clicks and paints get their turn. */
const batchLength = 65_536;

const ids = new WeakMap<object, number>();
let lastId = 0;

/** A file is the same as itself: its bytes are not read. No JSON text begins like this. */
const identity = (value: object): string => `#${memo(ids, value, () => ++lastId)}`;

/**
 * What tells a request from every other: its path and its input as canonical text, names of fields in order. Equal texts
 * are equal requests, and nothing else is. Up to 4,096 characters the text itself, at once; of more its SHA-256, read in
 * pieces that do not hold up the page. Never throws: an object that JSON cannot carry is only equal to itself.
 */
export function actId(path: readonly string[], input: unknown): string | Promise<string> {
  const pieces = piecesOf(path, input);
  let text = "";
  for (;;) {
    const next = pieces.next();
    if (next.done) return text;
    text += next.value;
    if (text.length > maxTextLength) return digest(text, pieces);
  }
}

/** The canonical text of a path and an input, field by field and element by element. */
function* piecesOf(path: readonly string[], input: unknown): Generator<string> {
  yield canonicalText(path);
  const fields = fieldsOf(input);
  yield fields ? ",{" : `,${canonicalText(input)}`;
  for (const [name, value] of fields ?? []) {
    yield `${JSON.stringify(name)}:`;
    if (Array.isArray(value)) {
      yield "[";
      for (const item of Array.from<unknown>(value)) yield `${canonicalText(item)},`;
      yield "],";
    } else yield `${canonicalText(value)},`;
  }
}

/** The fields of a plain object that JSON carries, by name; `null` for anything else. */
function fieldsOf(value: unknown): (readonly [string, unknown])[] | null {
  try {
    if (!isPlain(value)) return null;
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return fields.toSorted(([one], [other]) => (one < other ? -1 : 1));
  } catch {
    return null;
  }
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null || "toJSON" in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm have another `Object.prototype`.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** JSON with the fields in order; what JSON would change or drop is told apart. */
export function canonicalText(value: unknown): string {
  try {
    return textOf(value);
  } catch {
    // A ring, a getter that throws, too deep.
    return identity(Object(value));
  }
}

function textOf(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (typeof value === "function") return identity(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? typeof value;
  if ("toJSON" in value && typeof value.toJSON === "function") return textOf(value.toJSON(""));
  if (Array.isArray(value)) return `[${Array.from(value, (item: unknown) => textOf(item)).join(",")}]`;
  const fields = fieldsOf(value);
  if (!fields) return identity(value);
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${textOf(field)}`).join(",")}}`;
}

/** The SHA-256 of a text and what follows it; the text itself where it cannot be computed, as on plain http. */
async function digest(text: string, pieces: Generator<string>): Promise<string> {
  const slice = startSlice();
  let hash: string | null = "";
  let batch = text;
  for (;;) {
    const next = pieces.next();
    if (!next.done) batch += next.value;
    if (hash !== null && (next.done || batch.length >= batchLength)) {
      hash = await sha256(hash + batch);
      if (hash !== null) batch = "";
    }
    if (next.done) return hash === null ? batch : `sha256:${hash}`;
    if (slice.isOver) await slice.next();
  }
}

/** In hexadecimal; `null` where there is no `crypto.subtle`, or it does not take our bytes. */
async function sha256(text: string): Promise<string | null> {
  try {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return null;
  }
}
