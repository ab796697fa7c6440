import type { Pareta } from "pareta";
import { modelsQueries } from "../models/models-queries.ts";
import { paretaKeys } from "./pareta-keys.ts";

/**
 * Real `queryOptions()` for every read, for loaders, prefetch, `useSuspenseQuery` and `useQueries`. The SDK does the
 * retrying, so React Query's own is off: one failing read makes at most `maxRetries + 1` requests.
 */
export function paretaQueries(client: Pareta, options: { scope?: string } = {}) {
  const keys = paretaKeys(options.scope);
  return { models: modelsQueries(client, keys.models) };
}
