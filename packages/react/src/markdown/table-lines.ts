import type { Alignment } from "./markdown-tree.ts";

/** Columns of the widest table; anything wider is text. */
export const maxColumns = 64;

/** The cells of a row, trimmed. `\|` does not divide. */
export function splitRow(line: string): string[] {
  const text = line.trim();
  const cells: string[] = [];
  let cell = "";
  let from = text.startsWith("|") ? 1 : 0;
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "\\") {
      index++;
      if (text.charAt(index) !== "|") continue;
      cell += text.slice(from, index - 1);
      from = index;
    } else if (character === "|") {
      cells.push((cell + text.slice(from, index)).trim());
      cell = "";
      from = index + 1;
    }
  }
  if (from < text.length || cell !== "") cells.push((cell + text.slice(from)).trim());
  return cells;
}

/** Only what the line between header and rows is made of, perhaps not all of it yet. */
export function isDelimiterStart(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (!"|:- \t".includes(text.charAt(index))) return false;
  }
  return true;
}

function readAlignment(cell: string): Alignment | undefined {
  const isLeft = cell.startsWith(":");
  const isRight = cell.length > 1 && cell.endsWith(":");
  const dashes = cell.slice(isLeft ? 1 : 0, isRight ? -1 : undefined);
  if (dashes === "" || dashes.replaceAll("-", "") !== "") return undefined;
  if (isLeft && isRight) return "center";
  if (isLeft) return "left";
  return isRight ? "right" : null;
}

/** The line between header and rows: `| :-- | --: |`. */
export function readDelimiterRow(text: string): Alignment[] | null {
  if (!text.includes("|") || !isDelimiterStart(text)) return null;
  const alignments: Alignment[] = [];
  for (const cell of splitRow(text)) {
    const alignment = readAlignment(cell);
    if (alignment === undefined) return null;
    alignments.push(alignment);
  }
  return alignments.length > 0 && alignments.length <= maxColumns ? alignments : null;
}
