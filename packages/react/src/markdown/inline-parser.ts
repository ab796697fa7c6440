import { findAutolink } from "./autolink-syntax.ts";
import { isEscapable, readReference } from "./character-references.ts";
import { CodeEnds } from "./code-ends.ts";
import { buildTree, Delimiter, DelimiterStack, plainText, type Token } from "./emphasis.ts";
import { flanking } from "./flanking.ts";
import { scanLabel, scanTarget } from "./link-syntax.ts";
import type { Inline } from "./markdown-tree.ts";

/** Open brackets that are remembered; more of them make the first ones text. */
const maxBrackets = 16;
/** A backtick that has no match within this many characters so far is not taken for the beginning of code. */
const maxOpenCode = 160;

const plain = /[^\\`*_~[\]!<&$\n:@w]+/y;
const addressInAngles = /<([a-zA-Z][a-zA-Z\d+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z\d.-]+)>/y;
const lineBreak = /<br\s*\/?>/iy;
const tagInAngles = /<[a-zA-Z/!?][^<>]*>/y;

interface Bracket {
  readonly isImage: boolean;
  /** Place of its token. */
  readonly token: number;
  /** Where the text inside begins. */
  readonly start: number;
  readonly delimiter: Delimiter | null;
  hasBrackets: boolean;
}

/**
 * The inline markdown of one leaf, in time proportional to its length.
 * @param isOpen more of the text is to come: an unfinished construct at its end is taken for what it will likely
 * become, and a link that is not complete is no link.
 */
export function parseInline(text: string, isOpen = false): readonly Inline[] {
  return new InlineParser(isOpen ? withoutHalfMarkers(text) : text, isOpen).parse();
}

/** Of math between double dollars: nothing that is formatting, and it looks like math where spaces are at its edges. */
const isFormula = (content: string) =>
  !/`|\*\*|\]\(/.test(content) && (/[\\=^_{}]/.test(content) || /^\S(?:[^]*\S)?$/.test(content));

/** Markers at the very end are not yet all there, or not yet followed by what decides about them. */
function withoutHalfMarkers(source: string): string {
  const text = source.replace(/<(?:br?)?$|<br\s?\/?$/i, "");
  let end = text.length;
  while (end > 0 && "*_~`\\[".includes(text.charAt(end - 1))) end--;
  return text.charAt(end) === "[" && text.charAt(end - 1) === "!"
    ? text.slice(0, end - 1)
    : text.slice(0, end);
}

class InlineParser {
  readonly #text: string;
  readonly #isOpen: boolean;
  readonly #tokens: Token[] = [];
  readonly #delimiters = new DelimiterStack();
  readonly #codeEnds: CodeEnds;
  readonly #brackets: Bracket[] = [];
  /** Brackets below this one are around a link already, so they are none. */
  #linkFloor = 0;
  /** Where the closing marker of math is next. */
  readonly #mathEnds = new Map<string, number>();
  #position = 0;
  /** Where the text begins that is no token yet. */
  #textStart = 0;

  constructor(text: string, isOpen: boolean) {
    this.#text = text;
    this.#isOpen = isOpen;
    this.#codeEnds = new CodeEnds(text);
  }

  parse(): Inline[] {
    while (this.#position < this.#text.length) {
      plain.lastIndex = this.#position;
      if (plain.test(this.#text)) this.#position = plain.lastIndex;
      else this.#readSpecial(this.#text.charAt(this.#position));
    }
    this.#takeText(this.#text.length);
    this.#delimiters.match(null);
    if (this.#isOpen) this.#delimiters.leaveOpen();
    return buildTree(this.#tokens);
  }

  #readSpecial(character: string): void {
    if (character === "\\") this.#readEscape();
    else if (character === "`") this.#readCode();
    else if (character === "*" || character === "_" || character === "~") this.#readDelimiter(character);
    else if (character === "[" || character === "!") this.#openBracket(character === "!");
    else if (character === "]") this.#closeBracket();
    else if (character === "<") this.#readAngle();
    else if (character === "&") this.#readReference();
    else if (character === "$") this.#readDollar();
    else if (character === "\n") this.#readLineEnd();
    else this.#readAutolink();
  }

  /** The text up to here becomes a token. */
  #takeText(end: number): void {
    if (end > this.#textStart) this.#tokens.push(this.#text.slice(this.#textStart, end));
  }

  /** A token stands for the text from the current position to `end`. */
  #push(token: Token, end: number, start = this.#position): void {
    this.#takeText(start);
    this.#tokens.push(token);
    this.#position = end;
    this.#textStart = end;
  }

  #readEscape(): void {
    const next = this.#text.charAt(this.#position + 1);
    if (next === "\n") this.#push({ type: "break" }, this.#position + 2);
    else if (next === "(" || next === "[") {
      const end = this.#mathEnd(next === "(" ? "\\)" : "\\]");
      if (end === -1) this.#push(next, this.#position + 2);
      else this.#position = end;
    } else if (isEscapable(next)) this.#push(next, this.#position + 2);
    else this.#position++;
  }

  /** Just behind the next such marker. */
  #mathEnd(marker: string): number {
    const from = this.#position + 2;
    const known = this.#mathEnds.get(marker);
    if (known !== undefined && (known === -1 || known >= from)) return known === -1 ? -1 : known + 2;
    const found = this.#text.indexOf(marker, from);
    this.#mathEnds.set(marker, found);
    return found === -1 ? -1 : found + 2;
  }

  #readCode(): void {
    const text = this.#text;
    const start = this.#position;
    let inner = start + 1;
    while (text.charAt(inner) === "`") inner++;
    const length = inner - start;
    const end = this.#codeEnds.find(inner, length);
    if (end !== -1) this.#push({ type: "code", text: codeSpan(text.slice(inner, end)) }, end + length);
    else if (this.#isOpen && text.length > inner && text.length - inner <= maxOpenCode) {
      this.#push({ type: "code", text: codeSpan(text.slice(inner)) }, text.length);
    } else this.#position = inner;
  }

  #readDelimiter(character: string): void {
    const start = this.#position;
    let end = start + 1;
    while (this.#text.charAt(end) === character) end++;
    const { canOpen, canClose } = flanking(this.#text, start, end, character);
    if ((canOpen || canClose) && (character !== "~" || end - start === 2)) {
      const delimiter = new Delimiter(character, end - start, canOpen, canClose);
      this.#push(delimiter, end);
      this.#delimiters.push(delimiter);
    } else this.#position = end;
  }

  #openBracket(isImage: boolean): void {
    const start = this.#position + (isImage ? 2 : 1);
    if (isImage && this.#text.charAt(start - 1) !== "[") {
      this.#position++;
      return;
    }
    const outer = this.#brackets.at(-1);
    if (outer) outer.hasBrackets = true;
    if (this.#brackets.length === maxBrackets) {
      this.#brackets.shift();
      this.#linkFloor = Math.max(0, this.#linkFloor - 1);
    }
    this.#push(isImage ? "![" : "[", start);
    const token = this.#tokens.length - 1;
    const delimiter = this.#delimiters.last;
    this.#brackets.push({ isImage, token, start, delimiter, hasBrackets: false });
  }

  #closeBracket(): void {
    const bracket = this.#brackets.pop();
    const behind = this.#position + 1;
    const isAroundLink = this.#brackets.length < this.#linkFloor;
    if (isAroundLink) this.#linkFloor = this.#brackets.length;
    if (!bracket || (isAroundLink && !bracket.isImage)) {
      this.#position = behind;
      return;
    }
    const target = this.#text.charAt(behind) === "(" ? scanTarget(this.#text, behind) : null;
    if (target === "incomplete" && this.#isOpen) {
      this.#collapse(bracket, this.#text.length, (children) => children);
    } else if (target !== null && target !== "incomplete") {
      const { destination } = target;
      this.#collapse(bracket, target.end, (children) => [
        bracket.isImage
          ? { type: "image", destination, alt: plainText(children) }
          : { type: "link", destination, children },
      ]);
      if (!bracket.isImage) this.#linkFloor = this.#brackets.length;
    } else this.#closeReference(bracket, behind);
  }

  #closeReference(bracket: Bracket, behind: number): void {
    const inner = this.#text.slice(bracket.start, behind - 1);
    const explicit = this.#text.charAt(behind) === "[" ? scanLabel(this.#text, behind) : null;
    const label = explicit?.trim() ? explicit : bracket.hasBrackets ? "" : inner;
    if (label.trim() === "" || label.startsWith("^") || label.length > 999) {
      this.#position = behind;
      return;
    }
    const tail = explicit === null ? "" : `[${explicit}]`;
    const { isImage } = bracket;
    this.#collapse(bracket, behind + tail.length, (children) => [
      { type: "reference", isImage, label, children, tail },
    ]);
  }

  /** What stands between a pair of brackets becomes one token. */
  #collapse(bracket: Bracket, end: number, make: (children: Inline[]) => Inline[]): void {
    this.#takeText(this.#position);
    this.#delimiters.match(bracket.delimiter);
    this.#delimiters.dropTo(bracket.delimiter);
    const [, ...inside] = this.#tokens.splice(bracket.token);
    this.#tokens.push(...make(buildTree(inside)));
    this.#position = end;
    this.#textStart = end;
  }

  #readAngle(): void {
    addressInAngles.lastIndex = this.#position;
    const [source = "", address = ""] = addressInAngles.exec(this.#text) ?? [];
    if (source !== "") {
      const destination = /^[^:/]*@/.test(address) ? `mailto:${address}` : address;
      this.#push({ type: "link", destination, children: [address] }, this.#position + source.length);
      return;
    }
    lineBreak.lastIndex = this.#position;
    if (lineBreak.test(this.#text)) {
      this.#push({ type: "break" }, lineBreak.lastIndex);
      return;
    }
    // Any other tag is text, and so is what its attributes hold.
    tagInAngles.lastIndex = this.#position;
    this.#position = tagInAngles.test(this.#text) ? tagInAngles.lastIndex : this.#position + 1;
  }

  #readReference(): void {
    const found = readReference(this.#text, this.#position);
    if (found) this.#push(found.text, this.#position + found.source.length);
    else this.#position++;
  }

  /** Math is text as it is written: `$$…$$`, and `$…$` where it cannot be two prices. */
  #readDollar(): void {
    const text = this.#text;
    const start = this.#position;
    if (text.charAt(start + 1) === "$") {
      this.#position = this.#doubleDollarEnd();
      return;
    }
    const end = text.indexOf("$", start + 1);
    const content = text.slice(start + 1, Math.max(start, end));
    const isMath = /^\S/.test(content) && /\S$/.test(content) && !/`|\*\*|\]\(|\n/.test(content);
    this.#position = isMath && !/\d/.test(text.charAt(end + 1)) ? end + 1 : start + 1;
  }

  /** Behind the math that two dollars open, else behind the run of dollars. Only runs of exactly two are marks. */
  #doubleDollarEnd(): number {
    const text = this.#text;
    const inner = this.#position + 2;
    if (text.charAt(inner) !== "$") {
      const end = this.#mathEnd("$$");
      if (end !== -1 && text.charAt(end) !== "$" && isFormula(text.slice(inner, end - 2))) return end;
      return inner;
    }
    let behind = inner;
    while (text.charAt(behind) === "$") behind++;
    return behind;
  }

  #readLineEnd(): void {
    let end = this.#position;
    while (end > this.#textStart && this.#text.charAt(end - 1) === " ") end--;
    const isBreak = this.#position - end > 1;
    this.#push(isBreak ? { type: "break" } : "\n", this.#position + 1, end);
  }

  #readAutolink(): void {
    const found = findAutolink(this.#text, this.#position, this.#textStart);
    if (!found) this.#position++;
    else if (this.#isOpen && found.end === this.#text.length) this.#position = found.end;
    else {
      const { start, end, destination } = found;
      this.#push({ type: "link", destination, children: [this.#text.slice(start, end)] }, end, start);
    }
  }
}

function codeSpan(source: string): string {
  const text = source.replaceAll("\n", " ");
  const isPadded = text.startsWith(" ") && text.endsWith(" ") && /[^ ]/.test(text);
  return isPadded ? text.slice(1, -1) : text;
}
