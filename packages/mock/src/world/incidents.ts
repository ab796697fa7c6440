import { fraction, pick } from "../random.ts";
import { dayMs, hourMs } from "./time.ts";
import type { EndpointRecord } from "./world.ts";

export interface Incident {
  startedAt: number;
  endedAt: number;
  reason: string;
}

/**
 * When an endpoint could not answer, oldest first: a few minutes on one day in twenty, and one long outage of the
 * provider between two and three days before the world began, which every endpoint of that time shares.
 */
export function incidentsOf(
  seed: number,
  endpoint: EndpointRecord,
  bornAt: number,
  span: { from: number; to: number },
): Incident[] {
  if (endpoint.traffic === 0) return [];
  const found = [outage(seed, bornAt)];
  for (let day = Math.floor(span.from / dayMs) * dayMs; day < span.to; day += dayMs) {
    if (fraction(seed, endpoint.id, day, "incident") > 0.05) continue;
    const startedAt = day + Math.floor(1440 * fraction(seed, endpoint.id, day, "began")) * 60_000;
    const endedAt = startedAt + 120_000 + 1000 * Math.floor(480 * fraction(seed, endpoint.id, day, "lasted"));
    found.push({ startedAt, endedAt, reason: pick(["provider", "restart"], seed, endpoint.id, day) });
  }
  const seen = found.filter(
    ({ startedAt, endedAt }) => startedAt >= Math.max(span.from, endpoint.createdAt) && endedAt <= span.to,
  );
  return seen.toSorted((one, other) => one.startedAt - other.startedAt);
}

function outage(seed: number, bornAt: number): Incident {
  const minutes = 2 * 1440 + Math.floor(1440 * fraction(seed, "outage"));
  const startedAt = Math.floor(bornAt / 60_000) * 60_000 - minutes * 60_000;
  const lasted = 2 * hourMs + 600_000 + 1000 * Math.floor(3000 * fraction(seed, "outage lasted"));
  return { startedAt, endedAt: startedAt + lasted, reason: "provider" };
}

/** Milliseconds of this span that lie in incidents. */
export function downtimeIn(incidents: readonly Incident[], from: number, to: number): number {
  let down = 0;
  for (const { startedAt, endedAt } of incidents) {
    down += Math.max(0, Math.min(endedAt, to) - Math.max(startedAt, from));
  }
  return down;
}
