import type { EndpointRecord } from "./world.ts";

/** Moves an endpoint to another status, now or, with `becomes`, on its way to a further one by the clock. */
export function changeStatus(
  endpoint: EndpointRecord,
  status: string,
  at: number,
  becomes: EndpointRecord["becomes"] = null,
): void {
  endpoint.status = status;
  endpoint.becomes = becomes;
  const last = endpoint.quiet.at(-1);
  if (status === "live") {
    if (last?.to === null) last.to = at;
  } else if (last?.to !== null) endpoint.quiet.push({ from: at, to: null });
}

/** Milliseconds of this span in which it could not be used. */
export function quietIn({ quiet }: EndpointRecord, from: number, to: number): number {
  return quiet.reduce(
    (sum, span) => sum + Math.max(0, Math.min(span.to ?? to, to) - Math.max(span.from, from)),
    0,
  );
}
