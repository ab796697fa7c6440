import { expect, test } from "vitest";
import { microUsdToDollars, readMoney } from "./money.ts";

test.each([
  [null, "0.00"],
  [0, "0.00"],
  [-0, "0.00"],
  [5, "0.00"],
  [9_999, "0.00"],
  [10_000, "0.01"],
  [1_234_567, "1.23"],
  [420_715, "0.42"],
  [74_211, "0.07"],
  [9_999_999_999_999, "9999999.99"],
  [Number.MAX_SAFE_INTEGER, "9007199254.74"],
  [-15_000, "-0.01"],
  [-9_999, "0.00"],
  [-1_234_567, "-1.23"],
  [0.5, "0.00"],
  [1_234_567.5, "0.00"],
  [NaN, "0.00"],
  [Infinity, "0.00"],
  [2 ** 53, "0.00"],
  [12_345_678_901_234_567_890n, "12345678901234.56"],
  [-10_000n, "-0.01"],
])("D5 %s micro-USD read %j", (microUsd, dollars) => {
  expect(microUsdToDollars(microUsd)).toBe(dollars);
});

test.each([
  [420_715, 420_715, "0.42"],
  [-15_000, -15_000, "-0.01"],
  ["420715", 420_715, "0.42"],
  ["-15000", -15_000, "-0.01"],
  ["0", 0, "0.00"],
  // D4: exact to the cent, though no number can hold it.
  ["9007199254740993", null, "9007199254.74"],
  [`1${"0".repeat(29)}`, null, `1${"0".repeat(23)}.00`],
  [2 ** 53 + 2, null, "0.00"],
  [Infinity, null, "0.00"],
  [0.5, null, "0.00"],
  [NaN, null, "0.00"],
  ["", null, "0.00"],
  ["1e5", null, "0.00"],
  ["12.5", null, "0.00"],
  ["0x10", null, "0.00"],
  [" 5", null, "0.00"],
  ["$5", null, "0.00"],
  ["9".repeat(100_000), null, "0.00"],
  [true, null, "0.00"],
  [[5], null, "0.00"],
  [{}, null, "0.00"],
  [null, null, "0.00"],
  [undefined, null, "0.00"],
])("W31 D4 D5 a total sent as %j", (sent, microUsd, dollars) => {
  expect(readMoney(sent)).toEqual({ microUsd, dollars });
});

test("D5 minus zero is zero", () => {
  expect(readMoney(-0).microUsd).toBe(0);
  expect(readMoney("-0").microUsd).toBe(0);
});
