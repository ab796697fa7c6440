import { type EndpointNotReadyError, type Pareta, ParetaError } from "pareta";
import { abortError, sleep } from "../acts/sleep.ts";
import { isDefiniteRefusal } from "../queries/poll-schedule.ts";
import { EndpointStoppedError } from "../errors/endpoint-stopped-error.ts";

const firstPoll = 2000;
const slowestPoll = 5000;
const growth = 1.3;
const longestWait = 900_000;

export interface ColdWait {
  readonly client: Pareta;
  readonly model: string;
  /** The 503 that started it. */
  readonly refusal: EndpointNotReadyError;
  readonly signal: AbortSignal;
  /** The endpoint does sleep: the wait begins. */
  readonly onWaiting: () => void;
}

/**
 * After a 503: asks what the endpoint is doing and returns when it is live, which may be at once: it woke in between,
 * or its provider does not respond, and one more send tells which. Nothing metered is sent from here.
 * Rejects with the 503 itself when the model is no endpoint or 900 seconds have passed, and with
 * `EndpointStoppedError` when somebody has to start it.
 */
export async function waitUntilAwake(wait: ColdWait): Promise<void> {
  const { client, model, refusal, signal, onWaiting } = wait;
  const first = await client.endpoints.retrieve(model, { signal }).catch(() => null);
  if (signal.aborted) throw abortError(signal, "refused");
  if (first === null) throw refusal;
  if (first.isLive) return;
  if (first.status === "stopped") throw new EndpointStoppedError(model, refusal);
  onWaiting();
  const deadline = performance.now() + longestWait;
  for (let pause = firstPoll; performance.now() < deadline; pause = Math.min(pause * growth, slowestPoll)) {
    await sleep(pause, signal, "refused");
    const status = await statusOf(client, model, signal);
    if (status === "live") return;
    if (status === "stopped") throw new EndpointStoppedError(model, refusal);
  }
  throw refusal;
}

/** `null` when this poll could not tell; a definite refusal ends the wait. */
async function statusOf(client: Pareta, model: string, signal: AbortSignal): Promise<string | null> {
  try {
    const endpoint = await client.endpoints.retrieve(model, { signal });
    return endpoint.isLive ? "live" : endpoint.status;
  } catch (error) {
    if (signal.aborted) throw abortError(signal, "refused");
    if (isDefiniteRefusal(error) || !ParetaError.isInstance(error)) throw error;
    return null;
  }
}
