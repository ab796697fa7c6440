/** The value under this key, made when it is first asked for. */
export function memo<Key, Value>(
  values: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = make();
  values.set(key, value);
  return value;
}

/** The same under an id of an owner, with which it goes. */
export function memoOf<Owner extends object, Value>(
  owners: WeakMap<Owner, Map<string, Value>>,
  owner: Owner,
  id: string,
  make: () => Value,
): Value {
  return memo(
    memo(owners, owner, () => new Map<string, Value>()),
    id,
    make,
  );
}
