/** A prefix with 128 random bits. `randomUUID` is missing on plain http; `getRandomValues` is everywhere. */
export function randomId(prefix: string): string {
  return `${prefix}-${hexOf(crypto.getRandomValues(new Uint8Array(16)).buffer)}`;
}

/** Bytes in hexadecimal. */
export function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
