/**
 * Prefixes of every query key of a scope, for invalidation and removal. A key is
 * `["pareta", scope, ...path, ...arguments]`; the path is the SDK's.
 */
export function paretaKeys(scope = "default") {
  const all = ["pareta", scope] as const;
  return {
    all,
    endpoints: {
      all: [...all, "endpoints"] as const,
    },
    models: {
      all: [...all, "models"] as const,
      list: [...all, "models", "list"] as const,
    },
  };
}
