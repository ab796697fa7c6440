import { assert, constantFrom, double, oneof, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAbsoluteTime, formatRelativeTime, formatTimeOfDay, readInstant } from "./format-time.ts";

const now = Date.UTC(2026, 6, 1, 12);

describe("readInstant", () => {
  it.each([
    [1_782_900_000, 1_782_900_000_000],
    [1_782_900_000_000, 1_782_900_000_000],
    ["2026-07-01T10:00:00Z", Date.UTC(2026, 6, 1, 10)],
    ["2026-07-01", Date.UTC(2026, 6, 1)],
    [new Date(5e11), 5e11],
    ["9999-12-31T23:59:59Z", Date.UTC(9999, 11, 31, 23, 59, 59)],
    [0, 0],
  ])("D6 %s is a time", (instant, at) => {
    expect(readInstant(instant)).toBe(at);
  });

  it.each([null, undefined, "", "soon", Number.NaN, Infinity, 1e20, new Date("x")])(
    "D6 %s names no time",
    (instant) => {
      expect(readInstant(instant)).toBeNull();
    },
  );
});

describe("formatRelativeTime", () => {
  it.each([
    [0, "now"],
    [-4_000, "4 seconds ago"],
    [-59_999, "59 seconds ago"],
    [-60_000, "1 minute ago"],
    [-3_600_000, "1 hour ago"],
    [-86_400_000, "1 day ago"],
    [-40 * 86_400_000, "1 month ago"],
    [-800 * 86_400_000, "2 years ago"],
    [7_200_000, "in 2 hours"],
  ])("%s ms from now reads %s", (distance, text) => {
    expect(formatRelativeTime(now + distance, now)).toBe(text);
  });

  it("never jumps backwards as time passes, and is never none of a unit (C7)", () => {
    const day = 86_400_000;
    const unitDays = {
      second: 1 / 86_400,
      minute: 1 / 1440,
      hour: 1 / 24,
      day: 1,
      month: 30.4375,
      year: 365.25,
    };
    const daysOf = (text: string) => {
      const [, count = "", unit = ""] = /^(?:in )?(\d+) (\w+?)s?(?: ago)?$/.exec(text) ?? [];
      return Number(count) * (unitDays[unit as keyof typeof unitDays] ?? Number.NaN);
    };
    const days = double({ min: 0.001, max: 2000, noNaN: true });
    const borders = constantFrom(29.99, 30, 30.2, 30.4, 30.44, 60.8, 364.9, 365, 365.2, 365.25, 730.4, 731);
    assert(
      property(oneof(days, borders), oneof(days, borders), constantFrom(-1, 1), (one, other, way) => {
        const read = (age: number) => daysOf(formatRelativeTime(now + way * age * day, now));
        const [near, far] = one < other ? [one, other] : [other, one];
        expect(read(near)).toBeLessThanOrEqual(read(far));
        expect(read(near)).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it("follows the locale", () => {
    expect(formatRelativeTime(now - 4_000, now, { locale: "de" })).toBe("vor 4 Sekunden");
  });
});

it("formatAbsoluteTime names date and time", () => {
  expect(formatAbsoluteTime(now)).toMatch(/2026.*\d:\d\d:\d\d/);
});

describe("formatTimeOfDay", () => {
  const noon = new Date(2026, 6, 1, 12).getTime();

  it("has no day today, and its day otherwise", () => {
    expect(formatTimeOfDay(new Date(2026, 6, 1, 9, 5).getTime(), noon)).toBe("9:05 AM");
    expect(formatTimeOfDay(new Date(2026, 5, 30, 23, 59).getTime(), noon)).toBe("Jun 30, 11:59 PM");
    expect(formatTimeOfDay(new Date(2026, 6, 1, 0, 0).getTime(), noon, { locale: "de" })).toBe("00:00");
  });
});
