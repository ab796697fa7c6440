import { record } from "../decode.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { Transport } from "../http/transport.ts";

/** Raw JSON as the backend sent it: known keys are typed, none is promised (contract 3.5). */
interface RawMetric {
  readonly dimension?: string;
  readonly window?: string;
  readonly points?: readonly { readonly [key: string]: unknown }[];
  readonly [key: string]: unknown;
}

/** Latencies in the `unit` given, milliseconds when none is. */
export interface PerformanceMetric extends RawMetric {
  readonly unit?: string;
  readonly p50?: number | null;
  readonly p95?: number | null;
  readonly p99?: number | null;
  readonly requests?: number | null;
  /** 0 to 1. */
  readonly error_rate?: number | null;
}

export interface UptimeMetric extends RawMetric {
  /** 0 to 1. */
  readonly availability?: number | null;
  readonly downtime_s?: number | null;
  readonly incidents?: readonly { readonly [key: string]: unknown }[];
}

/** Money in integer micro-USD. */
export interface CostMetric extends RawMetric {
  readonly requests?: number | null;
  readonly total_micro_usd?: number | null;
  readonly frontier_model?: string | null;
  readonly frontier_baseline_micro_usd?: number | null;
  readonly savings_micro_usd?: number | null;
  readonly savings_multiple?: number | null;
}

export interface QualityMetric extends RawMetric {
  /** 0 to 1. */
  readonly quality_mean?: number | null;
  readonly n_judged?: number | null;
  readonly windows?: readonly { readonly [key: string]: unknown }[];
}

export interface ActivityMetric extends RawMetric {
  readonly requests?: number | null;
  readonly prompt_tokens?: number | null;
  readonly completion_tokens?: number | null;
  readonly last_request_at?: string | null;
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
