import { shownText } from "../format/shown-text.ts";
import { BlockParser } from "./block-parser.ts";
import type { LinkDefinitions } from "./link-definitions.ts";
import type { Block } from "./markdown-tree.ts";
import { maxPiece } from "./open-leaf.ts";

export interface MarkdownDocument {
  readonly blocks: readonly Block[];
  readonly definitions: LinkDefinitions;
}

/** How a text ends: it goes on, it ended by itself, or it ended before its end. */
export type TextEnd = "growing" | "whole" | "cut";

/**
 * Parses a text that grows. Where a text continues the one before it, only what is new and the line that was open are
 * read; any other text is read from its start. What comes out depends on the text alone, however it arrived. A block,
 * an item or a row keeps its identity from the first whole line on that is beyond it.
 */
export class MarkdownParser {
  #blocks = new BlockParser();
  /** What of the last text has been read for good. */
  #read = "";
  #isInsideLine = false;
  #last: {
    readonly text: string;
    readonly end: TextEnd;
    readonly document: MarkdownDocument;
  } | null = null;

  /**
   * @param end `"growing"`: more of the text may come, and an unfinished end is shown as what it will likely become.
   * `"cut"`: no more comes, and what was closed while it grew stays closed.
   */
  parse(given: string, end: TextEnd = "whole"): MarkdownDocument {
    const text = end === "cut" ? given.trimEnd() : given;
    if (this.#last?.text === text && this.#last.end === end) return this.#last.document;
    const hasGrown = text.length >= this.#read.length && text.slice(0, this.#read.length) === this.#read;
    if (!hasGrown) {
      this.#blocks = new BlockParser();
      this.#read = "";
      this.#isInsideLine = false;
    }
    const rest = this.#readLines(text);
    const fork = this.#blocks.fork();
    this.#readLastLine(fork, text.slice(rest), rest, end);
    const document = { blocks: fork.finish(end !== "whole"), definitions: fork.definitions };
    this.#last = { text, end, document };
    return document;
  }

  /** Reads all lines that have ended, and of a very long one what is past changing; where the rest begins. */
  #readLines(text: string): number {
    let start = this.#read.length;
    let end = findLineEnd(text, start);
    while (true) {
      const length = (end?.index ?? text.length) - start;
      if (length > maxPiece) {
        const cut = cutPoint(text, start);
        this.#readPiece(text.slice(start, cut), start, false);
        this.#isInsideLine = true;
        start = cut;
      } else if (end) {
        this.#readPiece(text.slice(start, end.index), start, true);
        this.#isInsideLine = false;
        start = end.index + end[0].length;
        end = findLineEnd(text, start);
      } else break;
    }
    this.#read = text.slice(0, start);
    return start;
  }

  #readPiece(piece: string, start: number, isWhole: boolean): void {
    const text = shownText(piece);
    if (this.#isInsideLine) this.#blocks.continueLine(text, start);
    else this.#blocks.addLine({ text, start, isWhole, isOpen: false });
  }

  #readLastLine(blocks: BlockParser, rest: string, start: number, end: TextEnd): void {
    const isOpen = end !== "whole";
    // Half a character, and what may be half a line end, is not shown.
    const text = shownText(rest.replace(end === "growing" ? /\r$|[\uD800-\uDBFF]$/ : /\r$/, ""));
    if (text === "") return;
    if (this.#isInsideLine) blocks.continueLine(text, start);
    else if (!isOpen || !blocks.holdsBack(text, end === "growing"))
      blocks.addLine({ text, start, isWhole: true, isOpen });
  }
}

/** A `\r` at the very end may be the first half of a line end. */
const lineEnd = /\r\n|\n|\r(?!$)/g;

function findLineEnd(text: string, from: number): RegExpExecArray | null {
  lineEnd.lastIndex = from;
  return lineEnd.exec(text);
}

/** Where a line too long for one piece is cut: behind a space if there is one, never inside a surrogate pair. */
function cutPoint(text: string, start: number): number {
  const limit = start + maxPiece;
  for (let index = limit; index > start + maxPiece / 2; index--) {
    if (text.charAt(index - 1) === " ") return index;
  }
  const isPair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
  return isPair ? limit - 1 : limit;
}
