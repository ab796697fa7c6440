// What a terminal would obey: colours, links, titles.
// oxlint-disable-next-line eslint/no-control-regex -- control characters are what is looked for
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;

/** Controls, direction overrides, characters without a width, tags. Joiners stay: emoji and Persian need them. */
const unseen = /(?![\n\t])\p{Cc}|\p{Bidi_Control}|[\u200b\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;

/** More marks on one letter than any language writes reach into the lines above. */
const stackedMarks = /(\p{M}{8})\p{M}+/gu;

/** Nothing of the above is in it, as in most texts. */
const plain = /^[\n\t -~]*$/;

/**
 * Text that came from a user or a server, fit to be shown: without escape sequences, control characters and direction
 * overrides, cut at `limit` characters. `null` for what is no text, or has none.
 */
export function cleanText(
  value: unknown,
  { limit = Infinity }: { readonly limit?: number } = {},
): string | null {
  const isText = typeof value === "string" || typeof value === "bigint" || Number.isFinite(value);
  if (!isText) return null;
  const given = String(value);
  const text = plain.test(given) ? given : withoutUnseen(given);
  if (text.trim() === "") return null;
  if (text.length <= limit) return text;
  const isInPair = /[\ud800-\udbff]/.test(text.charAt(limit - 1));
  return `${text.slice(0, isInPair ? limit - 1 : limit)}…`;
}

function withoutUnseen(text: string): string {
  const seen = text.replaceAll(escapes, "").replaceAll(unseen, "").replaceAll(stackedMarks, "$1");
  return seen.replaceAll(/\p{Surrogate}/gu, "\uFFFD");
}
