/**
 * Whether a status is worth another attempt. `repeatable` is false for a POST without an idempotency key: it is
 * repeated only when the server said that it did nothing (contract 5.4).
 */
export function isRetryableStatus(status: number, repeatable: boolean): boolean {
  return [409, 429, 503].includes(status) || (repeatable && [408, 500, 502, 504].includes(status));
}

/**
 * Seconds the server asks to wait: `retry-after-ms`, else `retry-after` as seconds or HTTP-date; `null` when absent,
 * negative or unreadable. `date` is the wall clock in milliseconds.
 */
export function readRetryAfter(headers: Headers, date: number): number | null {
  const text = headers.get("retry-after");
  const seconds = readNumber(headers.get("retry-after-ms")) / 1000;
  // Date.parse reads far more than HTTP-dates ("1,2" is a day in 2001), so the shape is checked first.
  const untilDate = /^[A-Z][a-z]+,? .*\d:\d\d:\d\d/.test(text ?? "")
    ? (Date.parse(text ?? "") - date) / 1000
    : NaN;
  const wait = [seconds, readNumber(text), untilDate].find((candidate) => !Number.isNaN(candidate));
  return wait === undefined ? null : Math.min(Math.max(0, wait), Number.MAX_SAFE_INTEGER);
}

function readNumber(text: string | null): number {
  return /^\d+(\.\d+)?(e\d+)?$/i.test(text ?? "") ? Number(text) : NaN;
}

/**
 * Milliseconds before another attempt, after `attempts` (1 or more) of them: as long as the server asks, else
 * min(0.5 * 2^(attempts - 1), 8) s plus up to 0.25 s. `null` when the error is not worth one, or the server asks for
 * more than a minute: a call should not hang for so long, and the error carries it (contract 5.4).
 */
export function retryDelay(
  attempts: number,
  { retryable, retryAfter = null }: { readonly retryable: boolean; readonly retryAfter?: number | null },
  random: () => number,
): number | null {
  if (!retryable || (retryAfter && retryAfter > 60)) return null;
  return 1000 * (retryAfter ?? Math.min(2 ** attempts / 4, 8) + random() / 4);
}
