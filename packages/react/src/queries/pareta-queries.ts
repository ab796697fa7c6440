import type { Pareta } from "pareta";
import { endpointsQueries } from "../endpoints/endpoints-queries.ts";
import { evalsQueries } from "../evals/evals-queries.ts";
import { modelsQueries } from "../models/models-queries.ts";
import { tasksQueries } from "../tasks/tasks-queries.ts";
import { paretaKeys } from "./pareta-keys.ts";

/**
 * Real `queryOptions()` for every read, for loaders, prefetch, `useSuspenseQuery` and `useQueries`. Paths and arguments
 * are the SDK's. The SDK does the retrying, so React Query's own is off: one failing read makes at most
 * `maxRetries + 1` requests. Safe to call on a server.
 *
 * @example
 * ```ts
 * import { paretaQueries } from "@pareta/react";
 * import { QueryClient } from "@tanstack/react-query";
 * import { Pareta } from "pareta";
 *
 * const queries = paretaQueries(new Pareta({ baseURL: "https://api.pareta.ai" }), { scope: "acme" });
 * const queryClient = new QueryClient();
 * await queryClient.prefetchQuery(queries.endpoints.retrieve("ep_contract_kie_01"));
 * ```
 */
export function paretaQueries(client: Pareta, options: { scope?: string | undefined } = {}) {
  const keys = paretaKeys(options.scope);
  return {
    models: modelsQueries(client, keys.models),
    endpoints: endpointsQueries(client, keys.endpoints),
    tasks: tasksQueries(client, keys.tasks),
    evals: evalsQueries(client, keys.evals),
  };
}

export type ParetaQueries = ReturnType<typeof paretaQueries>;
