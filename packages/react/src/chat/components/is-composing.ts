import type { KeyboardEvent } from "react";

/** An input method is at work: every key is its own. Safari ends it before the key that ended it; 229 is all that tells. */
export function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}
