import { formatUnreached } from "./format-unreached.ts";

export interface PercentOptions {
  /** Rows it was measured on: under 100 there is no decimal to show. Default: many. */
  readonly n?: number | null | undefined;
  /** BCP 47. Default `"en"`. */
  readonly locale?: string | undefined;
}

/**
 * A share (0 to 1, what lies beyond is shown as it is) in percent; `null` for what is no number. Only 0 reads as nothing
 * and only 1 as everything: next to them stand `<0.1%` and `>99.9%`.
 */
export function formatPercent(
  share: number | null | undefined,
  { n = null, locale = "en" }: PercentOptions = {},
): string | null {
  if (share === null || share === undefined || !Number.isFinite(share)) return null;
  const digits = typeof n === "number" && n < 100 ? 0 : 1;
  const percent = new Intl.NumberFormat(locale, {
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: "negative",
  });
  return formatUnreached(share, {
    bounds: [0, 1],
    step: 10 ** -(digits + 2),
    format: (value) => percent.format(value),
  });
}
