import { formatUnreached } from "./format-unreached.ts";

/**
 * `27×`, under ten with one decimal (`7.6×`); `null` for what is no number. Only 1 reads as the same and only 0 as nothing.
 * `locale`: BCP 47, default `"en"`.
 */
export function formatMultiple(
  multiple: number | null | undefined,
  { locale = "en" }: { readonly locale?: string } = {},
): string | null {
  if (multiple === null || multiple === undefined || !Number.isFinite(multiple)) return null;
  const digits = Math.abs(multiple) >= 9.95 ? 0 : 1;
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const step = 10 ** -digits;
  return formatUnreached(multiple, { bounds: [0, 1], step, format: (value) => `${format.format(value)}×` });
}
