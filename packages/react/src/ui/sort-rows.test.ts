import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SortValue, sortRows } from "./sort-rows.ts";

const sorted = (
  values: readonly SortValue[],
  direction: "ascending" | "descending" = "ascending",
  locale = "en",
) => sortRows(values, (value) => value, { direction, locale });

describe("sortRows", () => {
  it.each<[readonly SortValue[], readonly SortValue[]]>([
    [
      [10, 9, -1, 0.5],
      [-1, 0.5, 9, 10],
    ],
    [
      ["run 10", "run 9", "Run 1"],
      ["Run 1", "run 9", "run 10"],
    ],
    [
      [2n ** 64n, 3, -(2n ** 70n)],
      [-(2n ** 70n), 3, 2n ** 64n],
    ],
    [
      ["b", 2, "a", 1],
      [1, 2, "a", "b"],
    ],
    [
      [true, false],
      [false, true],
    ],
  ])("D7 %s", (values, order) => {
    expect(sorted(values)).toEqual(order);
  });

  it.each(["ascending", "descending"] as const)("D5 what has no value comes last, %s", (direction) => {
    const values = [null, 3, undefined, Number.NaN, 1, "", new Date(Number.NaN)];
    expect(sorted(values, direction).slice(0, 2)).toEqual(direction === "ascending" ? [1, 3] : [3, 1]);
    expect(sorted(values, direction).slice(2)).toEqual([
      null,
      undefined,
      Number.NaN,
      "",
      new Date(Number.NaN),
    ]);
  });

  it("D8 ties keep their order in both directions", () => {
    const rows = [
      { name: "a", score: 1 },
      { name: "b", score: 1 },
      { name: "c", score: 2 },
    ];
    const names = (direction: "ascending" | "descending") =>
      sortRows(rows, (row) => row.score, { direction, locale: "en" }).map((row) => row.name);
    expect(names("ascending")).toEqual(["a", "b", "c"]);
    expect(names("descending")).toEqual(["c", "a", "b"]);
  });

  it("dates by time, text by locale", () => {
    expect(sorted([new Date(2), new Date(1)])).toEqual([new Date(1), new Date(2)]);
    expect(sorted(["z", "ä", "a"], "ascending", "de")).toEqual(["a", "ä", "z"]);
    expect(sorted(["z", "ä", "a"], "ascending", "sv")).toEqual(["a", "z", "ä"]);
  });

  it("D9 loses no row and invents none, and leaves the list it was given alone", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double(), fc.string(), fc.constant(null), fc.bigInt())), (values) => {
        const before = [...values];
        const after = sorted(values, "descending");
        expect(values).toEqual(before);
        expect(after).toHaveLength(before.length);
        expect(before.filter((value) => !after.includes(value))).toEqual([]);
      }),
    );
  });
});
