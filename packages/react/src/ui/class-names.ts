/** Joins class names; the host's own come last, and nothing stays `undefined`. */
export function classNames(...names: readonly (string | null | undefined | false)[]): string {
  return names.filter(Boolean).join(" ");
}
