import { isPlain } from "../memory/is-plain.ts";

/** Half of a surrogate pair, as an answer cut inside an emoji leaves it: no server takes it back. */
const loneSurrogate = /\p{Surrogate}/gu;

/** The text with U+FFFD in place of every lone surrogate; the same text where there is none. */
export function wellFormedText(text: string): string {
  return text.replaceAll(loneSurrogate, "\uFFFD");
}

/**
 * A copy with every text in it well-formed, names of fields included. Copies lists and plain objects; anything else is
 * left to those who send it. Never throws: what cannot be copied, a ring for example, is given back as it is.
 */
export function wellFormed<T>(value: T): T {
  try {
    // The same structure with other texts.
    return healed(value) as T;
  } catch {
    return value;
  }
}

function healed(value: unknown): unknown {
  if (typeof value === "string") return wellFormedText(value);
  if (Array.isArray(value)) return value.map(healed);
  if (!isPlain(value)) return value;
  const fields = Object.entries(value).map(([name, field]) => [wellFormedText(name), healed(field)] as const);
  return Object.fromEntries(fields);
}
