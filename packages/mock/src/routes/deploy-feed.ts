import type { Backend } from "../backend.ts";
import { sleep } from "../sleep.ts";
import type { Deploy } from "../world/world.ts";

/** The feed's stages by the share of the deploy's time at which they begin. */
const stages = [
  { from: 0, data: { stage: "provisioning-gpu", label: "Provisioning GPU" } },
  { from: 0.2, data: { stage: "pulling weights", pct: 5 } },
  { from: 0.35, data: { stage: "pulling weights", pct: 45 } },
  { from: 0.5, data: { stage: "pulling weights", pct: 90 } },
  { from: 0.6, data: { stage: "booting", label: "Booting" } },
  { from: 0.8, data: { stage: "warming-up", label: "Warming up" } },
] as const;

const ping = ": ping\r\n\r\n";
const pingMs = 5000;
/** The clock may be a test's own: nobody tells when it moves, so it is asked this often. */
const clockCheckMs = 100;

export interface DeployFeed {
  backend: Backend;
  signal: AbortSignal;
  /** null for one that is over: its feed comes whole, at once. */
  deploy: Deploy | null;
  /** The endpoint's record at the end. */
  finished: unknown;
}

export async function* deployFrames(feed: DeployFeed): AsyncGenerator<string, void> {
  const { deploy, finished } = feed;
  yield ping;
  for (const { from, data } of stages) {
    yield* quietUntil(feed, from);
    if (deploy?.outcome === "failed") break;
    yield deployFrame("progress", data);
  }
  yield* quietUntil(feed, 1);
  if (deploy?.outcome === "failed") yield deployFrame("error", { message: deploy.failure });
  else yield deployFrame("complete", { endpoint: finished });
}

/** One event with CRLF line ends. */
export function deployFrame(event: string, data: unknown): string {
  return `event: ${event}\r\ndata: ${JSON.stringify(data)}\r\n\r\n`;
}

/** Waits for this share of the deploy's time, or for its end. */
async function* quietUntil(
  { backend, signal, deploy }: DeployFeed,
  share: number,
): AsyncGenerator<string, void> {
  if (!deploy) return;
  const at = deploy.startedAt + share * deploy.durationMs;
  let quietMs = 0;
  while (deploy.outcome === "pending" && backend.now() < at) {
    const step = Math.min(Math.max(at - backend.now(), 1), clockCheckMs);
    await sleep(step, signal);
    quietMs += step;
    if (quietMs < pingMs) continue;
    quietMs = 0;
    yield ping;
  }
  backend.advance();
}
