import { memo } from "../memory/memo.ts";
import { startSlice } from "./slice.ts";

const ids = new WeakMap<object, number>();
let lastId = 0;

/** A file is the same as itself: its bytes are not read. */
const identity = (value: object): number => memo(ids, value, () => ++lastId);

/** An input as text, list by list and element by element; `""` for what JSON cannot carry, which the SDK refuses by name. */
function* textsOf(input: unknown): Generator<string> {
  for (const [name, value] of Object.entries(Object(input))) {
    yield name;
    for (const element of Array.isArray(value) ? value : [value]) yield textOf(element);
  }
}

function textOf(value: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(value, (_, value: unknown) =>
      value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? identity(value)
        : value,
    );
    return text ?? "";
  } catch {
    return "";
  }
}

/**
 * Names an act by what it is, whose it is, and its input: an edited input is another act. Long lists are read without
 * holding up the page. FNV-1a with the length keeps rows and images from being remembered as text.
 */
export async function actId(act: readonly string[], input: unknown): Promise<string> {
  const slice = startSlice();
  let hash = 0x811c9dc5;
  let length = 0;
  for (const text of textsOf(input)) {
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    length += text.length + 1;
    if (slice.isOver) await slice.next();
  }
  return JSON.stringify([...act, length, hash]);
}
