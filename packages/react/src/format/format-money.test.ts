import { describe, expect, it } from "vitest";
import { formatMoney } from "./format-money.ts";

describe("formatMoney", () => {
  it.each([
    [0, "$0.00"],
    [-0, "$0.00"],
    [5, "<$0.01"],
    [9_999, "<$0.01"],
    [10_000, "$0.01"],
    [74_211, "$0.07"],
    [1_239_999, "$1.23"],
    [12_400_000, "$12.40"],
    [12_345_678_900, "$12,345.67"],
    [-15_000, "-$0.01"],
    [-5, "-<$0.01"],
    [0.5, "<$0.01"],
    [9_007_199_254_740_993_000_001n, "$9,007,199,254,740,993.00"],
  ])("a total of %s micro-USD reads %s", (microUsd, text) => {
    expect(formatMoney(microUsd)).toBe(text);
  });

  it.each([
    [0, "$0.00"],
    [5, "$0.0000050"],
    [420, "$0.00042"],
    [2_900, "$0.0029"],
    [21_400, "$0.0214"],
    [74_211, "$0.0742"],
    [420_000, "$0.42"],
    [1_234_567, "$1.23"],
    [-420, "-$0.00042"],
  ])("a rate of %s micro-USD reads %s", (microUsd, text) => {
    expect(formatMoney(microUsd, { kind: "rate" })).toBe(text);
  });

  it.each([null, undefined, Number.NaN, Infinity, -Infinity])("D5 %s is no amount", (microUsd) => {
    expect(formatMoney(microUsd)).toBeNull();
    expect(formatMoney(microUsd, { kind: "rate" })).toBeNull();
  });

  it("follows the locale", () => {
    expect(formatMoney(12_345_678_900, { locale: "de" })?.replaceAll(/\s/g, " ")).toBe("12.345,67 $");
  });
});
