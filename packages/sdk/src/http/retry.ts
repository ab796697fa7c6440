/** A longer `Retry-After` is not slept: the error is raised with it (contract 5.4). */
const longestRetryAfter = 60;

const refusedButRetryable = new Set([409, 429, 503]);
const retryable = new Set([408, 409, 429, 500, 502, 503, 504]);

/**
 * Whether a status is worth another attempt. `repeatable` is false for a POST without an idempotency key:
 * it is repeated only when the server said that it did nothing (contract 5.4).
 */
export function isRetryableStatus(status: number, repeatable: boolean): boolean {
  return (repeatable ? retryable : refusedButRetryable).has(status);
}

/**
 * Seconds the server asks to wait: `retry-after-ms`, else `retry-after` as seconds or HTTP-date; `null` when absent,
 * negative or unreadable. `date` is the wall clock in milliseconds.
 */
export function readRetryAfter(headers: Headers, date: number): number | null {
  const milliseconds = readSeconds(headers.get("retry-after-ms"));
  if (milliseconds !== null) return milliseconds / 1000;
  const text = headers.get("retry-after");
  const seconds = readSeconds(text);
  if (seconds !== null) return seconds;
  // Date.parse reads far more than HTTP-dates ("1,2" is a day in 2001), so the shape is checked first.
  if (!text || !/^[A-Z][a-z]+,? .*\d\d:\d\d:\d\d/.test(text)) return null;
  const wait = (Date.parse(text) - date) / 1000;
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

function readSeconds(text: string | null): number | null {
  if (!text || !/^\d+(\.\d+)?(e\d+)?$/i.test(text.trim())) return null;
  return Math.min(Number(text), Number.MAX_SAFE_INTEGER);
}

/**
 * Milliseconds before the attempt after `attempt` (counted from 0), `null` when the server asks for longer than a call
 * should hang. Without a `retryAfter` in seconds: min(0.5 * 2^attempt, 8) s plus up to 0.25 s (contract 5.4).
 */
export function retryDelay(attempt: number, retryAfter: number | null, random: () => number): number | null {
  if (retryAfter === null) return (Math.min(0.5 * 2 ** attempt, 8) + random() * 0.25) * 1000;
  return retryAfter > longestRetryAfter ? null : retryAfter * 1000;
}
