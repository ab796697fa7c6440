import type { Exchange } from "../exchange.ts";
import { json } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { baselineId } from "../world/frontier.ts";
import { downtimeIn } from "../world/incidents.ts";
import { priceOf } from "../world/leaderboard.ts";
import { findTask } from "../world/tasks.ts";
import { hourMs } from "../world/time.ts";
import { judgementsOf, latenciesOf } from "../world/traffic.ts";
import type { Hour, Latency } from "../world/traffic.ts";
import { endpointOf } from "./endpoints.ts";
import { instant, readWindow, round, total } from "./metrics-window.ts";

/** GET /v1/endpoints/{id}/performance: latencies in ms (contract 3.5, as are the four below). */
export function performanceMetrics(exchange: Exchange): Reply {
  const { window, hours, buckets, requests, stamp } = readWindow(exchange, "24h");
  const measured = latenciesOf(exchange.backend.seed, endpointOf(exchange), hours);
  const errors = total(hours, "errors");
  return json({
    dimension: "performance",
    window,
    unit: "ms",
    ...percentiles(hours, measured),
    requests,
    error_rate: requests === 0 ? null : round(errors / (requests + errors), 4),
    points: buckets
      .filter((bucket) => total(bucket.hours, "requests") > 0)
      .map((bucket) => ({
        t: stamp(bucket.start),
        ...percentiles(bucket.hours, measured),
        requests: total(bucket.hours, "requests"),
        errors: total(bucket.hours, "errors"),
      })),
  });
}

/** Over several hours: their means, the busy ones counting for more. */
function percentiles(hours: readonly Hour[], measured: ReadonlyMap<Hour, Latency>) {
  const requests = total(hours, "requests");
  const mean = (name: keyof Latency) => {
    const sum = hours.reduce((sum, hour) => sum + (measured.get(hour)?.[name] ?? 0) * hour.requests, 0);
    return requests === 0 ? null : Math.round(sum / requests);
  };
  return { p50: mean("p50"), p95: mean("p95"), p99: mean("p99") };
}

export function uptimeMetrics(exchange: Exchange): Reply {
  const { createdAt } = endpointOf(exchange);
  const now = exchange.backend.now();
  const { window, from, buckets, incidents, bucketMs, requests, stamp } = readWindow(exchange, "7d");
  const spans = buckets
    .map(({ start }) => ({
      start,
      from: Math.max(start, from, createdAt),
      to: Math.min(start + bucketMs, now),
    }))
    .filter((span) => span.from < span.to);
  const seen = incidents.filter((incident) => incident.startedAt >= from);
  const watched = spans.reduce((sum, span) => sum + span.to - span.from, 0);
  const downtime = seen.reduce((sum, { startedAt, endedAt }) => sum + endedAt - startedAt, 0);
  return json({
    dimension: "uptime",
    window,
    requests,
    availability: watched === 0 ? null : round(1 - downtime / watched, 5),
    downtime_s: Math.round(downtime / 1000),
    points: spans.map((span) => ({
      t: stamp(span.start),
      availability: round(1 - downtimeIn(seen, span.from, span.to) / (span.to - span.from), 5),
    })),
    incidents: seen.map(({ startedAt, endedAt, reason }) => ({
      started_at: instant(startedAt),
      ended_at: instant(endedAt),
      reason,
    })),
  });
}

/** Requests times their price; the baseline prices the same requests. */
export function costMetrics(exchange: Exchange): Reply {
  const { backend } = exchange;
  const { taskId, model } = endpointOf(exchange);
  const { window, hours, buckets, requests, stamp } = readWindow(exchange, "7d");
  const spent = total(hours, "microUsd");
  const { frontier } = priceOf(backend.seed, taskId, model, {
    prompt: total(hours, "promptTokens"),
    completion: total(hours, "completionTokens"),
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
    points: buckets.map(({ start, hours }) => ({
      t: stamp(start),
      total_micro_usd: total(hours, "microUsd"),
      requests: total(hours, "requests"),
    })),
  });
}

/** Six hours a window, or a day where days are asked for. */
export function qualityMetrics(exchange: Exchange): Reply {
  const { window, hours, buckets, bucketMs, requests } = readWindow(exchange, "24h");
  const judgements = judgementsOf(exchange.backend.seed, endpointOf(exchange), hours);
  const size = bucketMs === hourMs ? 6 : 1;
  const windows = Array.from({ length: Math.ceil(buckets.length / size) }, (_, place) => {
    const group = buckets.slice(place * size, (place + 1) * size);
    const judged = group.flatMap((bucket) => bucket.hours.flatMap((hour) => judgements.get(hour) ?? []));
    const start = group[0]?.start ?? 0;
    const count = judged.reduce((sum, part) => sum + part.count, 0);
    const sum = judged.reduce((sum, part) => sum + part.quality * part.count, 0);
    return { start, end: start + size * bucketMs, count, sum };
  }).filter(({ count }) => count > 0);
  const judged = windows.reduce((sum, { count }) => sum + count, 0);
  const sum = windows.reduce((total, { sum }) => total + sum, 0);
  return json({
    dimension: "quality",
    window,
    requests,
    quality_mean: judged === 0 ? null : round(sum / judged, 3),
    n_judged: judged,
    windows: windows.map(({ start, end, count, sum }) => ({
      start: instant(start),
      end: instant(end),
      quality_mean: round(sum / count, 3),
      n_judged: count,
    })),
  });
}

export function activityMetrics(exchange: Exchange): Reply {
  const { window, hours, buckets, requests, stamp } = readWindow(exchange, "24h");
  const last = hours.findLast((hour) => hour.requests > 0);
  const lastAt = last && Math.min(exchange.backend.now(), last.start + hourMs - 1000);
  return json({
    dimension: "activity",
    window,
    requests,
    prompt_tokens: total(hours, "promptTokens"),
    completion_tokens: total(hours, "completionTokens"),
    last_request_at: lastAt === undefined ? null : instant(lastAt),
    points: buckets.map(({ start, hours }) => ({
      t: stamp(start),
      requests: total(hours, "requests"),
      errors: total(hours, "errors"),
    })),
  });
}
