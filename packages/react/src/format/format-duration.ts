const narrowSpace = " ";

/**
 * Milliseconds as `840 ms`, `1.2 s`, `23 s`, `2 min 14 s` or `3 h 5 min`; `null` for what is no number. The units are the
 * international ones; the numbers follow the locale (BCP 47, default `"en"`).
 */
export function formatDuration(
  milliseconds: number | null | undefined,
  { locale = "en" }: { readonly locale?: string } = {},
): string | null {
  if (milliseconds === null || milliseconds === undefined || !Number.isFinite(milliseconds)) return null;
  const sign = milliseconds < 0 ? "-" : "";
  const size = Math.abs(milliseconds);
  const unit = (value: number, name: string, digits = 0) =>
    `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)}${narrowSpace}${name}`;
  if (size > 0 && Math.round(size) === 0) return `${sign}<${unit(1, "ms")}`;
  if (Math.round(size) < 1000) return sign + unit(Math.round(size), "ms");
  if (size < 9_950) return sign + unit(size / 1000, "s", 1);
  const seconds = Math.round(size / 1000);
  if (seconds < 60) return sign + unit(seconds, "s");
  if (seconds < 3600) return sign + joined(unit(Math.floor(seconds / 60), "min"), seconds % 60, unit, "s");
  const minutes = Math.round(seconds / 60);
  return sign + joined(unit(Math.floor(minutes / 60), "h"), minutes % 60, unit, "min");
}

function joined(whole: string, rest: number, unit: (value: number, name: string) => string, name: string) {
  return rest === 0 ? whole : `${whole} ${unit(rest, name)}`;
}

/** A running clock without units: `0:23`, `12:05`, `1:02:09`. `locale`: BCP 47, default `"en"`. */
export function formatClock(
  milliseconds: number,
  { locale = "en" }: { readonly locale?: string | undefined } = {},
): string {
  const seconds = Number.isFinite(milliseconds) ? Math.max(0, Math.floor(milliseconds / 1000)) : 0;
  const minutes = Math.floor(seconds / 60);
  const parts =
    minutes < 60 ? [minutes, seconds % 60] : [Math.floor(minutes / 60), minutes % 60, seconds % 60];
  const [first, rest] = [1, 2].map(
    (minimumIntegerDigits) => new Intl.NumberFormat(locale, { minimumIntegerDigits, useGrouping: false }),
  );
  return parts.map((part, index) => (index === 0 ? first : rest)?.format(part)).join(":");
}

/** What is left of a wait, in whole seconds that have begun: `12 s`, from a minute on `9:57`. */
export function formatTimeLeft(
  milliseconds: number,
  { locale = "en" }: { readonly locale?: string | undefined } = {},
): string {
  const seconds = Number.isFinite(milliseconds) ? Math.max(0, Math.ceil(milliseconds / 1000)) : 0;
  return seconds < 60
    ? `${new Intl.NumberFormat(locale).format(seconds)}${narrowSpace}s`
    : formatClock(seconds * 1000, { locale });
}
