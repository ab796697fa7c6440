/**
 * Micro-USD as dollars, floored towards zero to whole cents: `1_234_567` -> `"1.23"`, `-15_000` -> `"-0.01"`, no `$`.
 * `null` and numbers that are no safe integer, which could not be right to the cent, read `"0.00"` (contract 4.1).
 * For billed totals; unit rates are never floored.
 */
export function microUsdToDollars(microUsd: number | bigint | null): string {
  if (microUsd === null || (typeof microUsd !== "bigint" && !Number.isSafeInteger(microUsd))) return "0.00";
  const cents = BigInt(microUsd) / 10_000n;
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A total as the server may send it: an integer, or its digits as text. */
export interface Money {
  /** Integer micro-USD; `null` when absent, unreadable or too large to be exact. */
  readonly microUsd: number | null;
  /** Dollars floored to cents, exact for text of any length. */
  readonly dollars: string;
}

export function readMoney(value: unknown): Money {
  const isNumber = typeof value === "number" && Number.isSafeInteger(value);
  const exact = isNumber || (typeof value === "string" && /^-?\d{1,30}$/.test(value)) ? BigInt(value) : null;
  const number = Number(exact ?? NaN);
  return { microUsd: Number.isSafeInteger(number) ? number : null, dollars: microUsdToDollars(exact) };
}
