import type { Exchange } from "../exchange.ts";
import { invalid } from "../refusal.ts";
import { incidentsOf } from "../world/incidents.ts";
import { dayMs, hourMs } from "../world/time.ts";
import { trafficOf } from "../world/traffic.ts";
import type { Hour } from "../world/traffic.ts";
import { endpointOf } from "./endpoints.ts";

/** An hour, or a day by UTC with those of its hours that lie in the window. */
export interface Bucket {
  start: number;
  hours: Hour[];
}

const longestDays = 90;

/**
 * `window=24h|7d`, `since=30d` or `since_hours=24`; `group_by=hour|day`, else hours up to two days. A window of days in
 * days begins at midnight UTC, every other one that many hours ago. The same for every dimension.
 */
export function readWindow(exchange: Exchange, usual: "24h" | "7d") {
  const { backend, url } = exchange;
  const endpoint = endpointOf(exchange);
  const { length, unit, window } = windowOf(url.searchParams, usual);
  const group = groupOf(url.searchParams, length);
  const now = backend.now();
  const step = unit === "d" && group === "day" ? dayMs : hourMs;
  const from = Math.floor(now / step) * step - (length - step);
  const { seed, world } = backend;
  // One that began before the window may reach into its first hour.
  const incidents = incidentsOf(seed, endpoint, world.bornAt, { from: from - dayMs, to: now });
  const hours = trafficOf({ seed, endpoint, incidents, from, now });
  const bucketMs = group === "day" ? dayMs : hourMs;
  return {
    window,
    from,
    hours,
    buckets: grouped(hours, bucketMs),
    bucketMs,
    incidents,
    requests: total(hours, "requests"),
    stamp: group === "day" ? day : instant,
  };
}

function windowOf(query: URLSearchParams, usual: string) {
  const hours = query.get("since_hours");
  const asked = query.get("window") ?? query.get("since") ?? (hours === null ? usual : `${hours}h`);
  const [, count, unit = ""] = /^([1-9]\d{0,3})([hd])$/.exec(asked) ?? [];
  if (count === undefined) {
    const name = ["window", "since"].find((candidate) => query.has(candidate)) ?? "since_hours";
    throw invalid(["query", name], `${JSON.stringify(asked)} is not a window such as 24h or 7d`);
  }
  const length = Number(count) * (unit === "d" ? dayMs : hourMs);
  const longest = longestDays * dayMs;
  if (length > longest) return { length: longest, unit: "d", window: `${longestDays}d` };
  return { length, unit, window: asked };
}

function groupOf(query: URLSearchParams, length: number): "day" | "hour" {
  const group = query.get("group_by") ?? (length > 2 * dayMs ? "day" : "hour");
  if (group === "day" || group === "hour") return group;
  throw invalid(["query", "group_by"], "Input should be 'hour' or 'day'", "literal_error");
}

function grouped(hours: readonly Hour[], bucketMs: number): Bucket[] {
  const buckets = new Map<number, Bucket>();
  for (const hour of hours) {
    const start = Math.floor(hour.start / bucketMs) * bucketMs;
    const bucket = buckets.get(start);
    if (bucket) bucket.hours.push(hour);
    else buckets.set(start, { start, hours: [hour] });
  }
  return [...buckets.values()];
}

type Total = "requests" | "errors" | "promptTokens" | "completionTokens" | "microUsd";

export function total(hours: readonly Hour[], name: Total): number {
  return hours.reduce((sum, hour) => sum + hour[name], 0);
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

export function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
