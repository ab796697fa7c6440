/** An input method is at work: every key is its own. Safari ends it before the key that ended it; 229 is all that tells. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
