/** A number with the separators of its locale: `12,345`. `locale`: BCP 47, default `"en"`. */
export function formatCount(
  count: number,
  { locale = "en" }: { readonly locale?: string | undefined } = {},
): string {
  return new Intl.NumberFormat(locale).format(count);
}
