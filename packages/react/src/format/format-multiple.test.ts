import { expect, it } from "vitest";
import { formatMultiple } from "./format-multiple.ts";

it.each([
  [27.4, "27×"],
  [9.96, "10×"],
  [7.61, "7.6×"],
  [1, "1.0×"],
  [0.25, "0.3×"],
  [1234, "1,234×"],
  [null, null],
  [Number.NaN, null],
  [Infinity, null],
])("a multiple of %s reads %s", (multiple, text) => {
  expect(formatMultiple(multiple)).toBe(text);
});
