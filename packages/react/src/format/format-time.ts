/** A point in time as the wire may carry it: Unix seconds or milliseconds, ISO 8601, or a Date. */
export type Instant = number | string | Date;

/** Numbers below are seconds: as milliseconds they would lie in the first months of 1970. */
const firstMilliseconds = 1e11;

/** Unix milliseconds; `null` for what names no time. */
export function readInstant(instant: Instant | null | undefined): number | null {
  if (typeof instant !== "number" && typeof instant !== "string" && !(instant instanceof Date)) return null;
  const at =
    typeof instant === "number" && Math.abs(instant) < firstMilliseconds
      ? instant * 1000
      : new Date(instant).getTime();
  return Number.isNaN(new Date(at).getTime()) ? null : at;
}

const steps = [
  { unit: "second", milliseconds: 1000, upTo: 60_000 },
  { unit: "minute", milliseconds: 60_000, upTo: 3_600_000 },
  { unit: "hour", milliseconds: 3_600_000, upTo: 86_400_000 },
  { unit: "day", milliseconds: 86_400_000, upTo: 30 * 86_400_000 },
  { unit: "month", milliseconds: 30.4375 * 86_400_000, upTo: 365.25 * 86_400_000 },
  { unit: "year", milliseconds: 365.25 * 86_400_000, upTo: Infinity },
] as const;

/** `4 seconds ago`, `in 2 hours`; both in Unix ms. `locale`: BCP 47, default `"en"`. */
export function formatRelativeTime(
  at: number,
  now: number,
  { locale = "en" }: { readonly locale?: string } = {},
): string {
  const distance = at - now;
  const step = steps.find(({ upTo }) => Math.abs(distance) < upTo) ?? steps[5];
  const whole = Math.trunc(distance / step.milliseconds);
  // 30 days are past the days and not yet an average month: that is one month, never none.
  const count = whole === 0 && step.unit !== "second" ? Math.sign(distance) : whole;
  return new Intl.RelativeTimeFormat(locale, { numeric: count === 0 ? "auto" : "always" }).format(
    count,
    step.unit,
  );
}

/** Date and time to the second, in the reader's own time zone. `locale`: BCP 47, default `"en"`. */
export function formatAbsoluteTime(at: number, { locale = "en" }: { readonly locale?: string } = {}): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" }).format(at);
}

/** `2:02 PM` or `14:02`, whichever the locale writes; with its day when that is not today. Both in Unix ms. `locale`: BCP 47, default `"en"`. */
export function formatTimeOfDay(
  at: number,
  now: number,
  { locale = "en" }: { readonly locale?: string } = {},
): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  return new Intl.DateTimeFormat(locale, {
    ...(!isToday && { day: "numeric", month: "short" }),
    hour: hour12 === true ? "numeric" : "2-digit",
    minute: "2-digit",
  }).format(at);
}
