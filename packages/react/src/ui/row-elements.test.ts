import { describe, expect, it } from "vitest";
import { firstShown, nextShown } from "./row-elements.ts";

/** The elements of one list of keys after another. */
function elements(...lists: readonly string[]): readonly (readonly number[])[] {
  const [first = "", ...rest] = lists;
  const steps = [firstShown(first.split(""))];
  for (const keys of rest) steps.push(nextShown(steps.at(-1) ?? firstShown([]), keys.split("")));
  return steps.map((step) => step.elements);
}

describe("nextShown", () => {
  it("rows that are all new take over the elements at their places", () => {
    expect(elements("abcd", "wxyz", "abcd")).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
  });

  it("a row that stays keeps its element, and the one that comes to its place gets a new one", () => {
    expect(elements("abcd", "wxya")).toEqual([
      [0, 1, 2, 3],
      [4, 1, 2, 0],
    ]);
  });

  it.each([
    ["down", "abcd", "cdef", [2, 3, 4, 5]],
    ["up", "cdef", "abcd", [4, 5, 0, 1]],
  ])("scrolling %s moves no element", (_, before, after, expected) => {
    expect(elements(before, after)[1]).toEqual(expected);
  });

  it.each([
    ["fewer", "abcd", "xy", [0, 1]],
    ["more", "ab", "wxyz", [0, 1, 2, 3]],
    ["none", "abcd", "", []],
  ])("of %s rows each has one", (_, before, after, expected) => {
    expect(elements(before, after)[1]).toEqual(expected);
  });

  it("no element is given twice, whatever follows", () => {
    let seed = 7;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    let shown = firstShown([]);
    for (let step = 0; step < 500; step++) {
      const keys = "abcdefghijklmnop".split("").filter(() => random() < 0.5);
      keys.sort(() => random() - 0.5);
      const before = new Map(shown.keys.map((key, place) => [key, shown.elements[place]]));
      shown = nextShown(shown, keys);
      expect(new Set(shown.elements).size).toBe(keys.length);
      expect(shown.elements.every((element) => element < shown.unused)).toBe(true);
      const stayed = keys.filter((key) => before.has(key));
      expect(stayed.map((key) => shown.elements[keys.indexOf(key)])).toEqual(
        stayed.map((key) => before.get(key)),
      );
    }
  });
});
