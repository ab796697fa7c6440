import { record } from "../decode.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { Transport } from "../http/transport.ts";

/** Raw JSON as the backend sent it: known keys are typed, none is promised (contract 3.5). */
interface RawMetric {
  readonly dimension?: string | undefined;
  readonly window?: string | undefined;
  readonly points?: readonly { readonly [key: string]: unknown }[] | undefined;
  readonly [key: string]: unknown;
}

/** Latencies in the `unit` given, milliseconds when none is. */
export interface PerformanceMetric extends RawMetric {
  readonly unit?: string | undefined;
  readonly p50?: number | null | undefined;
  readonly p95?: number | null | undefined;
  readonly p99?: number | null | undefined;
  readonly requests?: number | null | undefined;
  /** 0 to 1. */
  readonly error_rate?: number | null | undefined;
}

export interface UptimeMetric extends RawMetric {
  /** 0 to 1. */
  readonly availability?: number | null | undefined;
  readonly downtime_s?: number | null | undefined;
  readonly incidents?: readonly { readonly [key: string]: unknown }[] | undefined;
}

/** Money in integer micro-USD. */
export interface CostMetric extends RawMetric {
  readonly requests?: number | null | undefined;
  readonly total_micro_usd?: number | null | undefined;
  readonly frontier_model?: string | null | undefined;
  readonly frontier_baseline_micro_usd?: number | null | undefined;
  readonly savings_micro_usd?: number | null | undefined;
  readonly savings_multiple?: number | null | undefined;
}

export interface QualityMetric extends RawMetric {
  /** 0 to 1. */
  readonly quality_mean?: number | null | undefined;
  readonly n_judged?: number | null | undefined;
  readonly windows?: readonly { readonly [key: string]: unknown }[] | undefined;
}

export interface ActivityMetric extends RawMetric {
  readonly requests?: number | null | undefined;
  readonly prompt_tokens?: number | null | undefined;
  readonly completion_tokens?: number | null | undefined;
  readonly last_request_at?: string | null | undefined;
}

/** Passed through untouched; seen: `window`, `group_by`, `since`, `since_hours`. */
export interface MetricQuery {
  readonly [key: string]:
    string | number | boolean | null | undefined | readonly (string | number | boolean)[];
}

/** The five dimensions of one endpoint; each call is one free GET (contract 3.5). */
export interface EndpointMetrics {
  readonly performance: (query?: MetricQuery, options?: RequestOptions) => Promise<PerformanceMetric>;
  readonly uptime: (query?: MetricQuery, options?: RequestOptions) => Promise<UptimeMetric>;
  readonly cost: (query?: MetricQuery, options?: RequestOptions) => Promise<CostMetric>;
  readonly quality: (query?: MetricQuery, options?: RequestOptions) => Promise<QualityMetric>;
  readonly activity: (query?: MetricQuery, options?: RequestOptions) => Promise<ActivityMetric>;
}

/** `path` of the endpoint, its id encoded. */
export function createEndpointMetrics(transport: Transport, path: string): EndpointMetrics {
  const dimension = (name: string) => (query?: MetricQuery, options?: RequestOptions) =>
    transport.get(`${path}/${name}`, record, options, query);
  return {
    performance: dimension("performance"),
    uptime: dimension("uptime"),
    cost: dimension("cost"),
    quality: dimension("quality"),
    activity: dimension("activity"),
  };
}
