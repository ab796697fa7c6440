/** A 53-bit hash of the parts (cyrb53), stable across engines: every invented value follows from it. */
export function hash(...parts: readonly (string | number)[]): number {
  const text = parts.join("\u001f");
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** A number in [0, 1) that depends on the parts alone, not on the order of calls. */
export function fraction(...parts: readonly (string | number)[]): number {
  return hash(...parts) / 2 ** 53;
}

export function pick<const C extends readonly [unknown, ...unknown[]]>(
  choices: C,
  ...parts: readonly (string | number)[]
): C[number] {
  return choices[Math.floor(fraction(...parts) * choices.length)] ?? choices[0];
}

/** Eight to thirteen lowercase characters for an opaque id. */
export function token(...parts: readonly (string | number)[]): string {
  return hash(...parts)
    .toString(36)
    .padStart(8, "0");
}

/** Three numbers in [0, 1) out of one hash, where hundreds are drawn for one answer. */
export function threeFractions(...parts: readonly (string | number)[]): [number, number, number] {
  const bits = hash(...parts);
  const side = 2 ** 17;
  return [(bits % side) / side, (Math.floor(bits / side) % side) / side, Math.floor(bits / 2 ** 36) / side];
}

/** Roughly normal with mean 0 and deviation 1, never beyond 3. */
export function deviation(...parts: readonly (string | number)[]): number {
  return deviationOf(threeFractions(...parts));
}

export function deviationOf([one, two, three]: readonly [number, number, number]): number {
  return (one + two + three) * 2 - 3;
}

/** FNV-1a over bytes, for comparing files. */
export function hashBytes(bytes: Uint8Array): string {
  let state = 0x811c9dc5;
  for (const byte of bytes) state = Math.imul(state ^ byte, 0x01000193);
  return (state >>> 0).toString(36);
}
