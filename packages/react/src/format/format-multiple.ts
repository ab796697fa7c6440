/** `27×`, under ten with one decimal (`7.6×`); `null` for what is no number. `locale`: BCP 47, default `"en"`. */
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
  return `${format.format(multiple)}×`;
}
