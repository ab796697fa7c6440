import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pieceEnds } from "./plain-text.tsx";

const pieces = (text: string) => {
  const ends = pieceEnds(text);
  return [0, ...ends].map((start, index) => text.slice(start, ends[index]));
};

describe("pieceEnds", () => {
  it("cuts at blank lines", () => {
    expect(pieces("One.\n\nTwo.\n\nThree.")).toEqual(["One.\n\n", "Two.\n\n", "Three."]);
    expect(pieces("One.\n\n")).toEqual(["One.\n\n"]);
    expect(pieces("")).toEqual([""]);
  });

  it("cuts a long paragraph at a line end, else at a space, else anywhere but in a character", () => {
    expect(pieces(`${"a".repeat(1500)}\n${"b".repeat(1500)}`).map((piece) => piece.length)).toEqual([
      1501, 1500,
    ]);
    expect(pieces(`${"a".repeat(1500)} ${"b".repeat(1500)}`).map((piece) => piece.length)).toEqual([
      1501, 1500,
    ]);
    expect(pieces("😀".repeat(1501)).every((piece) => piece.isWellFormed())).toBe(true);
  });

  it("loses nothing, and what has settled stays as more arrives", () => {
    const text = fc.array(fc.constantFrom("a", " ", "\n", "\n\n", "😀", "word ".repeat(300)), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, text, (before, more) => {
        const [first, whole] = [before.join(""), [...before, ...more].join("")];
        expect(pieces(whole).join("")).toBe(whole);
        const settled = pieceEnds(first).slice(0, -1);
        expect(pieceEnds(whole).slice(0, settled.length)).toEqual(settled);
      }),
    );
  });
});
