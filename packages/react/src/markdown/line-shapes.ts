/**
 * What a line can be, decided from its text without indentation. Each is read once from end to end: nothing here goes
 * back over what it has read.
 */

const isSpace = (character: string) => character === " " || character === "\t";

function runLength(text: string, character: string, from = 0): number {
  let end = from;
  while (text.charAt(end) === character) end++;
  return end - from;
}

/** `## Heading ##` */
export function readHeading(text: string): { level: number; text: string } | null {
  const level = runLength(text, "#");
  if (level < 1 || level > 6) return null;
  if (level < text.length && !isSpace(text.charAt(level))) return null;
  const content = text.slice(level).trim();
  let end = content.length;
  while (content.charAt(end - 1) === "#") end--;
  const isClosed = end < content.length && (end === 0 || isSpace(content.charAt(end - 1)));
  return { level, text: isClosed ? content.slice(0, end).trimEnd() : content };
}

/** The line below a heading's text: 1 for `=`, 2 for `-`, 0 for anything else. */
export function readUnderline(text: string): 0 | 1 | 2 {
  const character = text.charAt(0);
  if (character !== "=" && character !== "-") return 0;
  if (text.slice(runLength(text, character)).trim() !== "") return 0;
  return character === "=" ? 1 : 2;
}

/** Three or more of `*`, `-` or `_`, with nothing but spaces between. */
export function isRule(text: string): boolean {
  const character = text.charAt(0);
  if (character !== "*" && character !== "-" && character !== "_") return false;
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    if (text.charAt(index) === character) count++;
    else if (!isSpace(text.charAt(index))) return false;
  }
  return count >= 3;
}

export interface Fence {
  readonly character: string;
  readonly length: number;
  /** Columns that each line of the code may lose. */
  readonly indent: number;
}

/** The line that opens fenced code. */
export function readFence(text: string): { character: string; length: number; info: string } | null {
  const character = text.charAt(0);
  if (character !== "`" && character !== "~") return null;
  const length = runLength(text, character);
  const info = text.slice(length).trim();
  return length < 3 || (character === "`" && info.includes("`")) ? null : { character, length, info };
}

export function closesFence(text: string, fence: Fence): boolean {
  const length = runLength(text, fence.character);
  return length >= fence.length && text.slice(length).trim() === "";
}

export interface ListMarker {
  /** The bullet, or what stands behind the number: items with another one are another list. */
  readonly kind: string;
  readonly first: number | null;
  readonly width: number;
}

/** `-`, `1.` and their like, with a space, a tab or nothing behind them. */
export function readListMarker(text: string): ListMarker | null {
  let digits = 0;
  while (digits < 10 && text.charAt(digits) >= "0" && text.charAt(digits) <= "9") digits++;
  const kind = text.charAt(digits);
  const isMarker =
    digits === 0
      ? kind === "-" || kind === "*" || kind === "+"
      : digits < 10 && (kind === "." || kind === ")");
  const width = digits + 1;
  if (!isMarker || (width < text.length && !isSpace(text.charAt(width)))) return null;
  return { kind, first: digits === 0 ? null : Number(text.slice(0, digits)), width };
}

const title = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)`;
const definition = new RegExp(
  String.raw`^\[((?:[^\\[\]]|\\.){1,999})\]:[ \t]*(?:<([^<>]*)>|([^\s<]\S*))(?:[ \t]+(?:${title}))?[ \t]*$`,
);

/** `[label]: destination "title"`, all on one line. Footnotes are no definitions. */
export function readDefinition(text: string): { label: string; destination: string } | null {
  if (!text.startsWith("[") || text.startsWith("[^")) return null;
  const [, label = "", inAngles, bare] = definition.exec(text) ?? [];
  return label.trim() === "" ? null : { label, destination: inAngles ?? bare ?? "" };
}
