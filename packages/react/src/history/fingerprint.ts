import { startSlice } from "../acts/slice.ts";

/**
 * SHA-256 of an input as JSON, hexadecimal: the same for equal fields in any order. Long lists are read without holding
 * up the page. `null` for what JSON cannot carry, and where the platform has no digest, as on plain http.
 */
export async function fingerprintOf(input: object): Promise<string | null> {
  try {
    const slice = startSlice();
    const texts: string[] = [];
    for (const [name, value] of Object.entries(input).toSorted(([one], [other]) => (one < other ? -1 : 1))) {
      if (value === undefined) continue;
      // The bracket tells a list of one from the one.
      texts.push(`${JSON.stringify(name)}:${Array.isArray(value) ? "[" : ""}`);
      for (const element of Array.isArray(value) ? value : [value]) {
        texts.push(JSON.stringify(element) ?? "");
        if (slice.isOver) await slice.next();
      }
    }
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(texts.join()));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return null;
  }
}
