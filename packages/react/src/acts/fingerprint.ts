import { memo } from "../memory/memo.ts";

const ids = new WeakMap<object, number>();
let lastId = 0;

/** A file is the same as itself: its bytes are not read. */
const identity = (value: object): number => memo(ids, value, () => ++lastId);

/** An act's input as text; `""` for what JSON cannot carry, which the SDK refuses by name. */
export function fingerprint(input: unknown): string {
  try {
    return JSON.stringify(input, (_, value: unknown) =>
      value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? identity(value)
        : value,
    );
  } catch {
    return "";
  }
}
