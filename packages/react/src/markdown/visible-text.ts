/**
 * Characters that nobody sees and that change what is seen: they reorder it, hide in it or steer a terminal. Flags
 * that are spelt in tag characters stay, and so do the joiners that scripts and emoji need.
 */
const flag = String.raw`\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{2,6}\u{E007F}`;
const controls = String.raw`\0-\x08\x0B-\x1F\x7F-\x9F\u202A-\u202E\uFFF9-\uFFFB\u{E0000}-\u{E007F}`;
const isolates = String.raw`\u2066-\u2069`;
const zeroWidth = String.raw`\u200B\u2060-\u2065\uFEFF`;
const marks = String.raw`\xAD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200E\u200F\u3164\uFFA0\u{E0080}-\u{E0FFF}`;
const joinersOfAscii = String.raw`(?<=^|[\0-\x7F])[\u200C\u200D\uFE00-\uFE0F]`;

const inProse = new RegExp(String.raw`${flag}|[${controls}]|\p{Surrogate}`, "gu");
const inCode = new RegExp(String.raw`${flag}|[${controls}${isolates}${zeroWidth}]|\p{Surrogate}`, "gu");
const inLink = new RegExp(
  String.raw`[${controls}${isolates}${zeroWidth}${marks}]|${joinersOfAscii}|\p{Surrogate}`,
  "gu",
);

const replacement = "\uFFFD";
const isFlag = (match: string) => match.length > 2;
const isSurrogate = (match: string) => /^\p{Surrogate}$/u.test(match);

/** Text without them. Isolates stay: they end with their block, and text in two directions uses them. */
export function proseText(text: string): string {
  return text.replace(inProse, (match) => (isFlag(match) ? match : isSurrogate(match) ? replacement : ""));
}

/** Code in which they are seen: what a reader checks must be what would run. */
export function codeText(text: string): string {
  return text.replace(inCode, (match) => (isFlag(match) ? match : replacement));
}

/** The words of a link with nothing between that a reader does not see. */
export function linkText(text: string): string {
  return text.replace(inLink, (match) => (isSurrogate(match) ? replacement : ""));
}
