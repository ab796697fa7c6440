/** Nothing of what is looked for is in it, as in most texts. */
const plain = /^[\n\t -~]*$/;

/** Letters whose direction marks and isolates are at work; in a text without any they only hide. */
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * Characters without a shape that are at work where they stand, each kept once: a flag's tags, a joiner or a variant
 * after a letter or an emoji that has one, a free variation selector after a Mongolian letter.
 */
const atWork = [
  String.raw`\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{2,6}\u{E007F}`,
  String.raw`(?<=\p{Extended_Pictographic}\uFE0F|(?!\p{Script=Latin}|\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{Extended_Pictographic}\u{1F3FB}-\u{1F3FF}])[\u200C\u200D]`,
  String.raw`(?<=[\p{Emoji}\p{Extended_Pictographic}\p{Sm}\p{Script=Han}\p{Script=Myanmar}\p{Script=Phags_Pa}])[\uFE00-\uFE0F]`,
  String.raw`(?<=\p{Unified_Ideograph})[\u{E0100}-\u{E01EF}]`,
  String.raw`(?<=\p{Script=Mongolian})(?<![\u180B-\u180F])[\u180B-\u180F]`,
].join("|");

/** Controls, format characters that reorder or annotate, whatever else has no shape, and halves of characters. */
const shapeless = String.raw`(?![\n\t])\p{Cc}|[\uFFF9-\uFFFB]|\p{Bidi_Control}|\p{Default_Ignorable_Code_Point}|\p{Surrogate}`;

const looked = new RegExp(`(?<kept>${atWork})|${shapeless}`, "gu");
const isMarkOrIsolate = /[\u061C\u200E\u200F\u2066-\u2069]/;
const isHalf = /\p{Surrogate}/u;

/**
 * A text as a reader sees it, to be shown and to be copied: without tag characters, direction overrides, characters
 * without a width and other text that hides. Joiners, variants and flags stay where they are at work, and so do
 * direction marks in a text that is written from right to left. Line ends are `\n`; half a character is U+FFFD.
 */
export function shownText(text: string): string {
  if (plain.test(text)) return text;
  const hasDirections = rightToLeft.test(text);
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(looked, (match, kept: string | undefined) => {
    if (kept !== undefined) return kept;
    if (isHalf.test(match)) return "\uFFFD";
    return hasDirections && isMarkOrIsolate.test(match) ? match : "";
  });
}
