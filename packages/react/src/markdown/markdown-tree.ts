/** Text of which the inline markdown is parsed when it is shown. */
export interface Leaf {
  readonly text: string;
  /** More of it is to come: what is unfinished at its end is shown as what it will likely become. */
  readonly isOpen: boolean;
}

export interface ParagraphBlock extends Leaf {
  readonly type: "paragraph";
  readonly start: number;
  /** A later piece of a paragraph too long for one. */
  readonly isContinued: boolean;
}

export interface HeadingBlock extends Leaf {
  readonly type: "heading";
  readonly start: number;
  /** As written, 1 to 6. */
  readonly level: number;
  /** Place in the outline of the answer, from 1 and without gaps. */
  readonly depth: number;
}

export interface CodeBlock {
  readonly type: "code";
  readonly start: number;
  /** First word behind the fence; `""` where there is none. */
  readonly language: string;
  /** Joined they are the code. Each but the last is final. */
  readonly pieces: readonly string[];
}

/** Display math, which is shown as written. */
export interface MathBlock {
  readonly type: "math";
  readonly start: number;
  readonly text: string;
}

export interface RuleBlock {
  readonly type: "rule";
  readonly start: number;
}

export interface QuoteBlock {
  readonly type: "quote";
  readonly start: number;
  readonly children: readonly Block[];
}

export interface ListItem {
  readonly start: number;
  readonly task: "open" | "done" | null;
  readonly children: readonly Block[];
}

export interface ListBlock {
  readonly type: "list";
  readonly start: number;
  /** Number of the first item; `null` for bullets. */
  readonly first: number | null;
  /** Its items stand apart, as paragraphs. */
  readonly isLoose: boolean;
  readonly items: readonly ListItem[];
}

export type Alignment = "left" | "center" | "right" | null;

export interface TableRow {
  readonly start: number;
  /** As many as were written, at most as many as the header has. */
  readonly cells: readonly string[];
  readonly isOpen: boolean;
}

export interface TableBlock {
  readonly type: "table";
  readonly start: number;
  readonly alignments: readonly Alignment[];
  readonly header: TableRow;
  readonly rows: readonly TableRow[];
}

/** `start` is where its first line begins in the text, in UTF-16 units; it tells siblings apart. */
export type Block =
  ParagraphBlock | HeadingBlock | CodeBlock | MathBlock | RuleBlock | QuoteBlock | ListBlock | TableBlock;

/** A string is text, with `\n` where the source has a line end. */
export type Inline =
  | string
  | { readonly type: "emphasis" | "strong" | "strikethrough"; readonly children: readonly Inline[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "break" }
  /** The destination is what the model wrote, not yet checked. */
  | { readonly type: "link"; readonly destination: string; readonly children: readonly Inline[] }
  | { readonly type: "image"; readonly destination: string; readonly alt: string }
  /** Brackets that are a link or an image if their label is defined anywhere in the answer. */
  | {
      readonly type: "reference";
      readonly isImage: boolean;
      readonly label: string;
      readonly children: readonly Inline[];
      /** What stands behind the first pair of brackets: `""`, `[]` or `[label]`. */
      readonly tail: string;
    };
