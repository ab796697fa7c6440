/** The two values of each colour token, `#rrggbb`, by its name without `--pareta-`. */
export type ColourTokens = ReadonlyMap<string, { readonly light: string; readonly dark: string }>;

export function readColourTokens(tokensSheet: string): ColourTokens {
  const pairs = tokensSheet.matchAll(/--pareta-([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g);
  return new Map(Array.from(pairs, ([, name = "", light = "", dark = ""]) => [name, { light, dark }]));
}

/** Contrast of two colours `#rrggbb`, 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
