import { APIUserAbortError, InvalidArgumentError, ParetaError, WaitTimeoutError } from "../errors.ts";
import { sleep } from "../http/clock.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { Transport } from "../http/transport.ts";

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

const longestWait = 86_400;

function seconds(value: unknown, param: string): number {
  if (typeof value !== "number" || !(value >= 0)) {
    throw new InvalidArgumentError(param, `${param} must be a number of seconds, 0 or more.`);
  }
  if (value > longestWait) {
    throw new InvalidArgumentError(
      param,
      `${param} is in seconds, at most ${longestWait}: was ${value} meant as milliseconds?`,
    );
  }
  return value;
}

export function waitSchedule(params: WaitParams = {}): WaitSchedule {
  return {
    pollInterval: seconds(params.pollInterval ?? 3, "pollInterval"),
    timeout: seconds(params.timeout ?? 900, "timeout"),
  };
}

/**
 * Looks, then compares with the deadline, then sleeps; so something already finished is seen however short the
 * deadline (contract 5.5).
 */
export async function waitUntil<T extends { readonly status: string | null }>(
  transport: Transport,
  wait: WaitSchedule & {
    readonly id: string;
    readonly what: string;
    readonly options: RequestOptions | undefined;
    look(): Promise<T>;
    isDone(current: T): boolean;
  },
): Promise<T> {
  const { clock } = transport;
  const signal = wait.options?.signal;
  const deadline = clock.now() + wait.timeout * 1000;
  for (;;) {
    const current = await wait.look();
    if (wait.isDone(current)) return current;
    const remaining = deadline - clock.now();
    if (remaining <= 0) {
      throw new WaitTimeoutError(
        `${wait.what} ${wait.id} was still ${current.status ?? "unknown"} after ${wait.timeout} s; it goes on at the server.`,
        { id: wait.id, timeout: wait.timeout, lastStatus: current.status },
      );
    }
    await sleep(clock, Math.min(wait.pollInterval * 1000, remaining), signal);
    if (signal?.aborted) throw new APIUserAbortError({ cause: signal.reason });
  }
}

/** Lets whoever catches the error find the run that was started. */
export async function withRunId<T>(runId: string, waiting: Promise<T>): Promise<T> {
  try {
    return await waiting;
  } catch (error) {
    if (error instanceof ParetaError) Object.assign(error, { runId });
    throw error;
  }
}
