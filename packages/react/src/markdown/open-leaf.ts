import type { LineCursor } from "./line-cursor.ts";
import { closesFence, type Fence } from "./line-shapes.ts";
import type { Alignment, Block, TableRow } from "./markdown-tree.ts";
import { isDelimiterStart, splitRow } from "./table-lines.ts";

/**
 * The block that the next line may still belong to. Each kind holds no more than one piece that grows: what is longer
 * is cut, so that neither parsing nor layout of one more line costs as much as all lines before it.
 */
export type OpenLeaf = OpenParagraph | OpenCode | OpenMath | OpenTable;

/** UTF-16 units of text parsed, shown and laid out as one piece. */
export const maxPiece = 4_000;

/** Rows of one table: each more makes the browser measure all of them. */
const maxRows = 100;

/** What became of a line that was offered. */
export type Offer = "taken" | "last" | "refused";

export class OpenParagraph {
  readonly isContinued: boolean;
  #lines: string[] = [];
  #starts: number[] = [];
  #length = 0;

  constructor(isContinued: boolean) {
    this.isContinued = isContinued;
  }

  fork(): OpenParagraph {
    const copy = new OpenParagraph(this.isContinued);
    copy.#lines = [...this.#lines];
    copy.#starts = [...this.#starts];
    copy.#length = this.#length;
    return copy;
  }

  get start(): number {
    return this.#starts[0] ?? 0;
  }

  get isFull(): boolean {
    return this.#length >= maxPiece;
  }

  get canBeHeading(): boolean {
    return !this.isContinued && this.#lines.length > 0;
  }

  get lastLine(): string {
    return this.#lines.at(-1) ?? "";
  }

  get text(): string {
    return this.#lines.join("\n").trimEnd();
  }

  add(line: string, start: number): void {
    this.#lines.push(line);
    this.#starts.push(start);
    this.#length += line.length + 1;
  }

  close(isOpen: boolean): Block[] {
    const table = isOpen ? this.#likelyTable() : [];
    const { start, isContinued, text } = this;
    if (text === "") return table;
    return [{ type: "paragraph", start, text, isOpen: isOpen && table.length === 0, isContinued }, ...table];
  }

  /** Takes the last line away, for a table of which it is the header. */
  takeHeader(alignments: readonly Alignment[]): OpenTable {
    const cells = splitRow(this.#lines.pop() ?? "");
    return new OpenTable({ start: this.#starts.pop() ?? 0, cells, isOpen: false }, alignments);
  }

  /** A last line in pipes, with or without the beginning of the line below a header, is a table before long. */
  #likelyTable(): Block[] {
    const hasDelimiter = this.#lines.length > 1 && isDelimiterStart(this.lastLine);
    const header = this.#lines.at(hasDelimiter ? -2 : -1) ?? "";
    if (!header.startsWith("|") || splitRow(header).length === 0) return [];
    if (hasDelimiter) {
      this.#lines.pop();
      this.#starts.pop();
    }
    return this.takeHeader(splitRow(header).map(() => null)).close();
  }
}

export class OpenCode {
  readonly start: number;
  readonly language: string;
  /** `null` for code by indentation. */
  readonly fence: Fence | null;
  #pieces: string[] = [];
  #tail = "";
  #hasLine = false;
  /** Blank lines, which are code only if more code follows. */
  #pending = "";

  constructor(start: number, language: string, fence: Fence | null) {
    this.start = start;
    this.language = language;
    this.fence = fence;
  }

  fork(): OpenCode {
    const copy = new OpenCode(this.start, this.language, this.fence);
    copy.#pieces = [...this.#pieces];
    copy.#tail = this.#tail;
    copy.#hasLine = this.#hasLine;
    copy.#pending = this.#pending;
    return copy;
  }

  offer(cursor: LineCursor, isWhole: boolean): Offer {
    const { fence } = this;
    if (fence !== null) {
      if (isWhole && cursor.indent < 4 && closesFence(cursor.text, fence)) return "last";
      cursor.skipIndent(fence.indent);
      this.#addLine(cursor.rest);
      return "taken";
    }
    if (cursor.indent < 4 && !cursor.isBlank) return "refused";
    cursor.skipIndent(4);
    if (cursor.isBlank) {
      this.#pending += `\n${cursor.rest}`;
      return "taken";
    }
    this.#tail += this.#pending;
    this.#pending = "";
    this.#addLine(cursor.rest);
    return "taken";
  }

  /** More of the line that was taken last. */
  append(text: string): void {
    if (this.#tail.length >= maxPiece) {
      this.#pieces.push(this.#tail);
      this.#tail = "";
    }
    this.#tail += text;
  }

  close(): Block[] {
    const pieces = this.#tail === "" ? this.#pieces : [...this.#pieces, this.#tail];
    return [{ type: "code", start: this.start, language: this.language, pieces }];
  }

  #addLine(line: string): void {
    if (this.#hasLine) this.#tail += "\n";
    this.#hasLine = true;
    this.append(line);
  }
}

export class OpenMath {
  readonly start: number;
  readonly #closer: string;
  #lines: string[];
  #length = 0;

  constructor(start: number, closer: string, firstLine: string) {
    this.start = start;
    this.#closer = closer;
    this.#lines = [firstLine];
  }

  fork(): OpenMath {
    const copy = new OpenMath(this.start, this.#closer, "");
    copy.#lines = [...this.#lines];
    copy.#length = this.#length;
    return copy;
  }

  /** A blank line ends it: an opener that is never closed must not take the rest of the answer. */
  offer(cursor: LineCursor, isWhole: boolean): Offer {
    if (cursor.isBlank || !isWhole || this.#length >= maxPiece) return "refused";
    const line = cursor.rest.trimEnd();
    this.#lines.push(line);
    this.#length += line.length + 1;
    return line.endsWith(this.#closer) ? "last" : "taken";
  }

  close(): Block[] {
    return [{ type: "math", start: this.start, text: this.#lines.join("\n") }];
  }
}

export class OpenTable {
  readonly #alignments: readonly Alignment[];
  readonly #header: TableRow;
  #rows: TableRow[] = [];

  constructor(header: TableRow, alignments: readonly Alignment[]) {
    this.#header = header;
    this.#alignments = alignments;
  }

  fork(): OpenTable {
    const copy = new OpenTable(this.#header, this.#alignments);
    copy.#rows = [...this.#rows];
    return copy;
  }

  get isFull(): boolean {
    return this.#rows.length >= maxRows;
  }

  /** Where the next rows go once it is full, under the same header. */
  continuedAt(start: number): OpenTable {
    return new OpenTable({ ...this.#header, start }, this.#alignments);
  }

  add(line: string, start: number, isOpen: boolean): void {
    const cells = splitRow(line).slice(0, this.#header.cells.length);
    this.#rows.push({ start, cells, isOpen });
  }

  close(): Block[] {
    const header = this.#header;
    const alignments = this.#alignments;
    return [{ type: "table", start: header.start, alignments, header, rows: this.#rows }];
  }
}
