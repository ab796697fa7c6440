/** A prefix with 128 random bits. `randomUUID` is missing on plain http; `getRandomValues` is everywhere. */
export function randomId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `${prefix}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
