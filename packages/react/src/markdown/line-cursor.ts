/** Columns between two tab stops. */
const tabWidth = 4;

/** Reads the start of a line marker by marker, with tabs as the columns they stand for. */
export class LineCursor {
  readonly #line: string;
  #offset = 0;
  #column = 0;
  /** Columns left of a tab of which a marker took the first ones. */
  #tabRest = 0;
  #textOffset = 0;
  #textColumn = 0;

  constructor(line: string) {
    this.#line = line;
    this.#findText();
  }

  /** Nothing but spaces and tabs is left. */
  get isBlank(): boolean {
    return this.#textOffset === this.#line.length;
  }

  /** Columns before the text. */
  get indent(): number {
    return this.#textColumn - this.#column;
  }

  /** What is left, without its indentation. */
  get text(): string {
    return this.#line.slice(this.#textOffset);
  }

  /** What is left, with its indentation. */
  get rest(): string {
    return " ".repeat(this.#tabRest) + this.#line.slice(this.#offset);
  }

  /** First character of the text; `""` on a blank line. */
  get character(): string {
    return this.#line.charAt(this.#textOffset);
  }

  /** Passes over as many columns of indentation as there are, at most `count`. */
  skipIndent(count: number): void {
    let left = Math.min(count, this.indent);
    this.#column += left;
    while (left > 0) {
      if (this.#tabRest === 0) {
        const isTab = this.#line.charAt(this.#offset++) === "\t";
        this.#tabRest = isTab ? tabWidth - ((this.#column - left) % tabWidth) : 1;
      }
      const taken = Math.min(left, this.#tabRest);
      this.#tabRest -= taken;
      left -= taken;
    }
  }

  /** Passes over the indentation and a marker of `width` characters. */
  skipMarker(width: number): void {
    this.#offset = this.#textOffset + width;
    this.#column = this.#textColumn + width;
    this.#tabRest = 0;
    this.#findText();
  }

  #findText(): void {
    let offset = this.#offset;
    let column = this.#column;
    for (; offset < this.#line.length; offset++) {
      const character = this.#line.charAt(offset);
      if (character === " ") column++;
      else if (character === "\t") column += tabWidth - (column % tabWidth);
      else break;
    }
    this.#textOffset = offset;
    this.#textColumn = column;
  }
}
