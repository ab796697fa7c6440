/** Half of a surrogate pair, as an answer cut inside an emoji leaves it: no server takes it back. */
const loneSurrogate = /\p{Surrogate}/gu;

/** The text with U+FFFD in place of every lone surrogate; the same text where there is none. */
export function wellFormedText(text: string): string {
  return text.replaceAll(loneSurrogate, "\uFFFD");
}

/**
 * The value with every text in it well-formed, names of fields included. Goes through lists and plain objects; the same
 * value where nothing changes, and never throws: what is no JSON is left to those who send it.
 */
export function wellFormed<T>(value: T): T {
  try {
    // The same structure with other texts.
    return healed(value, []) as T;
  } catch {
    return value;
  }
}

function healed(value: unknown, holders: readonly unknown[]): unknown {
  if (typeof value === "string") return wellFormedText(value);
  if (typeof value !== "object" || value === null || holders.includes(value)) return value;
  const within = [...holders, value];
  if (Array.isArray(value)) {
    const items = value.map((item) => healed(item, within));
    return items.every((item, index) => Object.is(item, value[index])) ? value : items;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return value;
  const entries = Object.entries(value);
  const changed = entries.map(([name, item]) => [wellFormedText(name), healed(item, within)] as const);
  const isSame = changed.every(
    ([name, item], index) => name === entries[index]?.[0] && Object.is(item, entries[index]?.[1]),
  );
  return isSame ? value : Object.fromEntries(changed);
}
