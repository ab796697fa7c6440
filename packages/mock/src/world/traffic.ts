import { deviation, deviationOf, fraction, threeFractions } from "../random.ts";
import { quietIn } from "./endpoint-status.ts";
import { downtimeIn } from "./incidents.ts";
import type { Incident } from "./incidents.ts";
import { leaderboardOf, priceOf } from "./leaderboard.ts";
import { findTask } from "./tasks.ts";
import { dayMs, hourMs } from "./time.ts";
import type { EndpointRecord } from "./world.ts";

/** What one endpoint did in one hour; days are made of hours, so that every grouping adds up to the same. */
export interface Hour {
  start: number;
  /** Answered, which is to say billed. */
  requests: number;
  /** Failed, and free: not among `requests`. */
  errors: number;
  promptTokens: number;
  completionTokens: number;
  microUsd: number;
  /** When an incident fell into it. */
  strained: boolean;
}

export interface TrafficOptions {
  seed: number;
  endpoint: EndpointRecord;
  incidents: readonly Incident[];
  /** The start of an hour. */
  from: number;
  now: number;
}

/** Hours to now, oldest first; the last one is still filling. */
export function trafficOf(options: TrafficOptions): Hour[] {
  const { seed, endpoint, from, now } = options;
  const each = usualRequest(seed, endpoint);
  const hours: Hour[] = [];
  for (let start = from; start <= now; start += hourMs) hours.push(hourAt(options, each, start));
  for (const usage of endpoint.usage) {
    const hour = hours[(usage.hour - from) / hourMs];
    if (!hour) continue;
    hour.requests += usage.requests;
    hour.promptTokens += usage.promptTokens;
    hour.completionTokens += usage.completionTokens;
    hour.microUsd += usage.microUsd;
  }
  return hours;
}

/** Nobody gets through while it is down; around that, more requests fail than usual. */
function hourAt(
  { seed, endpoint, incidents, now }: TrafficOptions,
  each: ReturnType<typeof usualRequest>,
  start: number,
): Hour {
  const down = incidents.length > 0 ? downtimeIn(incidents, start, start + hourMs) : 0;
  const luck = threeFractions(seed, endpoint.id, start);
  const asked = Math.round(hourly(endpoint, now, start, luck) * (1 - down / hourMs));
  const rate = down > 0 ? 0.06 : 0.002;
  const errors = asked === 0 ? 0 : Math.floor(asked * rate + luck[0] * 0.9);
  const requests = asked - errors;
  return {
    start,
    requests,
    errors,
    promptTokens: requests * each.prompt,
    completionTokens: requests * each.completion,
    microUsd: requests * each.microUsd,
    strained: down > 0,
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
function hourly(
  endpoint: EndpointRecord,
  now: number,
  hour: number,
  luck: readonly [number, number, number],
): number {
  if (endpoint.traffic === 0 || hour < endpoint.createdAt) return 0;
  const end = Math.min(hour + hourMs, now);
  const awake = (end - hour - quietIn(endpoint, hour, end)) / hourMs;
  if (awake <= 0) return 0;
  const wave = busyAt(hour);
  // A small one is scaled to zero at night: no requests, and gaps in its charts.
  if (endpoint.traffic < 400 && wave < 0.4) return 0;
  const weekend = (Math.floor(hour / dayMs + 4) % 7) % 6 === 0 ? 0.35 : 1;
  const noise = 1 + 0.12 * deviationOf(luck);
  return Math.max(0, Math.round((endpoint.traffic / 24) * wave * weekend * noise * awake));
}

/** A usual hour is 1. */
function busyAt(hour: number): number {
  const ofDay = Math.floor((hour % dayMs) / hourMs);
  return 0.25 + 1.9 * Math.exp(-((ofDay - 13) ** 2) / 24);
}

export type Latency = Record<"p50" | "p95" | "p99", number>;

/** A fixed part, reading the prompt, writing the answer; slower when it is busy, and around an incident. */
export function latenciesOf(
  seed: number,
  endpoint: EndpointRecord,
  hours: readonly Hour[],
): Map<Hour, Latency> {
  const { prompt, completion } = findTask(endpoint.taskId)?.tokens ?? { prompt: 600, completion: 200 };
  const base =
    (130 + 0.02 * prompt + 3.2 * completion) * (0.85 + 0.3 * fraction(seed, endpoint.id, "latency"));
  const latencies = new Map<Hour, Latency>();
  for (const hour of hours) {
    if (hour.requests === 0) continue;
    const luck = threeFractions(seed, endpoint.id, hour.start, "latency");
    const busy = (0.95 + 0.1 * busyAt(hour.start)) * (hour.strained ? 1.8 : 1);
    const p50 = Math.round(base * busy * (1 + 0.04 * deviationOf(luck)));
    const p95 = Math.round(p50 * (1.9 + 0.4 * luck[0]));
    latencies.set(hour, { p50, p95, p99: Math.round(p95 * (1.4 + 0.3 * luck[1])) });
  }
  return latencies;
}

export interface Judgement {
  count: number;
  quality: number;
}

/**
 * A judge looks at one request in twenty. The mean of a few lies around the model's published quality, the closer the
 * more there are.
 */
export function judgementsOf(
  seed: number,
  endpoint: EndpointRecord,
  hours: readonly Hour[],
): Map<Hour, Judgement> {
  const task = findTask(endpoint.taskId);
  const published =
    task && leaderboardOf(seed, task).open.find((row) => row.name === endpoint.model)?.quality;
  const mean = published ?? 0.86;
  const judgements = new Map<Hour, Judgement>();
  for (const hour of hours) {
    if (hour.requests === 0) continue;
    const count = Math.max(1, Math.round(hour.requests * 0.05));
    const spread = 0.6 * Math.sqrt((mean * (1 - mean)) / count);
    const quality = mean + spread * deviation(seed, endpoint.id, hour.start, "quality");
    judgements.set(hour, { count, quality: Math.min(1, Math.max(0, quality)) });
  }
  return judgements;
}
