export interface MoneyOptions {
  /**
   * `total`: a billed sum, floored to whole cents as the platform does, `<$0.01` for what is less than one.
   * `rate`: the price of one unit, two or three significant digits, never floored. Default `"total"`.
   */
  readonly kind?: "total" | "rate" | undefined;
  /** BCP 47. Default `"en"`. */
  readonly locale?: string | undefined;
}

/**
 * Micro-USD (1,000,000 = $1.00) in words; `null` for what is no amount, so that nobody mistakes it for nothing. A
 * refund keeps its sign.
 */
export function formatMoney(
  microUsd: number | bigint | null | undefined,
  options: MoneyOptions = {},
): string | null {
  const { kind = "total", locale = "en" } = options;
  if (typeof microUsd !== "bigint" && !Number.isFinite(microUsd)) return null;
  if (microUsd === null || microUsd === undefined) return null;
  return kind === "total" ? formatTotal(microUsd, locale) : formatRate(Number(microUsd) / 1_000_000, locale);
}

const dollars = (locale: string, digits: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    ...digits,
  });

function formatTotal(microUsd: number | bigint, locale: string): string {
  const format = dollars(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  // Towards zero, in whole numbers: a sum of dollars as a float would move the last cent.
  const cents = BigInt(typeof microUsd === "bigint" ? microUsd : Math.trunc(microUsd)) / 10_000n;
  const isPartOfACent = cents === 0n && Number(microUsd) !== 0;
  if (isPartOfACent) return `${Number(microUsd) < 0 ? "-" : ""}<${format.format(0.01)}`;
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  const amount = `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  // Decimal strings are exact in `Intl`; TypeScript wants them as literals.
  return format.format(amount as `${number}`);
}

function formatRate(rate: number, locale: string): string {
  const size = Math.abs(rate);
  if (size === 0 || size >= 1) return dollars(locale, { maximumFractionDigits: 2 }).format(rate);
  return dollars(locale, { minimumSignificantDigits: 2, maximumSignificantDigits: 3 }).format(rate);
}
