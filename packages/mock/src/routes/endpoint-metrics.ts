import type { Exchange } from "../exchange.ts";
import { fraction } from "../random.ts";
import { invalid } from "../refusal.ts";
import { json } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { leaderboardOf, priceOf } from "../world/leaderboard.ts";
import { findTask } from "../world/tasks.ts";
import { dayMs, hourMs, trafficOf } from "../world/traffic.ts";
import type { Bucket } from "../world/traffic.ts";
import { endpointOf } from "./endpoints.ts";

/** GET /v1/endpoints/{id}/performance: latencies in ms (contract 3.5, as are the four below). */
export function performanceMetrics(exchange: Exchange): Reply {
  const { window, buckets } = readWindow(exchange, "24h");
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
      t: instant(start),
      ...latency,
      requests,
      errors,
    })),
  });
}

export function uptimeMetrics(exchange: Exchange): Reply {
  const { backend, id } = exchange;
  const { window, buckets } = readWindow(exchange, "7d", "day");
  const created = endpointOf(exchange).createdAt;
  const days = buckets.filter((bucket) => bucket.start + dayMs > created);
  const outages = days.flatMap(({ start }) => {
    if (fraction(backend.seed, id, start, "outage") > 0.07) return [];
    const began = start + Math.floor(20 * hourMs * fraction(backend.seed, id, start, "began"));
    const lasted = 120_000 + Math.floor(540_000 * fraction(backend.seed, id, start, "lasted"));
    return began + lasted > backend.now() ? [] : [{ day: start, began, ended: began + lasted }];
  });
  const downtime = outages.reduce((sum, outage) => sum + outage.ended - outage.began, 0);
  return json({
    dimension: "uptime",
    window,
    availability: days.length === 0 ? null : round(1 - downtime / (days.length * dayMs), 5),
    downtime_s: Math.round(downtime / 1000),
    points: days.map(({ start }) => {
      const outage = outages.find((row) => row.day === start);
      return {
        t: day(start),
        availability: outage ? round(1 - (outage.ended - outage.began) / dayMs, 5) : 1,
      };
    }),
    incidents: outages.map((outage) => ({
      started_at: instant(outage.began),
      ended_at: instant(outage.ended),
      reason: "provider",
    })),
  });
}

export function costMetrics(exchange: Exchange): Reply {
  const { backend } = exchange;
  const endpoint = endpointOf(exchange);
  const { window, buckets, bucketMs } = readWindow(exchange, "7d", "day");
  const task = findTask(endpoint.taskId);
  const frontier = task && leaderboardOf(backend.seed, task).frontier[0];
  const requests = total(buckets, "requests");
  const spent = total(buckets, "microUsd");
  const tokens = {
    promptTokens: total(buckets, "promptTokens"),
    completionTokens: total(buckets, "completionTokens"),
  };
  const each = priceOf(backend.seed, endpoint.taskId, endpoint.model, tokens).frontier;
  const baseline = task?.best ? each * requests : requests === 0 ? 0 : each;
  return json({
    dimension: "cost",
    window,
    requests,
    total_micro_usd: spent,
    frontier_model: frontier?.name ?? "gpt-5.5",
    frontier_baseline_micro_usd: baseline,
    savings_micro_usd: baseline - spent,
    savings_multiple: spent === 0 ? null : round(baseline / spent, 1),
    points: buckets.map((bucket) => ({
      t: bucketMs === dayMs ? day(bucket.start) : instant(bucket.start),
      total_micro_usd: bucket.microUsd,
      requests: bucket.requests,
    })),
  });
}

export function qualityMetrics(exchange: Exchange): Reply {
  const { window, buckets, bucketMs } = readWindow(exchange, "24h");
  const group = bucketMs === dayMs ? 1 : 6;
  const windows = [];
  for (let index = 0; index < buckets.length; index += group) {
    const judged = buckets.slice(index, index + group).filter((bucket) => bucket.quality !== null);
    const [first] = buckets.slice(index);
    if (!first || judged.length === 0) continue;
    const mean = judged.reduce((sum, bucket) => sum + (bucket.quality ?? 0), 0) / judged.length;
    windows.push({
      start: instant(first.start),
      end: instant(first.start + group * bucketMs),
      quality_mean: round(mean, 3),
      n_judged: Math.min(40, Math.max(1, Math.round(total(judged, "requests") * 0.05))),
    });
  }
  const judged = windows.reduce((sum, row) => sum + row.n_judged, 0);
  const weighted = windows.reduce((sum, row) => sum + row.quality_mean * row.n_judged, 0);
  const quality_mean = judged === 0 ? null : round(weighted / judged, 3);
  return json({ dimension: "quality", window, quality_mean, n_judged: judged, windows });
}

export function activityMetrics(exchange: Exchange): Reply {
  const { window, buckets, bucketMs } = readWindow(exchange, "24h");
  const last = buckets.findLast((bucket) => bucket.requests > 0);
  const lastAt = last && Math.min(exchange.backend.now(), last.start + bucketMs - 1000);
  return json({
    dimension: "activity",
    window,
    requests: total(buckets, "requests"),
    prompt_tokens: total(buckets, "promptTokens"),
    completion_tokens: total(buckets, "completionTokens"),
    last_request_at: lastAt === undefined ? null : instant(lastAt),
    points: buckets.map(({ start, requests, errors }) => ({ t: instant(start), requests, errors })),
  });
}

/** `window=24h|7d`, `since=30d` or `since_hours=24`; `group_by=hour|day`, else hours up to two days. */
function readWindow(exchange: Exchange, usual: string, usualGroup?: "day") {
  const { backend } = exchange;
  const query = exchange.url.searchParams;
  const hours = query.get("since_hours");
  const window = query.get("window") ?? query.get("since") ?? (hours === null ? usual : `${hours}h`);
  const parts = /^([1-9]\d{0,3})([hd])$/.exec(window);
  if (!parts)
    throw invalid(["query", "window"], `${JSON.stringify(window)} is not a window such as 24h or 7d`);
  const windowMs = Math.min(Number(parts[1]) * (parts[2] === "d" ? dayMs : hourMs), 90 * dayMs);
  const group = query.get("group_by") ?? usualGroup ?? (windowMs > 2 * dayMs ? "day" : "hour");
  const bucketMs = group === "day" ? dayMs : hourMs;
  const buckets = trafficOf(backend.seed, endpointOf(exchange), backend.now(), windowMs, bucketMs);
  return { window, bucketMs, buckets };
}

function total(
  buckets: readonly Bucket[],
  name: "requests" | "errors" | "promptTokens" | "completionTokens" | "microUsd",
) {
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
