import type { LineCursor } from "./line-cursor.ts";
import type { ListMarker } from "./line-shapes.ts";
import type { Block, ListItem } from "./markdown-tree.ts";

interface OpenQuote {
  readonly type: "answer" | "quote";
  readonly start: number;
  readonly children: Block[];
}

interface OpenItem {
  readonly type: "item";
  readonly start: number;
  /** Columns by which its lines are indented. */
  readonly indent: number;
  task: ListItem["task"];
  readonly children: Block[];
}

interface OpenList {
  readonly type: "list";
  readonly start: number;
  readonly marker: ListMarker;
  isLoose: boolean;
  readonly items: ListItem[];
}

type Container = OpenQuote | OpenItem | OpenList;

/** Items of one list; more of them go on in another, with the next number. */
const maxItems = 200;

const taskMarker = /^\[([ xX])\](?:[ \t\n]+|$)/;

/** The quotes, lists and items that the next line may still be in; outermost is the answer itself. */
export class OpenContainers {
  #stack: Container[] = [{ type: "answer", start: 0, children: [] }];
  /** Where the line before was blank: the depth of the innermost quote around it, from 0 on. */
  #blankDepth: number | null = null;

  get depth(): number {
    return this.#stack.length;
  }

  fork(): OpenContainers {
    const copy = new OpenContainers();
    copy.#stack = this.#stack.map((container) =>
      container.type === "list"
        ? { ...container, items: [...container.items] }
        : { ...container, children: [...container.children] },
    );
    copy.#blankDepth = this.#blankDepth;
    return copy;
  }

  /** How many of them the line continues. */
  match(cursor: LineCursor, hasLeaf: boolean): number {
    let depth = 1;
    for (; depth < this.#stack.length; depth++) {
      const container = this.#stack[depth];
      if (container?.type === "quote") {
        if (cursor.indent > 3 || cursor.character !== ">") break;
        cursor.skipMarker(1);
        cursor.skipIndent(1);
      } else if (container?.type === "item") {
        const isEmpty = !hasLeaf && depth === this.#stack.length - 1 && container.children.length === 0;
        if (cursor.isBlank ? isEmpty : cursor.indent < container.indent) break;
        cursor.skipIndent(cursor.isBlank ? cursor.indent : container.indent);
      }
    }
    return depth;
  }

  closeTo(depth: number): void {
    while (this.#stack.length > depth) {
      const container = this.#stack.pop();
      const parent = this.#stack.at(-1);
      if (container?.type === "item" && parent?.type === "list") {
        const { start, task, children } = container;
        parent.items.push({ start, task, children });
      } else if (container?.type === "list") {
        const { start, marker, isLoose, items } = container;
        this.add({ type: "list", start, first: marker.first, isLoose, items });
      } else if (container?.type === "quote") {
        this.add({ type: "quote", start: container.start, children: container.children });
      }
    }
  }

  /** Everything, once nothing but the answer is open. */
  finish(): readonly Block[] {
    this.closeTo(1);
    const [answer] = this.#stack;
    return answer?.type === "answer" ? answer.children : [];
  }

  /** A block ends inside the innermost. */
  add(block: Block): void {
    const parent = this.#stack.at(-1);
    if (parent === undefined || parent.type === "list") return;
    const [marker, state] =
      parent.type === "item" && parent.children.length === 0 && block.type === "paragraph"
        ? (taskMarker.exec(block.text) ?? [])
        : [];
    if (marker !== undefined && parent.type === "item" && block.type === "paragraph") {
      parent.task = state === " " ? "open" : "done";
      parent.children.push({ ...block, text: block.text.slice(marker.length) });
    } else parent.children.push(block);
  }

  /** A block begins inside the innermost, which is no list then. */
  startBlock(): void {
    if (this.#stack.at(-1)?.type === "list") this.closeTo(this.#stack.length - 1);
    const item = this.#stack.at(-1);
    const list = this.#stack.at(-2);
    if (item?.type === "item" && list?.type === "list" && item.children.length > 0) {
      list.isLoose ||= this.#isAfterBlank(this.#stack.length - 1);
    }
  }

  startQuote(start: number): void {
    this.startBlock();
    this.#stack.push({ type: "quote", start, children: [] });
  }

  startItem(start: number, marker: ListMarker, indent: number): void {
    const list = this.#stack.at(-1);
    const isSame = list?.type === "list" && isSameList(list.marker, marker);
    if (isSame && list.items.length < maxItems) {
      list.isLoose ||= this.#isAfterBlank(this.#stack.length - 1);
    } else {
      this.startBlock();
      const first = isSame && list.marker.first !== null ? list.marker.first + maxItems : marker.first;
      this.#stack.push({ type: "list", start, marker: { ...marker, first }, isLoose: false, items: [] });
    }
    this.#stack.push({ type: "item", start, indent, task: null, children: [] });
  }

  /** What stands behind a blank line is only loosened by it within the same quote. */
  lineEnds(isBlank: boolean): void {
    this.#blankDepth = isBlank ? this.#stack.findLastIndex(({ type }) => type === "quote") : null;
  }

  #isAfterBlank(depth: number): boolean {
    return this.#blankDepth !== null && depth > this.#blankDepth;
  }
}

function isSameList(one: ListMarker, other: ListMarker): boolean {
  return one.kind === other.kind && (one.first === null) === (other.first === null);
}
