/**
 * A fresh value for one logical POST (contract 3.0). From `getRandomValues`, which pages on plain http have too;
 * `randomUUID` is missing there.
 */
export function mintIdempotencyKey(): string {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return `pareta-ts-${Array.from(words, (word) => word.toString(16).padStart(8, "0")).join("")}`;
}
