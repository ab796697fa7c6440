import { shownText } from "./shown-text.ts";

/** More marks on one letter than any language writes reach into the lines above. */
const stackedMarks = /(\p{M}{8})\p{M}+/gu;

/** Nothing of the above is in it, as in most texts. */
const plain = /^[\n\t -~]*$/;

/**
 * Text that came from a user or a server, fit to be shown in a label or a field: visible text with no more than eight
 * marks on a letter, cut at `limit` characters. `null` for what is no text, or has none.
 */
export function cleanText(
  value: unknown,
  { limit = Infinity }: { readonly limit?: number | undefined } = {},
): string | null {
  const isText = typeof value === "string" || typeof value === "bigint" || Number.isFinite(value);
  if (!isText) return null;
  const given = String(value);
  const text = plain.test(given) ? given : shownText(given).replaceAll(stackedMarks, "$1");
  if (text.trim() === "") return null;
  if (text.length <= limit) return text;
  const isInPair = /[\ud800-\udbff]/.test(text.charAt(limit - 1));
  return `${text.slice(0, isInPair ? limit - 1 : limit)}…`;
}
