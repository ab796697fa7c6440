import { userAbort, WaitTimeoutError } from "../errors.ts";
import { type Clock, sleep } from "../http/clock.ts";
import { demand, requireParams } from "../http/preflight.ts";
import type { RequestOptions } from "../http/settings.ts";

/** How long to wait for something at the server. Both in SECONDS, unlike `RequestOptions.timeout`. */
export interface WaitParams {
  /** Seconds between two looks. Default 3; 0 is allowed. */
  readonly pollInterval?: number | undefined;
  /** Seconds in all. Default 900, at most 86,400. */
  readonly timeout?: number | undefined;
}

export interface WaitSchedule {
  readonly pollInterval: number;
  readonly timeout: number;
}

function requireSeconds(value: number, param: string): number {
  demand(Number.isFinite(value) && value >= 0 && value <= 86_400, param, "seconds, 0 to 86400");
  return value;
}

export function waitSchedule(params: WaitParams = {}): WaitSchedule {
  requireParams(params);
  const { pollInterval = 3, timeout = 900 } = params;
  return {
    pollInterval: requireSeconds(pollInterval, "pollInterval"),
    timeout: requireSeconds(timeout, "timeout"),
  };
}

/**
 * Looks, then compares with the deadline, then sleeps; so something already finished is seen however short the
 * deadline (contract 5.5).
 */
export async function waitUntil<T extends { readonly status: string | null }>(
  clock: Clock,
  wait: WaitSchedule & {
    readonly id: string;
    readonly options: RequestOptions | undefined;
    look(): Promise<T>;
    isDone(current: T): boolean;
  },
): Promise<T> {
  const { id, timeout, pollInterval } = wait;
  const signal = wait.options?.signal;
  const deadline = clock.now() + timeout * 1000;
  for (;;) {
    const current = await wait.look();
    if (wait.isDone(current)) return current;
    const remaining = deadline - clock.now();
    const lastStatus = current.status;
    if (remaining <= 0) {
      const message = `${id} was still ${lastStatus} after ${timeout} s; it goes on at the server.`;
      throw new WaitTimeoutError(message, { id, timeout, lastStatus });
    }
    await sleep(clock, Math.min(pollInterval * 1000, remaining), signal);
    if (signal?.aborted) throw userAbort("unknown", signal.reason);
  }
}
