/** The value under this key, made when it is first asked for. */
export function memo<Key, Value>(
  values: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: (key: Key) => Value,
): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = make(key);
  values.set(key, value);
  return value;
}

/** Values by an id of their owner, with which they go. */
export function perOwner<Value>(): (owner: object) => Map<string, Value> {
  const owners = new WeakMap<object, Map<string, Value>>();
  return (owner) => memo(owners, owner, () => new Map<string, Value>());
}
