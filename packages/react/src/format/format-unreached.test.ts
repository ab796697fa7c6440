import { assert, constantFrom, double, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration } from "./format-duration.ts";
import { formatMultiple } from "./format-multiple.ts";
import { formatPercent } from "./format-percent.ts";

describe("no number is rounded to a bound that it has not reached (C8)", () => {
  it.each([
    [0.9996, undefined, ">99.9%"],
    [0.9995, undefined, ">99.9%"],
    [0.9994, undefined, "99.9%"],
    [0.0004, undefined, "<0.1%"],
    [0.0005, undefined, "0.1%"],
    [0.996, 50, ">99%"],
    [0.004, 50, "<1%"],
    [-0.0004, undefined, "-<0.1%"],
    [1.0004, undefined, ">100.0%"],
  ])("a share of %s over %s rows reads %s", (share, n, text) => {
    expect(formatPercent(share, { n: n ?? null })).toBe(text);
  });

  it("in any locale only 0 and 1 read as 0 and 1", () => {
    const share = double({ min: -2, max: 2, noNaN: true });
    assert(
      property(share, constantFrom(5, 100, null), constantFrom("en", "de", "ar-EG"), (value, n, locale) => {
        const text = formatPercent(value, { n, locale });
        expect(text === formatPercent(0, { n, locale })).toBe(value === 0);
        expect(text === formatPercent(1, { n, locale })).toBe(value === 1);
      }),
    );
  });

  it.each([
    [0.04, "<0.1×"],
    [0.97, ">0.9×"],
    [1.04, ">1.0×"],
    [1, "1.0×"],
    [0, "0.0×"],
  ])("a multiple of %s reads %s", (multiple, text) => {
    expect(formatMultiple(multiple)).toBe(text);
  });

  it.each([
    [0.3, "<1 ms"],
    [-0.3, "-<1 ms"],
    [0.5, "1 ms"],
  ])("a duration of %s ms reads %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)?.replace(/\s/g, " ")).toBe(text);
  });
});
