import { decodeText } from "./character-references.ts";
import { LineCursor } from "./line-cursor.ts";
import {
  isRule,
  readDefinition,
  readFence,
  readHeading,
  readListMarker,
  readUnderline,
} from "./line-shapes.ts";
import { LinkDefinitions } from "./link-definitions.ts";
import type { Block } from "./markdown-tree.ts";
import { OpenContainers } from "./open-containers.ts";
import { OpenCode, type OpenLeaf, OpenMath, OpenParagraph, OpenTable } from "./open-leaf.ts";
import { readDelimiterRow, splitRow } from "./table-lines.ts";

/** Quotes, lists and items around a block. Markers beyond are text, so no depth of input is a depth of calls. */
const maxDepth = 24;

/** Nothing but the markers of quotes, items and blocks. */
const marker = /^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*(?:[-+*_=#~`|]*|\d{1,9}[.)]|(?<=[ \t])\[[ xX]?\]?)$/;

export interface Line {
  readonly text: string;
  readonly start: number;
  /** `false` for the first part of a line that was cut: it can only be text or code. */
  readonly isWhole: boolean;
  /** The rest of it has not arrived. */
  readonly isOpen: boolean;
}

/**
 * Blocks from lines, by CommonMark's rules and with GFM's tables, without HTML. A line is read once; what it closes
 * is final and keeps its identity. A fork reads on without changing what it was made from.
 */
export class BlockParser {
  #containers = new OpenContainers();
  #leaf: OpenLeaf | null = null;
  /** Levels of the headings that the next one may stand below. */
  #outline: number[] = [];
  definitions = new LinkDefinitions();

  fork(): BlockParser {
    const copy = new BlockParser();
    copy.#containers = this.#containers.fork();
    copy.#leaf = this.#leaf?.fork() ?? null;
    copy.#outline = [...this.#outline];
    copy.definitions = this.definitions;
    return copy;
  }

  /** Closes everything. Nothing can be added afterwards. */
  finish(isOpen: boolean): readonly Block[] {
    this.#closeLeaf(isOpen);
    return this.#containers.finish();
  }

  addLine(line: Line): void {
    const cursor = new LineCursor(line.text);
    const depth = this.#containers.match(cursor, this.#leaf !== null);
    const isBlankLine = cursor.isBlank;
    const isTaken = depth === this.#containers.depth && this.#offerToLeaf(cursor, line);
    if (!isTaken) this.#readOn(cursor, line, depth);
    const isInFence = this.#leaf instanceof OpenCode && this.#leaf.fence !== null;
    this.#containers.lineEnds(isBlankLine && !isInFence);
  }

  /** More of the line that was added last. */
  continueLine(text: string, start: number): void {
    if (this.#leaf instanceof OpenCode) {
      this.#leaf.append(text);
      return;
    }
    const isContinued = this.#leaf !== null;
    this.#closeLeaf();
    this.#leaf = new OpenParagraph(isContinued);
    this.#leaf.add(text, start);
  }

  /**
   * Whether a line that has only begun is better not shown, because what it will be is not known. A number alone is
   * held back only while the text grows: it may be all that was said.
   */
  holdsBack(line: string, isGrowing: boolean): boolean {
    const text = line.trim();
    if (this.#leaf instanceof OpenCode && this.#leaf.fence) return /^[ \t>]*(?:`+|~+)$/.test(text);
    if (this.#leaf instanceof OpenMath) return false;
    if (marker.test(text) || (isGrowing && /^[ \t>]*\d{1,3}$/.test(text))) return true;
    return this.#leaf === null && /^\[[^\]^][^\]]*\]:/.test(text);
  }

  #offerToLeaf(cursor: LineCursor, line: Line): boolean {
    const leaf = this.#leaf;
    if (!(leaf instanceof OpenCode || leaf instanceof OpenMath)) return false;
    const offer = leaf.offer(cursor, line.isWhole);
    if (offer !== "taken") this.#closeLeaf();
    return offer !== "refused";
  }

  /** Reads markers until a block takes the rest of the line. */
  #readOn(cursor: LineCursor, line: Line, matched: number): void {
    let depth = matched;
    while (!cursor.isBlank && cursor.indent < 4) {
      const isMatched = depth === this.#containers.depth;
      const paragraph = isMatched && this.#leaf instanceof OpenParagraph ? this.#leaf : null;
      if (line.isWhole && this.#startLeaf(cursor, line, depth, paragraph)) return;
      if (depth >= maxDepth || !this.#startContainer(cursor, line, depth, paragraph !== null)) break;
      depth = this.#containers.depth;
    }
    if (cursor.isBlank) this.#closeTo(depth);
    else this.#addText(cursor, line, depth);
  }

  #startLeaf(cursor: LineCursor, line: Line, depth: number, paragraph: OpenParagraph | null): boolean {
    const { text } = cursor;
    if (paragraph && this.#startTable(text, paragraph)) return true;
    const heading = readHeading(text);
    const fence = readFence(text);
    if (heading) {
      this.#startBlock(depth);
      this.#addHeading(line, heading.level, heading.text);
    } else if (fence) {
      this.#startBlock(depth);
      const language = line.isOpen ? "" : (decodeText(fence.info).split(/\s/, 1)[0] ?? "");
      this.#leaf = new OpenCode(line.start, language, { ...fence, indent: cursor.indent });
    } else if (paragraph?.canBeHeading && readUnderline(text) !== 0) {
      this.#leaf = null;
      this.#addHeading({ ...line, start: paragraph.start }, readUnderline(text), paragraph.text);
    } else if (isRule(text)) {
      this.#startBlock(depth);
      this.#containers.add({ type: "rule", start: line.start });
    } else if (startsMath(text)) {
      this.#startBlock(depth);
      this.#leaf = new OpenMath(line.start, text.startsWith("$$") ? "$$" : "\\]", text.trimEnd());
    } else return false;
    return true;
  }

  /** The line below the header of a table makes one of what was the last line of a paragraph. */
  #startTable(text: string, paragraph: OpenParagraph): boolean {
    const alignments = readDelimiterRow(text);
    if (alignments?.length !== splitRow(paragraph.lastLine).length) return false;
    const table = paragraph.takeHeader(alignments);
    this.#closeLeaf();
    this.#leaf = table;
    return true;
  }

  #startContainer(cursor: LineCursor, line: Line, depth: number, isInParagraph: boolean): boolean {
    if (cursor.character === ">") {
      this.#closeTo(depth);
      this.#containers.startQuote(line.start);
      cursor.skipMarker(1);
      cursor.skipIndent(1);
      return true;
    }
    const { text, indent } = cursor;
    const marker = readListMarker(text);
    if (marker === null) return false;
    const canInterrupt = (marker.first ?? 1) === 1 && text.slice(marker.width).trim() !== "";
    if (isInParagraph && !canInterrupt) return false;
    this.#closeTo(depth);
    cursor.skipMarker(marker.width);
    const padding = cursor.isBlank || cursor.indent > 4 ? 1 : cursor.indent;
    cursor.skipIndent(padding);
    this.#containers.startItem(line.start, marker, indent + marker.width + padding);
    return true;
  }

  #addText(cursor: LineCursor, line: Line, depth: number): void {
    const isParagraph = this.#leaf instanceof OpenParagraph;
    // A paragraph goes on without the markers of the quotes and items around it.
    if (!isParagraph && depth < this.#containers.depth) this.#closeTo(depth);
    if (this.#leaf instanceof OpenTable && line.isWhole) {
      if (this.#leaf.isFull) {
        const table = this.#leaf.continuedAt(line.start);
        this.#closeLeaf();
        this.#leaf = table;
      }
      this.#leaf.add(cursor.text, line.start, line.isOpen);
      return;
    }
    if (!(this.#leaf instanceof OpenParagraph)) {
      this.#startBlock(depth);
      if (cursor.indent > 3) {
        this.#leaf = new OpenCode(line.start, "", null);
        this.#leaf.offer(cursor, true);
        return;
      }
      const definition = line.isWhole ? readDefinition(cursor.text) : null;
      if (definition) {
        this.definitions = this.definitions.add(definition.label, decodeText(definition.destination));
        return;
      }
      this.#leaf = new OpenParagraph(false);
    }
    this.#leaf.add(cursor.text, line.start);
    if (!this.#leaf.isFull) return;
    this.#closeLeaf();
    this.#leaf = new OpenParagraph(true);
  }

  #addHeading(line: Line, level: number, text: string): void {
    while ((this.#outline.at(-1) ?? 0) >= level) this.#outline.pop();
    this.#outline.push(level);
    const depth = this.#outline.length;
    this.#containers.add({ type: "heading", start: line.start, level, depth, text, isOpen: line.isOpen });
  }

  #startBlock(depth: number): void {
    this.#closeTo(depth);
    this.#containers.startBlock();
  }

  #closeTo(depth: number): void {
    this.#closeLeaf();
    this.#containers.closeTo(depth);
  }

  #closeLeaf(isOpen = false): void {
    for (const block of this.#leaf?.close(isOpen) ?? []) this.#containers.add(block);
    this.#leaf = null;
  }
}

/** `$$` or `\[` alone on its line: behind either on a line with more, text may follow that is no math. */
function startsMath(text: string): boolean {
  const line = text.trimEnd();
  return line === "$$" || line === "\\[";
}
