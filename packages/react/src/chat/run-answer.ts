import { EndpointNotReadyError, ParetaError, RateLimitError, type StreamReceipt } from "pareta";
import { startSlice } from "../acts/slice.ts";
import { sleep, until } from "../acts/sleep.ts";
import { streamSlots } from "../acts/stream-slots.ts";
import type { AnswerRequest } from "./answer-request.ts";
import { waitUntilAwake } from "./cold-wait.ts";

const mostCountdowns = 3;
const longestCountdown = 60;
const defaultCountdown = 5;

/**
 * Sends and reads one answer to its end. The SDK retries nothing here: of a 429 it waits out at most three countdowns,
 * of a 503 one sleep of the endpoint, each followed by the same act under the same key. Whatever else goes wrong,
 * and anything after the answer has begun, is thrown as it came.
 */
export async function runAnswer(request: AnswerRequest): Promise<StreamReceipt | null> {
  let countdowns = 0;
  let hasSlept = false;
  for (;;) {
    try {
      return await readAnswer(request);
    } catch (error) {
      if (!ParetaError.isInstance(error) || error.outcome !== "refused") throw error;
      if (RateLimitError.isInstance(error) && countdowns < mostCountdowns) {
        countdowns++;
        await countDown(request, error);
      } else if (EndpointNotReadyError.isInstance(error) && request.options.waitForLive && !hasSlept) {
        hasSlept = true;
        await waitUntilAwake(request, error);
        // It is another attempt: of one whose page is gone, nobody would see what it costs.
        await until(request.whenMounted, request.signal, "refused");
      } else throw error;
    }
  }
}

async function readAnswer(request: AnswerRequest): Promise<StreamReceipt | null> {
  const { scope, options, params, key, signal, onWaiting, onStage, onChunk } = request;
  const slots = streamSlots(scope.queryClient);
  const release = await slots.acquire(options.maxConcurrentStreams, signal, () => onWaiting("queued"));
  onWaiting(null);
  try {
    const stream = scope.client.chat.completions.create(params, {
      signal,
      idempotencyKey: key,
      maxRetries: 0,
    });
    stream.onStage(onStage);
    const slice = startSlice();
    for await (const chunk of stream) {
      onChunk(chunk);
      if (slice.isOver) await slice.next();
    }
    return stream.receipt;
  } finally {
    release();
  }
}

async function countDown(
  { signal, whenPresent, whenSkipped, onWaiting }: AnswerRequest,
  refusal: RateLimitError,
): Promise<void> {
  const seconds = refusal.retryAfter ?? defaultCountdown;
  if (seconds > longestCountdown) throw refusal;
  onWaiting("rate-limited", seconds);
  await sleep(seconds * 1000, signal, "refused", whenSkipped);
  await until(whenPresent, signal, "refused");
}
