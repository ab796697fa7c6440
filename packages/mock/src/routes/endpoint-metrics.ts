import type { Exchange } from "../exchange.ts";
import { invalid } from "../refusal.ts";
import { json } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { baselineId } from "../world/frontier.ts";
import { downtimeIn } from "../world/incidents.ts";
import { priceOf } from "../world/leaderboard.ts";
import { findTask } from "../world/tasks.ts";
import { dayMs, hourMs } from "../world/time.ts";
import { trafficOf } from "../world/traffic.ts";
import type { Bucket } from "../world/traffic.ts";
import { endpointOf } from "./endpoints.ts";

/** GET /v1/endpoints/{id}/performance: latencies in ms (contract 3.5, as are the four below). */
export function performanceMetrics(exchange: Exchange): Reply {
  const { window, buckets, stamp } = readWindow(exchange, "24h");
  const seen = buckets.filter((bucket) => bucket.latency !== null);
  const requests = total(buckets, "requests");
  const weighted = (name: "p50" | "p95" | "p99") =>
    requests === 0
      ? null
      : Math.round(
          seen.reduce((sum, bucket) => sum + (bucket.latency?.[name] ?? 0) * bucket.requests, 0) / requests,
        );
  return json({
    dimension: "performance",
    window,
    unit: "ms",
    p50: weighted("p50"),
    p95: weighted("p95"),
    p99: weighted("p99"),
    requests,
    error_rate: requests === 0 ? null : round(total(buckets, "errors") / requests, 4),
    points: seen.map(({ start, latency, requests, errors }) => ({
      t: stamp(start),
      ...latency,
      requests,
      errors,
    })),
  });
}

export function uptimeMetrics(exchange: Exchange): Reply {
  const { createdAt } = endpointOf(exchange);
  const now = exchange.backend.now();
  const { window, buckets, incidents, bucketMs, stamp } = readWindow(exchange, "7d", "day");
  const spans = buckets
    .map(({ start }) => ({ start, from: Math.max(start, createdAt), to: Math.min(start + bucketMs, now) }))
    .filter(({ from, to }) => from < to);
  const watched = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const downtime = incidents.reduce((sum, { startedAt, endedAt }) => sum + endedAt - startedAt, 0);
  return json({
    dimension: "uptime",
    window,
    availability: watched === 0 ? null : round(1 - downtime / watched, 5),
    downtime_s: Math.round(downtime / 1000),
    points: spans.map(({ start, from, to }) => ({
      t: stamp(start),
      availability: round(1 - downtimeIn(incidents, from, to) / (to - from), 5),
    })),
    incidents: incidents.map(({ startedAt, endedAt, reason }) => ({
      started_at: instant(startedAt),
      ended_at: instant(endedAt),
      reason,
    })),
  });
}

/** Requests that were billed, times their price; the baseline prices the same requests. */
export function costMetrics(exchange: Exchange): Reply {
  const { backend } = exchange;
  const { taskId, model } = endpointOf(exchange);
  const { window, buckets, stamp } = readWindow(exchange, "7d", "day");
  const requests = total(buckets, "billed");
  const spent = total(buckets, "microUsd");
  const { frontier } = priceOf(backend.seed, taskId, model, {
    prompt: total(buckets, "promptTokens"),
    completion: total(buckets, "completionTokens"),
  });
  const perRequest = findTask(taskId)?.best ? frontier * requests : frontier;
  const baseline = requests === 0 ? 0 : perRequest;
  return json({
    dimension: "cost",
    window,
    requests,
    total_micro_usd: spent,
    frontier_model: baselineId,
    frontier_baseline_micro_usd: baseline,
    savings_micro_usd: baseline - spent,
    savings_multiple: spent === 0 ? null : round(baseline / spent, 1),
    points: buckets.map(({ start, microUsd, billed }) => ({
      t: stamp(start),
      total_micro_usd: microUsd,
      requests: billed,
    })),
  });
}

export function qualityMetrics(exchange: Exchange): Reply {
  const { window, buckets, bucketMs } = readWindow(exchange, "24h");
  const group = bucketMs === dayMs ? 1 : 6;
  const windows = [];
  for (let index = 0; index < buckets.length; index += group) {
    const judged = buckets.slice(index, index + group).flatMap((bucket) => bucket.judged ?? []);
    const [first] = buckets.slice(index);
    if (!first || judged.length === 0) continue;
    const count = judged.reduce((sum, part) => sum + part.count, 0);
    const mean = judged.reduce((sum, part) => sum + part.quality * part.count, 0) / count;
    windows.push({
      start: instant(first.start),
      end: instant(first.start + group * bucketMs),
      quality_mean: round(mean, 3),
      n_judged: count,
    });
  }
  const judged = windows.reduce((sum, row) => sum + row.n_judged, 0);
  const weighted = windows.reduce((sum, row) => sum + row.quality_mean * row.n_judged, 0);
  const quality_mean = judged === 0 ? null : round(weighted / judged, 3);
  return json({ dimension: "quality", window, quality_mean, n_judged: judged, windows });
}

export function activityMetrics(exchange: Exchange): Reply {
  const { window, buckets, bucketMs, stamp } = readWindow(exchange, "24h");
  const last = buckets.findLast((bucket) => bucket.requests > 0);
  const lastAt = last && Math.min(exchange.backend.now(), last.start + bucketMs - 1000);
  return json({
    dimension: "activity",
    window,
    requests: total(buckets, "requests"),
    prompt_tokens: total(buckets, "promptTokens"),
    completion_tokens: total(buckets, "completionTokens"),
    last_request_at: lastAt === undefined ? null : instant(lastAt),
    points: buckets.map(({ start, requests, errors }) => ({ t: stamp(start), requests, errors })),
  });
}

/** `window=24h|7d`, `since=30d` or `since_hours=24`; `group_by=hour|day`, else hours up to two days. */
function readWindow(exchange: Exchange, usual: string, usualGroup?: "day") {
  const { backend, url } = exchange;
  const endpoint = endpointOf(exchange);
  const query = url.searchParams;
  const hours = query.get("since_hours");
  const window = query.get("window") ?? query.get("since") ?? (hours === null ? usual : `${hours}h`);
  const parts = /^([1-9]\d{0,3})([hd])$/.exec(window);
  if (!parts) {
    const name = ["window", "since"].find((candidate) => query.has(candidate)) ?? "since_hours";
    throw invalid(["query", name], `${JSON.stringify(window)} is not a window such as 24h or 7d`);
  }
  const windowMs = Math.min(Number(parts[1]) * (parts[2] === "d" ? dayMs : hourMs), 90 * dayMs);
  const group = query.get("group_by") ?? usualGroup ?? (windowMs > 2 * dayMs ? "day" : "hour");
  if (group !== "day" && group !== "hour") {
    throw invalid(["query", "group_by"], "Input should be 'hour' or 'day'", "literal_error");
  }
  const bucketMs = group === "day" ? dayMs : hourMs;
  const { bornAt } = backend.world;
  const traffic = trafficOf({ seed: backend.seed, endpoint, bornAt, now: backend.now(), windowMs, bucketMs });
  return { window, bucketMs, stamp: group === "day" ? day : instant, ...traffic };
}

type Total = "requests" | "errors" | "billed" | "promptTokens" | "completionTokens" | "microUsd";

function total(buckets: readonly Bucket[], name: Total) {
  return buckets.reduce((sum, bucket) => sum + bucket[name], 0);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
