/**
 * The nearest BCP 47 tag that `Intl` has data for: `en_US.UTF-8` and `en-US@posix` are `en-US`, and what it does not know
 * loses its last parts. Else English.
 */
export function nearestLocale(tag: string | null | undefined): string {
  const [name = ""] = (tag ?? "").split(/[.@]/, 1);
  const subtags = name.trim().replaceAll("_", "-").split("-");
  for (; subtags.length > 0; subtags.pop()) {
    try {
      const [canonical = ""] = Intl.getCanonicalLocales(subtags.join("-"));
      // Of what it does not know it uses another language.
      const used = new Intl.NumberFormat(canonical).resolvedOptions().locale;
      if (languageOf(used) === languageOf(canonical)) return canonical;
    } catch {
      // No tag; with fewer parts it may be one.
    }
  }
  return "en";
}

const languageOf = (tag: string) => tag.split("-", 1)[0];
