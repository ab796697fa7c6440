import type { Inline } from "./markdown-tree.ts";

type Mark = "emphasis" | "strong" | "strikethrough";

/** Elements around a piece of text. What is nested deeper keeps its text and loses its mark. */
const maxNesting = 16;

/** A run of `*`, `_` or `~~` that may begin or end something. */
export class Delimiter {
  readonly character: string;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** Characters that are still text. */
  count: number;
  /** Place among all delimiters of the text. */
  order = 0;
  /** What begins here, innermost first. */
  readonly opens: Mark[] = [];
  /** What ends here, innermost first. */
  readonly closes: Mark[] = [];
  previous: Delimiter | null = null;
  next: Delimiter | null = null;

  constructor(character: string, length: number, canOpen: boolean, canClose: boolean) {
    this.character = character;
    this.length = length;
    this.count = length;
    this.canOpen = canOpen;
    this.canClose = canClose;
  }
}

export type Token = Inline | Delimiter;

/** Delimiters that have not found their match, in the order of the text. */
export class DelimiterStack {
  #last: Delimiter | null = null;
  #count = 0;

  get last(): Delimiter | null {
    return this.#last;
  }

  push(delimiter: Delimiter): void {
    delimiter.order = ++this.#count;
    delimiter.previous = this.#last;
    if (this.#last) this.#last.next = delimiter;
    this.#last = delimiter;
  }

  /** Matches what stands above `bottom`, by CommonMark's rules, and takes it from the stack. */
  match(bottom: Delimiter | null): void {
    // By kind of closer, the place up to which there is no opener for it: no stretch is searched twice.
    const searched = new Map<string, number>();
    let closer = this.#first(bottom);
    while (closer !== null) {
      const { next } = closer;
      if (!closer.canClose) {
        closer = next;
        continue;
      }
      const kind = `${closer.character}${closer.canOpen}${closer.length % 3}`;
      const opener = findOpener(closer, searched.get(kind) ?? bottom?.order ?? 0);
      if (opener === null) {
        searched.set(kind, closer.order - 1);
        if (!closer.canOpen) this.#remove(closer);
        closer = next;
        continue;
      }
      pair(opener, closer);
      while (closer.previous !== opener && closer.previous !== null) this.#remove(closer.previous);
      if (opener.count === 0) this.#remove(opener);
      if (closer.count > 0) continue;
      this.#remove(closer);
      closer = next;
    }
  }

  /** Lets what has begun last to the end of the text, which is still to come. */
  leaveOpen(): void {
    for (let delimiter = this.#first(null); delimiter !== null; delimiter = delimiter.next) {
      if (!delimiter.canOpen || delimiter.count > 3) continue;
      if (delimiter.character === "~") delimiter.opens.push("strikethrough");
      else {
        if (delimiter.count > 1) delimiter.opens.push("strong");
        if (delimiter.count !== 2) delimiter.opens.push("emphasis");
      }
      delimiter.count = 0;
    }
  }

  dropTo(bottom: Delimiter | null): void {
    while (this.#last !== null && this.#last !== bottom) this.#remove(this.#last);
  }

  #first(bottom: Delimiter | null): Delimiter | null {
    let first = this.#last;
    if (first === bottom) return null;
    while (first !== null && first.previous !== bottom) first = first.previous;
    return first;
  }

  #remove(delimiter: Delimiter): void {
    const { previous, next } = delimiter;
    if (previous) previous.next = next;
    if (next) next.previous = previous;
    else this.#last = previous;
  }
}

function findOpener(closer: Delimiter, bottom: number): Delimiter | null {
  for (let opener = closer.previous; opener !== null && opener.order > bottom; opener = opener.previous) {
    const isOdd =
      (closer.canOpen || opener.canClose) &&
      closer.length % 3 !== 0 &&
      (opener.length + closer.length) % 3 === 0;
    if (opener.character === closer.character && opener.canOpen && !isOdd) return opener;
  }
  return null;
}

function pair(opener: Delimiter, closer: Delimiter): void {
  const isStrong = opener.count > 1 && closer.count > 1;
  const mark = opener.character === "~" ? "strikethrough" : isStrong ? "strong" : "emphasis";
  opener.opens.push(mark);
  closer.closes.push(mark);
  opener.count -= isStrong ? 2 : 1;
  closer.count -= isStrong ? 2 : 1;
}

/** The tree that matched delimiters make of a flat row. */
export function buildTree(tokens: readonly Token[]): Inline[] {
  const root: Inline[] = [];
  const outer: { readonly children: Inline[]; readonly mark: Mark }[] = [];
  let children = root;

  function close(): void {
    const parent = outer.pop();
    if (!parent) return;
    if (children !== parent.children && children.length > 0) {
      parent.children.push({ type: parent.mark, children });
    }
    children = parent.children;
  }

  for (const token of tokens) {
    if (!(token instanceof Delimiter)) {
      append(children, token);
      continue;
    }
    for (let index = 0; index < token.closes.length; index++) close();
    append(children, token.character.repeat(token.count));
    for (const mark of token.opens.toReversed()) {
      outer.push({ children, mark });
      if (outer.length <= maxNesting) children = [];
    }
  }
  while (outer.length > 0) close();
  return root;
}

function append(children: Inline[], node: Inline): void {
  const last = children.at(-1);
  if (typeof node === "string" && typeof last === "string") children[children.length - 1] = last + node;
  else if (node !== "") children.push(node);
}

/** The words alone, as the name of an image has them. */
export function plainText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      if (node.type === "break") return " ";
      if (node.type === "code") return node.text;
      return node.type === "image" ? node.alt : plainText(node.children);
    })
    .join("");
}
