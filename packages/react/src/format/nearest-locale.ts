/**
 * The nearest BCP 47 tag that `Intl` has data for: `en_US.UTF-8` and `en-US@posix` are `en-US`, and what it does not know
 * loses its last parts. Else English.
 */
export function nearestLocale(tag: string | null | undefined): string {
  const [name = ""] = (tag ?? "").trim().split(/[.@]/, 1);
  const subtags = name.split(/[-_]/);
  for (; subtags.length > 0; subtags.pop()) {
    try {
      const [locale] = Intl.NumberFormat.supportedLocalesOf(subtags.join("-"));
      if (locale) return locale;
    } catch {
      // No tag; with fewer parts it may be one.
    }
  }
  return "en";
}
