export interface Spread {
  median: number;
  low: number;
  high: number;
}

/** The median with its 95 % interval by order statistics, which asks nothing of the distribution. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (place: number) => sorted[Math.min(sorted.length - 1, Math.max(0, place))] ?? Number.NaN;
  const middle = sorted.length / 2;
  const reach = 0.98 * Math.sqrt(sorted.length);
  return {
    median: (at(Math.ceil(middle) - 1) + at(Math.floor(middle))) / 2,
    low: at(Math.floor(middle - reach)),
    high: at(Math.ceil(middle + reach) - 1),
  };
}

export function written({ median, low, high }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}
