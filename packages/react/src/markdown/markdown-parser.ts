import { BlockParser } from "./block-parser.ts";
import type { LinkDefinitions } from "./link-definitions.ts";
import type { Block } from "./markdown-tree.ts";
import { maxPiece } from "./open-leaf.ts";

export interface MarkdownDocument {
  readonly blocks: readonly Block[];
  readonly definitions: LinkDefinitions;
}

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
    readonly isStreaming: boolean;
    readonly document: MarkdownDocument;
  } | null = null;

  /** @param isStreaming more of the text may come: an unfinished end is shown as what it will likely become. */
  parse(text: string, isStreaming = false): MarkdownDocument {
    if (this.#last?.text === text && this.#last.isStreaming === isStreaming) return this.#last.document;
    const hasGrown = text.length >= this.#read.length && text.slice(0, this.#read.length) === this.#read;
    if (!hasGrown) {
      this.#blocks = new BlockParser();
      this.#read = "";
      this.#isInsideLine = false;
    }
    const rest = this.#readLines(text);
    const fork = this.#blocks.fork();
    this.#readLastLine(fork, text.slice(rest), rest, isStreaming);
    const document = { blocks: fork.finish(isStreaming), definitions: fork.definitions };
    this.#last = { text, isStreaming, document };
    return document;
  }

  /** Reads all lines that have ended, and of a very long one what is past changing; where the rest begins. */
  #readLines(text: string): number {
    let start = this.#read.length;
    let end = text.indexOf("\n", start);
    while (true) {
      const isEnded = end !== -1;
      const length = (isEnded ? end : text.length) - start;
      if (length > maxPiece) {
        const cut = cutPoint(text, start);
        const piece = text.slice(start, cut);
        if (this.#isInsideLine) this.#blocks.continueLine(piece, start);
        else this.#blocks.addLine({ text: piece, start, isWhole: false, isOpen: false });
        this.#isInsideLine = true;
        start = cut;
      } else if (isEnded) {
        const line = withoutReturn(text.slice(start, end));
        if (this.#isInsideLine) this.#blocks.continueLine(line, start);
        else this.#blocks.addLine({ text: line, start, isWhole: true, isOpen: false });
        this.#isInsideLine = false;
        start = end + 1;
        end = text.indexOf("\n", start);
      } else break;
    }
    this.#read = text.slice(0, start);
    return start;
  }

  #readLastLine(blocks: BlockParser, rest: string, start: number, isOpen: boolean): void {
    const text = withoutReturn(rest);
    if (text === "") return;
    if (this.#isInsideLine) blocks.continueLine(text, start);
    else if (!isOpen || !blocks.holdsBack(text)) blocks.addLine({ text, start, isWhole: true, isOpen });
  }
}

const withoutReturn = (line: string) => (line.endsWith("\r") ? line.slice(0, -1) : line);

/** Where a line too long for one piece is cut: behind a space if there is one, never inside a surrogate pair. */
function cutPoint(text: string, start: number): number {
  const limit = start + maxPiece;
  for (let index = limit; index > start + maxPiece / 2; index--) {
    if (text.charAt(index - 1) === " ") return index;
  }
  const isPair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
  return isPair ? limit - 1 : limit;
}
