/** What may be unseen. Most texts have none of it. */
const candidates = /\p{DI}|(?![\n\t])\p{Cc}|[\uFFF9-\uFFFB]|\p{Surrogate}/u;

/** What a terminal would obey: colors, links, titles. */
const escapes = String.raw`\x1B(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B\n]*(?:\x07|\x1B\\))`;

/** Letters that joiners change the shape of: those without case, but for the scripts of East Asia, and their marks. */
const joined = String.raw`(?![\p{DI}\u0300-\u036F\u1100-\u11FF\u2E80-\uA4CF\uAC00-\uD7FF\u{20000}-\u{3FFFF}])[\p{Lo}\p{M}]`;

/** What is unseen by itself and changes what stands beside it. */
const seen = [
  // A flag that is spelled in tag characters: Scotland's is one.
  String.raw`\u{1F3F4}[\u{E0061}-\u{E007A}]{2}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,3}\u{E007F}`,
  String.raw`(?<=[\p{ExtPict}\p{EMod}]\uFE0F?)\u200D(?=\p{ExtPict})`,
  String.raw`(?<=${joined})(?:\u200D|\u200C(?=(?!\p{DI})[\p{L}\p{M}]))`,
  String.raw`(?<=(?![\d#*])\p{Emoji})[\uFE0E\uFE0F]|(?<=[\d#*])\uFE0F(?=\u20E3)`,
  String.raw`(?<=[\p{Sm}\p{sc=Han}\p{sc=Mymr}\u3001\u3002\uFF01-\uFF1F])[\uFE00-\uFE02]`,
  String.raw`(?<=\p{sc=Han})[\u{E0100}-\u{E01EF}]|(?<=(?!\p{DI})\p{sc=Mong})[\u180B-\u180F]`,
  // Whether the line needs them is decided before.
  String.raw`(?<!(?![\n\t])[\p{DI}\p{Cc}\uFFF9-\uFFFB])[\u061C\u200E\u200F\u2066-\u2069]`,
].join("|");

const unseen = new RegExp(`(${seen})|${escapes}|\\r\\n?|${candidates.source}`, "gu");

const marks = /[\u061C\u200E\u200F\u2066-\u2069]/g;
const rightToLeft =
  /(?!\u061C)[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * Text as it is shown, copied and read out: one rule for answers, plain text, code and every Copy, so that what is
 * copied is what is shown.
 *
 * - Taken out is what nobody sees: controls (but tab and line end) and terminal escapes, direction overrides and
 *   embeddings, tag characters, characters without a width, variation selectors, soft hyphens, fillers, annotations.
 * - Of these stay those that change what stands beside them: joiners in emoji and in scripts that join letters, one
 *   selector behind a character that has variants, the tags of a flag, one direction mark or isolate at a place in a line
 *   that has letters written from right to left.
 * - `\r\n` and `\r` are `\n`. Half of a surrogate pair is U+FFFD.
 *
 * The work is proportional to the length.
 */
export function shownText(text: string): string {
  if (!candidates.test(text)) return text;
  const marked = text.search(marks) === -1 ? text : withoutStrayMarks(text);
  return marked.replace(unseen, (match: string, kept: string | undefined) => {
    if (kept !== undefined) return kept;
    if (match.startsWith("\r")) return "\n";
    return /^\p{Surrogate}$/u.test(match) ? "\uFFFD" : "";
  });
}

const withoutStrayMarks = (text: string) =>
  text.replace(/[^\n\r]+/g, (line) => (rightToLeft.test(line) ? line : line.replace(marks, "")));
