"use client";

import type { SkipToken, UseQueryResult } from "@tanstack/react-query";
import type { MetricQuery } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";
import type { MetricDimension, MetricOf } from "./endpoints-queries.ts";

/**
 * One dimension of an endpoint's metrics: raw JSON in snake_case, money in micro-USD (contract 3.5). Does not poll; give
 * `refetchInterval` for that.
 * @param params passed through untouched, such as `{ window: "7d" }`.
 *
 * @example
 * ```tsx
 * import { useEndpointMetric } from "@pareta/react";
 * import { microUsdToDollars } from "pareta";
 *
 * export function Spend({ id }: { id: string }) {
 *   const { data: cost } = useEndpointMetric(id, "cost", { window: "7d" });
 *   return <p>{cost ? `$${microUsdToDollars(cost.total_micro_usd ?? null)} in 7 days` : "…"}</p>;
 * }
 *
 * export const example = <Spend id="ep_contract_kie_01" />;
 * ```
 */
export function useEndpointMetric<Dimension extends MetricDimension, TData = MetricOf<Dimension>>(
  id: string | SkipToken,
  dimension: Dimension,
  params?: MetricQuery,
  options?: ReadOptions<MetricOf<Dimension>, TData>,
): UseQueryResult<TData> {
  return useRead(({ endpoints }) => endpoints.metric(id, dimension, params), options);
}
