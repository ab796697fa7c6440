/** The same properties, each of which may be handed on as `undefined`. */
export type OrUndefined<Properties> = { [Name in keyof Properties]: Properties[Name] | undefined };

/** The properties that have a value: one that is handed on as `undefined` stands for its default. */
export function withoutUndefined<T extends object>(
  properties: T | undefined,
): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  const given = Object.entries(properties ?? {}).filter(([, value]) => value !== undefined);
  // `fromEntries` knows the names no longer.
  return Object.fromEntries(given) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}
