import type { SkipToken } from "@tanstack/react-query";
import type { Endpoint, EndpointMetrics, MetricQuery, Pareta } from "pareta";
import type { ParetaKeys } from "../queries/pareta-keys.ts";
import { jobPolling } from "../queries/poll-schedule.ts";
import { readById, type ReadQuery, readQuery, type SkippableQuery } from "../queries/read-query.ts";

/** `performance`, `uptime`, `cost`, `quality` or `activity` (contract 3.5). */
export type MetricDimension = keyof EndpointMetrics;
/** The raw JSON of a dimension. */
export type MetricOf<Dimension extends MetricDimension> = Awaited<ReturnType<EndpointMetrics[Dimension]>>;

export interface ReadMetric {
  <Dimension extends MetricDimension>(
    id: string,
    dimension: Dimension,
    query?: MetricQuery,
  ): ReadQuery<MetricOf<Dimension>>;
  <Dimension extends MetricDimension>(
    id: string | SkipToken,
    dimension: Dimension,
    query?: MetricQuery,
  ): SkippableQuery<MetricOf<Dimension>>;
}

/** `starting`, or a status this version does not know; without any status there is nothing to wait for. */
export function isInTransition({ status }: Endpoint): boolean {
  return status !== null && !["live", "stopped", "asleep"].includes(status);
}

const longest = 900;
const listPolling = jobPolling<Endpoint[]>({
  isPending: (endpoints) => endpoints?.some(isInTransition) ?? false,
  longest,
});
const endpointPolling = jobPolling<Endpoint>({
  isPending: (endpoint) => endpoint !== undefined && isInTransition(endpoint),
  longest,
});

export function endpointsQueries({ endpoints }: Pareta, keys: ParetaKeys["endpoints"]) {
  const metric = readById<unknown, [dimension: MetricDimension, query?: MetricQuery]>(
    keys.metric,
    (id, request, dimension, query) => endpoints.metrics(id)[dimension](query, request),
  );
  return {
    /** Every endpoint, whatever its status; polls while one is in transition (contract 3.4). */
    list: () => readQuery(keys.list, endpoints.list, listPolling),
    /** One endpoint; polls while it is in transition, at most 900 seconds. */
    retrieve: readById(keys.retrieve, endpoints.retrieve, endpointPolling),
    /** One dimension of an endpoint's metrics: raw JSON (contract 3.5). */
    // The dimension decides the answer's type, which one function for all five cannot say.
    metric: metric as ReadMetric,
  };
}
