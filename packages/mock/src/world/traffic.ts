import { deviation, fraction } from "../random.ts";
import { leaderboardOf, priceOf } from "./leaderboard.ts";
import { findTask } from "./tasks.ts";
import type { EndpointRecord } from "./world.ts";

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** What one endpoint did in one bucket of time. */
export interface Bucket {
  start: number;
  requests: number;
  errors: number;
  promptTokens: number;
  completionTokens: number;
  microUsd: number;
  /** null where nothing was asked: a gap, not a zero. */
  latency: { p50: number; p95: number; p99: number } | null;
  quality: number | null;
}

/** Buckets from the window's start to now, oldest first; the last one is still filling. */
export function trafficOf(
  seed: number,
  endpoint: EndpointRecord,
  now: number,
  windowMs: number,
  bucketMs: number,
): Bucket[] {
  const last = Math.floor(now / bucketMs) * bucketMs;
  const count = Math.ceil(windowMs / bucketMs);
  return Array.from({ length: count }, (_, index) =>
    bucketAt(seed, endpoint, now, last - (count - 1 - index) * bucketMs, bucketMs),
  );
}

function bucketAt(
  seed: number,
  endpoint: EndpointRecord,
  now: number,
  start: number,
  bucketMs: number,
): Bucket {
  let requests = 0;
  for (let hour = start; hour < start + bucketMs; hour += hourMs)
    requests += hourly(seed, endpoint, now, hour);
  const prompt = 150 + Math.floor(40 * fraction(seed, endpoint.id, "prompt"));
  const written = 52 + Math.floor(24 * fraction(seed, endpoint.id, "written"));
  const price = priceOf(seed, endpoint.taskId, endpoint.model, {
    promptTokens: prompt,
    completionTokens: written,
  });
  const bucket = {
    start,
    requests,
    errors: requests === 0 ? 0 : Math.floor(requests * 0.004 + fraction(seed, endpoint.id, start, "errors")),
    promptTokens: requests * prompt,
    completionTokens: requests * written,
    microUsd: requests * price.billed,
  };
  for (const usage of endpoint.usage) {
    if (usage.hour < start || usage.hour >= start + bucketMs) continue;
    bucket.requests += usage.requests;
    bucket.promptTokens += usage.promptTokens;
    bucket.completionTokens += usage.completionTokens;
    bucket.microUsd += usage.microUsd;
  }
  const asked = bucket.requests > 0;
  return {
    ...bucket,
    latency: asked ? latencyAt(seed, endpoint, start) : null,
    quality: asked ? qualityAt(seed, endpoint, start) : null,
  };
}

/** Busy in working hours, quiet at night and at weekends; nothing before creation or while stopped. */
function hourly(seed: number, endpoint: EndpointRecord, now: number, hour: number): number {
  if (endpoint.traffic === 0 || hour < endpoint.createdAt || hour > now) return 0;
  const quietHours = endpoint.status === "stopped" ? 60 : endpoint.status === "live" ? 0 : 3;
  if (hour > now - quietHours * hourMs) return 0;
  const date = new Date(hour);
  const ofDay = date.getUTCHours();
  const weekend = date.getUTCDay() % 6 === 0 ? 0.35 : 1;
  const wave = 0.25 + 1.9 * Math.exp(-((ofDay - 13) ** 2) / 24);
  const filled = Math.min(1, (now - hour) / hourMs);
  const noise = 1 + 0.12 * deviation(seed, endpoint.id, hour);
  return Math.max(0, Math.round((endpoint.traffic / 24) * wave * weekend * noise * filled));
}

function latencyAt(seed: number, endpoint: EndpointRecord, start: number) {
  const base = 280 + 260 * fraction(seed, endpoint.id, "latency");
  const p50 = Math.round(base * (1 + 0.08 * deviation(seed, endpoint.id, start, "p50")));
  const p95 = Math.round(p50 * (2.2 + 0.4 * fraction(seed, endpoint.id, start, "p95")));
  return { p50, p95, p99: Math.round(p95 * (1.5 + 0.3 * fraction(seed, endpoint.id, start, "p99"))) };
}

function qualityAt(seed: number, endpoint: EndpointRecord, start: number): number {
  const task = findTask(endpoint.taskId);
  const published =
    task && leaderboardOf(seed, task).open.find((row) => row.name === endpoint.model)?.quality;
  const mean = published ?? 0.86;
  return Math.min(
    1,
    Math.round((mean + 0.012 * deviation(seed, endpoint.id, start, "quality")) * 1000) / 1000,
  );
}
