/**
 * A fresh value for one logical POST (contract 3.0). From `getRandomValues`, which pages on plain http have too;
 * `randomUUID` is missing there.
 */
export function mintIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `pareta-ts-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
