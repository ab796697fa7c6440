import { expect, test } from "vitest";
import { isRetryableStatus, readRetryAfter, retryDelay } from "./retry.ts";

const noon = Date.UTC(2026, 6, 1, 12);

test.each([
  [0, 0, 500],
  [1, 0, 1000],
  [2, 0, 2000],
  [3, 0, 4000],
  [4, 0, 8000],
  [5, 0, 8000],
  [30, 0, 8000],
  [5000, 0, 8000],
  [0, 1, 750],
  [4, 1, 8250],
])("T16 the delay after attempt %i with chance %d is %i ms", (attempt, chance, delay) => {
  expect(retryDelay(attempt + 1, { retryable: true }, () => chance)).toBe(delay);
});

test("T16 10,000 draws of jitter only lengthen the delay, by at most a quarter of a second, and spread over it", () => {
  const draws = Array.from({ length: 10_000 }, () => retryDelay(3, { retryable: true }, Math.random) ?? NaN);
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(2000);
  expect(Math.max(...draws)).toBeLessThan(2250);
  expect(Math.min(...draws)).toBeLessThan(2010);
  expect(Math.max(...draws)).toBeGreaterThan(2240);
});

test.each([
  [0, 0],
  [2, 2000],
  [0.25, 250],
  [59.999, 59_999],
  [60, 60_000],
])("T12 a Retry-After of %d s is slept without jitter", (seconds, delay) => {
  expect(retryDelay(2, { retryable: true, retryAfter: seconds }, () => 0.9)).toBe(delay);
});

test.each([60.001, 61, 2_592_000, 2 ** 31 / 1000, Number.MAX_SAFE_INTEGER])(
  "T14 a Retry-After of %d s is not slept",
  (seconds) => {
    expect(retryDelay(1, { retryable: true, retryAfter: seconds }, () => 0)).toBeNull();
  },
);

test.each([
  ["2", 2],
  ["0", 0],
  ["1.5", 1.5],
  ["2592000", 2_592_000],
  ["1e309", Number.MAX_SAFE_INTEGER],
  ["Wed, 01 Jul 2026 12:00:05 GMT", 5],
  ["Wed, 01 Jul 2026 13:00:00 GMT", 3600],
  ["Wednesday, 01-Jul-26 12:00:05 GMT", 5],
  // In the past, or a clock that runs ahead.
  ["Wed, 01 Jul 2026 11:59:00 GMT", 0],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
])("T13 W16 Retry-After %s is %d s", (header, seconds) => {
  expect(readRetryAfter(new Headers({ "retry-after": header }), noon)).toBe(seconds);
});

test.each([
  "-5",
  "",
  "soon",
  "1,2",
  "NaN",
  "Infinity",
  "0x10",
  "+3",
  "1_000",
  "2 s",
  "Wed, 99 Foo 2026 12:00:05 GMT",
])("T15 Retry-After %j is ignored", (header) => {
  expect(readRetryAfter(new Headers({ "retry-after": header }), noon)).toBeNull();
});

test("T15 no header, and two of them, are ignored", () => {
  expect(readRetryAfter(new Headers(), noon)).toBeNull();
  const headers = new Headers({ "retry-after": "1" });
  headers.append("retry-after", "2");
  expect(readRetryAfter(headers, noon)).toBeNull();
});

test("retry-after-ms comes before retry-after, and an unreadable one is passed over", () => {
  const read = (milliseconds: string) =>
    readRetryAfter(new Headers({ "retry-after-ms": milliseconds, "retry-after": "7" }), noon);
  expect(read("250")).toBe(0.25);
  expect(read("0")).toBe(0);
  expect(read("soon")).toBe(7);
  expect(read("-1")).toBe(7);
});

test.each([
  [408, true, false],
  [409, true, true],
  [429, true, true],
  [500, true, false],
  [502, true, false],
  [503, true, true],
  [504, true, false],
  [301, false, false],
  [400, false, false],
  [401, false, false],
  [402, false, false],
  [403, false, false],
  [404, false, false],
  [405, false, false],
  [413, false, false],
  [418, false, false],
  [422, false, false],
  [501, false, false],
  [505, false, false],
  [599, false, false],
])("status %i is retried: %s, and for a POST without a key: %s", (status, repeatable, keyless) => {
  expect(isRetryableStatus(status, true)).toBe(repeatable);
  expect(isRetryableStatus(status, false)).toBe(keyless);
});
