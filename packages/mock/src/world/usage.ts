import { hourMs } from "./time.ts";
import type { EndpointRecord } from "./world.ts";

/** Counts a billed request into the endpoint's hour, for its metrics. */
export function recordUsage(
  endpoint: EndpointRecord,
  now: number,
  tokens: { promptTokens: number; completionTokens: number },
  microUsd: number,
): void {
  const start = Math.floor(now / hourMs) * hourMs;
  let row = endpoint.usage.find((usage) => usage.hour === start);
  if (!row) {
    row = { hour: start, requests: 0, promptTokens: 0, completionTokens: 0, microUsd: 0 };
    endpoint.usage.push(row);
  }
  row.requests++;
  row.promptTokens += tokens.promptTokens;
  row.completionTokens += tokens.completionTokens;
  row.microUsd += microUsd;
}
