/**
 * A number as `format` writes it, except where that would round it to a bound that it has not reached: then the last
 * step before the bound with `<` or `>`, as `<0.1%` and `>99.9%`. `step`: the smallest step that `format` shows.
 */
export function formatUnreached(
  value: number,
  { bounds, step, format }: { bounds: readonly number[]; step: number; format: (value: number) => string },
): string {
  const size = Math.abs(value);
  const bound = bounds.find((one) => size !== one && format(size) === format(one));
  if (bound === undefined) return format(value);
  const sign = value < 0 ? "-" : "";
  if (bound === 0) return `${sign}<${format(step)}`;
  return `${sign}>${format(size < bound ? bound - step : bound)}`;
}
