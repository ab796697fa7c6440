export type Parsed = { ok: true; value: unknown } | { ok: false; problem: string };

/** Deeper than any body means anything, and far from what a recursion over it could not take. */
const deepest = 200;

/** JSON as a server takes it: what is nested without end is refused, not walked through. */
export function parseJson(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeper(value, deepest) ? { ok: false, problem: "JSON nested too deeply" } : { ok: true, value };
  } catch {
    return { ok: false, problem: "JSON decode error" };
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
