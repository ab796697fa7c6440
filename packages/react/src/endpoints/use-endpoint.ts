"use client";

import type { SkipToken, UseQueryResult } from "@tanstack/react-query";
import type { Endpoint } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";

/**
 * One endpoint (contract 3.4). Looks again every 3 to 15 seconds while it is in transition, for at most 900 seconds;
 * a 401, 403 or 404 ends that.
 *
 * @example
 * ```tsx
 * import { useEndpoint } from "@pareta/react";
 *
 * export function EndpointStatus({ id }: { id: string }) {
 *   const { data: endpoint, error } = useEndpoint(id);
 *   if (error) return <p role="alert">{error.message}</p>;
 *   return <p>{endpoint?.status ?? "…"}</p>;
 * }
 *
 * export const example = <EndpointStatus id="ep_contract_kie_01" />;
 * ```
 */
export function useEndpoint<TData = Endpoint>(
  id: string | SkipToken,
  options?: ReadOptions<Endpoint, TData>,
): UseQueryResult<TData> {
  return useRead(({ endpoints }) => endpoints.retrieve(id), options);
}
