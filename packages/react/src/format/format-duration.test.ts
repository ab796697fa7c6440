import { describe, expect, it } from "vitest";
import { formatClock, formatDuration } from "./format-duration.ts";

const plain = (text: string | null) => text?.replaceAll(" ", " ") ?? null;

describe("formatDuration", () => {
  it.each([
    [0, "0 ms"],
    [840, "840 ms"],
    [999.4, "999 ms"],
    [999.9, "1 s"],
    [1234, "1.2 s"],
    [9_949, "9.9 s"],
    [9_960, "10 s"],
    [59_400, "59 s"],
    [59_600, "1 min"],
    [134_000, "2 min 14 s"],
    [3_600_000, "1 h"],
    [11_100_000, "3 h 5 min"],
    [7_170_000, "2 h"],
    [-840, "-840 ms"],
  ])("%s ms reads %s", (milliseconds, text) => {
    expect(plain(formatDuration(milliseconds))).toBe(text);
  });

  it.each([null, undefined, Number.NaN, Infinity])("%s is no duration", (milliseconds) => {
    expect(formatDuration(milliseconds)).toBeNull();
  });
});

describe("formatClock", () => {
  it.each([
    [0, "0:00"],
    [23_900, "0:23"],
    [725_000, "12:05"],
    [3_729_000, "1:02:09"],
    [-5, "0:00"],
    [Number.NaN, "0:00"],
  ])("%s ms reads %s", (milliseconds, text) => {
    expect(formatClock(milliseconds)).toBe(text);
  });

  it("has the digits of its locale", () => {
    expect(formatClock(3_729_000, { locale: "ar-EG" })).toBe("١:٠٢:٠٩");
  });
});
