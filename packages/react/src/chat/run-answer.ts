import {
  type ChatCompletionChunk,
  type ChatCompletionCreateParams,
  EndpointNotReadyError,
  type Pareta,
  RateLimitError,
  type StreamReceipt,
} from "pareta";
import { sleep, until } from "../acts/sleep.ts";
import type { StreamSlots } from "../acts/stream-slots.ts";
import type { ChatWaiting } from "./chat-entry.ts";
import { waitUntilAwake } from "./cold-wait.ts";
import { nextMacrotask } from "./next-macrotask.ts";

export type AnswerParams = ChatCompletionCreateParams & { readonly stream: true };

/** Everything one answer needs; where it reports to, it reports in order. */
export interface AnswerRequest {
  readonly client: Pareta;
  readonly params: AnswerParams;
  /** The act's idempotency key: every attempt carries it. */
  readonly key: string;
  readonly signal: AbortSignal;
  readonly slots: StreamSlots;
  readonly maxConcurrentStreams: number;
  /** Wait for an endpoint that is asleep. */
  readonly waitForLive: boolean;
  /** Calls back once when somebody is looking: a hook is mounted and the page visible. Returns how to cancel. */
  readonly whenPresent: (listener: () => void) => () => void;
  /** The endpoint slept and is live now. */
  readonly onAwake: () => void;
  readonly onWaiting: (waiting: ChatWaiting | null) => void;
  readonly onChunk: (chunk: ChatCompletionChunk) => void;
}

const mostCountdowns = 3;
const longestCountdown = 60;
const defaultCountdown = 5;
/** Milliseconds of reading after which clicks and paints get their turn. */
const longestBurst = 12;

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
      const isRefusal = error instanceof Object && Reflect.get(error, "outcome") === "refused";
      if (isRefusal && RateLimitError.isInstance(error) && countdowns < mostCountdowns) {
        countdowns++;
        await countDown(request, error);
      } else if (isRefusal && EndpointNotReadyError.isInstance(error) && request.waitForLive && !hasSlept) {
        hasSlept = true;
        await wakeUp(request, error);
      } else throw error;
    }
  }
}

async function readAnswer(request: AnswerRequest): Promise<StreamReceipt | null> {
  const { client, params, key, signal, slots, maxConcurrentStreams, onWaiting, onChunk } = request;
  const release = await slots.acquire(maxConcurrentStreams, signal, () =>
    onWaiting({ reason: "queued", since: Date.now(), until: null }),
  );
  onWaiting(null);
  try {
    const stream = client.chat.completions.create(params, { signal, idempotencyKey: key, maxRetries: 0 });
    let burstStart = performance.now();
    for await (const chunk of stream) {
      onChunk(chunk);
      if (performance.now() - burstStart > longestBurst) {
        await nextMacrotask();
        burstStart = performance.now();
      }
    }
    return stream.receipt;
  } finally {
    release();
  }
}

async function countDown(request: AnswerRequest, refusal: RateLimitError): Promise<void> {
  const seconds = refusal.retryAfter ?? defaultCountdown;
  if (seconds > longestCountdown) throw refusal;
  const { signal, whenPresent, onWaiting } = request;
  const since = Date.now();
  onWaiting({ reason: "rate-limited", since, until: since + seconds * 1000 });
  await sleep(seconds * 1000, signal, "refused");
  await until(whenPresent, signal, "refused");
}

async function wakeUp(request: AnswerRequest, refusal: EndpointNotReadyError): Promise<void> {
  const { client, params, signal, onWaiting, onAwake } = request;
  const since = Date.now();
  await waitUntilAwake({
    client,
    model: params.model,
    refusal,
    signal,
    onWaiting: () => onWaiting({ reason: "cold", since, until: null }),
  });
  onAwake();
}
