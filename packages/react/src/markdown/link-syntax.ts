import { decodeText } from "./character-references.ts";

/** Brackets inside a destination. Each more is read once more for every link that has no end. */
const maxParentheses = 8;
const maxLabel = 999;

const isWhitespace = (character: string) => character === " " || character === "\t" || character === "\n";

function skipWhitespace(text: string, from: number): number {
  let index = from;
  while (isWhitespace(text.charAt(index))) index++;
  return index;
}

/** Just behind the first `closer` that has no backslash before it; -1 where there is none. */
function closedAt(text: string, from: number, closer: string, forbidden: string): number {
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "\\") index++;
    else if (character === closer) return index + 1;
    else if (forbidden.includes(character)) return -1;
  }
  return text.length + 1;
}

/** `"incomplete"`: nothing is wrong so far, but the text ends. */
type Scan = { readonly end: number } | "incomplete" | null;

function scanBetween(text: string, from: number, closer: string, forbidden: string): Scan {
  const end = closedAt(text, from, closer, forbidden);
  if (end === -1) return null;
  return end > text.length ? "incomplete" : { end };
}

function scanDestination(text: string, from: number): Scan {
  if (text.charAt(from) === "<") return scanBetween(text, from + 1, ">", "<\n");
  let depth = 0;
  let index = from;
  for (; index < text.length; index++) {
    const character = text.charAt(index);
    if (isWhitespace(character)) break;
    if (character === "\\" && index + 1 < text.length && !isWhitespace(text.charAt(index + 1))) index++;
    else if (character === "(" && ++depth > maxParentheses) return null;
    else if (character === ")" && --depth < 0) break;
  }
  if (index >= text.length) return "incomplete";
  return depth > 0 ? null : { end: index };
}

function scanTitle(text: string, from: number): Scan {
  const quote = text.charAt(from);
  if (quote === '"' || quote === "'") return scanBetween(text, from + 1, quote, "");
  return quote === "(" ? scanBetween(text, from + 1, ")", "(") : null;
}

export interface LinkTarget {
  readonly destination: string;
  readonly end: number;
}

/** `(destination "title")` behind a pair of brackets. The title is read and left out: it would be hidden text. */
export function scanTarget(text: string, from: number): LinkTarget | "incomplete" | null {
  const start = skipWhitespace(text, from + 1);
  const scan = scanDestination(text, start);
  if (scan === null || scan === "incomplete") return scan;
  const source = text.slice(start, scan.end);
  const destination = decodeText(source.startsWith("<") ? source.slice(1, -1) : source);
  let end = skipWhitespace(text, scan.end);
  if (end > scan.end && text.charAt(end) !== ")" && end < text.length) {
    const title = scanTitle(text, end);
    if (title === null || title === "incomplete") return title;
    end = skipWhitespace(text, title.end);
  }
  if (end >= text.length) return "incomplete";
  return text.charAt(end) === ")" ? { destination, end: end + 1 } : null;
}

/** What stands in brackets from `from` on, without brackets inside; `null` if it is not closed. */
export function scanLabel(text: string, from: number): string | null {
  const scan = scanBetween(text, from + 1, "]", "[");
  if (scan === null || scan === "incomplete" || scan.end - from > maxLabel) return null;
  return text.slice(from + 1, scan.end - 1);
}
