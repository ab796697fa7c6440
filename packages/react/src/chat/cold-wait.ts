import { type EndpointNotReadyError, ParetaError } from "pareta";
import { abortError, sleep } from "../acts/sleep.ts";
import { refreshEndpoints } from "../queries/refresh-endpoints.ts";
import { isDefiniteRefusal, pollDelay } from "../queries/poll-schedule.ts";
import type { AnswerRequest } from "./answer-request.ts";
import { EndpointStoppedError } from "../errors/endpoint-stopped-error.ts";

const longestWait = 900_000;

/**
 * After a 503: asks what the endpoint is doing and returns when it is live, which may be at once: it woke in between,
 * or its provider does not respond, and one more send tells which. Nothing metered is sent from here.
 * Rejects with the 503 itself when the model is no endpoint or 900 seconds have passed, and with
 * `EndpointStoppedError` when somebody has to start it.
 */
export async function waitUntilAwake(
  { scope, params: { model }, signal, onWaiting }: AnswerRequest,
  refusal: EndpointNotReadyError,
): Promise<void> {
  const start = performance.now();
  let isKnown = false;
  for (let looks = 0; ; looks++) {
    const endpoint = await scope.client.endpoints.retrieve(model, { signal }).catch((error: unknown) => {
      if (signal.aborted) throw abortError(signal, "refused");
      if (!isKnown) throw refusal;
      if (isDefiniteRefusal(error) || !ParetaError.isInstance(error)) throw error;
      // This look could not tell.
      return null;
    });
    if (endpoint?.isLive) return refreshEndpoints(scope);
    if (endpoint?.status === "stopped") throw new EndpointStoppedError(model, refusal);
    if (!isKnown) onWaiting("cold");
    isKnown = true;
    // Only after a look: a machine that slept itself may find the endpoint long awake.
    if (performance.now() - start > longestWait) throw refusal;
    await sleep(pollDelay(2, looks, 5), signal, "refused");
  }
}
