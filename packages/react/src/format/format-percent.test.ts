import { describe, expect, it } from "vitest";
import { formatPercent } from "./format-percent.ts";

describe("formatPercent", () => {
  it.each([
    [0.912, {}, "91.2%"],
    [1, {}, "100.0%"],
    [0, {}, "0.0%"],
    [-0, {}, "0.0%"],
    [0.912, { n: 99 }, "91%"],
    [0.912, { n: 100 }, "91.2%"],
    [0.912, { n: null }, "91.2%"],
    [1.05, {}, "105.0%"],
    [-0.021, {}, "-2.1%"],
  ])("%s with %o reads %s", (share, options, text) => {
    expect(formatPercent(share, options)).toBe(text);
  });

  it.each([null, undefined, Number.NaN, Infinity])("D8 %s is no share", (share) => {
    expect(formatPercent(share)).toBeNull();
  });

  it("follows the locale", () => {
    expect(formatPercent(0.912, { locale: "de" })?.replaceAll(/\s/g, " ")).toBe("91,2 %");
  });
});
