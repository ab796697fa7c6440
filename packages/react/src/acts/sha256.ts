import { hexOf } from "./random-id.ts";

/** Of a text, in hexadecimal; `null` where the platform has no digest, as on plain http. */
export async function sha256(text: string): Promise<string | null> {
  try {
    return hexOf(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  } catch {
    return null;
  }
}
