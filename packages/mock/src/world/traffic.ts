import { deviation, fraction } from "../random.ts";
import { downtimeIn, incidentsOf } from "./incidents.ts";
import type { Incident } from "./incidents.ts";
import { leaderboardOf, priceOf } from "./leaderboard.ts";
import { findTask } from "./tasks.ts";
import { dayMs, hourMs } from "./time.ts";
import type { EndpointRecord } from "./world.ts";

/** What one endpoint did in one bucket of time. */
export interface Bucket {
  start: number;
  requests: number;
  errors: number;
  /** Requests that succeeded: only these have tokens and a price. */
  billed: number;
  promptTokens: number;
  completionTokens: number;
  microUsd: number;
  /** null where nothing was asked: a gap, not a zero. */
  latency: { p50: number; p95: number; p99: number } | null;
  /** A judge looks at one request in twenty, 40 a bucket at most. */
  judged: { count: number; quality: number } | null;
}

export interface TrafficOptions {
  seed: number;
  endpoint: EndpointRecord;
  bornAt: number;
  now: number;
  windowMs: number;
  bucketMs: number;
}

/** Buckets from the window's start to now, oldest first; the last one is still filling. */
export function trafficOf(options: TrafficOptions): { buckets: Bucket[]; incidents: Incident[] } {
  const { seed, endpoint, bornAt, now, windowMs, bucketMs } = options;
  const last = Math.floor(now / bucketMs) * bucketMs;
  const count = Math.ceil(windowMs / bucketMs);
  const first = last - (count - 1) * bucketMs;
  const incidents = incidentsOf(seed, endpoint, bornAt, { from: first, to: now });
  const buckets = Array.from({ length: count }, (_, index) =>
    bucketAt(options, incidents, first + index * bucketMs),
  );
  return { buckets, incidents };
}

function bucketAt(options: TrafficOptions, incidents: readonly Incident[], start: number): Bucket {
  const { seed, endpoint, bucketMs } = options;
  const bucket = {
    start,
    requests: 0,
    errors: 0,
    billed: 0,
    promptTokens: 0,
    completionTokens: 0,
    microUsd: 0,
  };
  // Hour by hour, so that days and hours of the same window add up to the same.
  for (let hour = start; hour < start + bucketMs; hour += hourMs) {
    const { requests, errors } = hourAt(options, incidents, hour);
    bucket.requests += requests;
    bucket.errors += errors;
  }
  const each = usualRequest(seed, endpoint);
  bucket.billed = bucket.requests - bucket.errors;
  bucket.promptTokens = bucket.billed * each.prompt;
  bucket.completionTokens = bucket.billed * each.completion;
  bucket.microUsd = bucket.billed * each.microUsd;
  for (const usage of endpoint.usage) {
    if (usage.hour < start || usage.hour >= start + bucketMs) continue;
    bucket.requests += usage.requests;
    bucket.billed += usage.requests;
    bucket.promptTokens += usage.promptTokens;
    bucket.completionTokens += usage.completionTokens;
    bucket.microUsd += usage.microUsd;
  }
  const quiet = bucket.requests === 0;
  const strained = downtimeIn(incidents, start, start + bucketMs) > 0;
  return {
    ...bucket,
    latency: quiet ? null : latencyAt(seed, endpoint, start, strained ? 1.8 : 1),
    judged: quiet ? null : judgedAt(seed, endpoint, start, bucket.requests),
  };
}

/** Nobody gets through while it is down; around that, more requests fail than usual. */
function hourAt({ seed, endpoint, now }: TrafficOptions, incidents: readonly Incident[], hour: number) {
  const down = incidents.length > 0 ? downtimeIn(incidents, hour, hour + hourMs) : 0;
  const requests = Math.round(hourly(seed, endpoint, now, hour) * (1 - down / hourMs));
  if (requests === 0) return { requests, errors: 0 };
  const rate = down > 0 ? 0.06 : 0.002;
  return {
    requests,
    errors: Math.floor(requests * rate + fraction(seed, endpoint.id, hour, "errors") * 0.9),
  };
}

function usualRequest(seed: number, endpoint: EndpointRecord) {
  const usual = findTask(endpoint.taskId)?.tokens ?? { prompt: 600, completion: 200 };
  const size = 0.85 + 0.3 * fraction(seed, endpoint.id, "size");
  const tokens = {
    prompt: Math.round(usual.prompt * size),
    completion: Math.max(2, Math.round(usual.completion * size)),
  };
  return { ...tokens, microUsd: priceOf(seed, endpoint.taskId, endpoint.model, tokens).billed };
}

/** Busy in working hours, quiet at night and at weekends; nothing before creation or while it was not there. */
function hourly(seed: number, endpoint: EndpointRecord, now: number, hour: number): number {
  if (endpoint.traffic === 0 || hour < endpoint.createdAt || hour > now) return 0;
  const quietHours = endpoint.status === "stopped" ? 60 : endpoint.status === "asleep" ? 3 : 0;
  if (hour > now - quietHours * hourMs) return 0;
  const wave = busyAt(hour);
  // A small one is scaled to zero at night: no requests, and gaps in its charts.
  if (endpoint.traffic < 400 && wave < 0.4) return 0;
  const weekend = (Math.floor(hour / dayMs + 4) % 7) % 6 === 0 ? 0.35 : 1;
  const filled = Math.min(1, (now - hour) / hourMs);
  const noise = 1 + 0.12 * deviation(seed, endpoint.id, hour);
  return Math.max(0, Math.round((endpoint.traffic / 24) * wave * weekend * noise * filled));
}

/** A usual hour is 1. */
function busyAt(hour: number): number {
  const ofDay = Math.floor((hour % dayMs) / hourMs);
  return 0.25 + 1.9 * Math.exp(-((ofDay - 13) ** 2) / 24);
}

/** A fixed part, reading the prompt, writing the answer; slower when it is busy. */
function latencyAt(seed: number, endpoint: EndpointRecord, start: number, strain: number) {
  const { prompt, completion } = findTask(endpoint.taskId)?.tokens ?? { prompt: 600, completion: 200 };
  const base =
    (130 + 0.02 * prompt + 3.2 * completion) * (0.85 + 0.3 * fraction(seed, endpoint.id, "latency"));
  const busy = 0.95 + 0.1 * busyAt(start);
  const p50 = Math.round(base * busy * strain * (1 + 0.04 * deviation(seed, endpoint.id, start, "p50")));
  const p95 = Math.round(p50 * (1.9 + 0.4 * fraction(seed, endpoint.id, start, "p95")));
  return { p50, p95, p99: Math.round(p95 * (1.4 + 0.3 * fraction(seed, endpoint.id, start, "p99"))) };
}

/** The mean of a few judged requests lies around the model's published quality, the closer the more there are. */
function judgedAt(seed: number, endpoint: EndpointRecord, start: number, requests: number) {
  const task = findTask(endpoint.taskId);
  const published =
    task && leaderboardOf(seed, task).open.find((row) => row.name === endpoint.model)?.quality;
  const mean = published ?? 0.86;
  const count = Math.min(40, Math.max(1, Math.round(requests * 0.05)));
  const spread = 0.6 * Math.sqrt((mean * (1 - mean)) / count);
  const quality = mean + spread * deviation(seed, endpoint.id, start, "quality");
  return { count, quality: Math.min(1, Math.max(0, quality)) };
}
