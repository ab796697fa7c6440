import { resolvePace } from "./pace.ts";
import type { Pace, PaceOption } from "./pace.ts";
import { planOf } from "./scenarios.ts";
import type { Scenario } from "./scenarios.ts";
import { checkSnapshot } from "./snapshot.ts";
import type { Snapshot } from "./snapshot.ts";

export interface MockParetaOptions {
  /** A whole number, default 1. All data and answers follow from it. */
  seed?: number | undefined;
  /** Default "happy". */
  scenario?: Scenario | undefined;
  /** Default Date.now. Decides job states only; token and latency pacing uses timers. */
  now?: (() => number) | undefined;
  /** Default "instant". A partial pace takes the rest from "instant". */
  pace?: PaceOption | undefined;
  /** Default 25_000_000 ($25). */
  balanceMicroUsd?: number | undefined;
  /** From `snapshot()`; its seed and scenario win over the options. */
  state?: Snapshot | undefined;
}

export interface ResolvedOptions {
  seed: number;
  scenario: Scenario;
  now: () => number;
  pace: Pace;
  balanceMicroUsd: number;
  state: Snapshot | null;
}

/** Every option with its value. @throws a sentence that names the first one that cannot be. */
export function resolveOptions(options: MockParetaOptions): ResolvedOptions {
  const { seed = 1, scenario = "happy", now = () => Date.now(), pace = "instant" } = options;
  const { balanceMicroUsd = 25_000_000, state = null } = options;
  checkSeed(seed);
  planOf(scenario);
  if (typeof now !== "function") {
    throw new Error("@pareta/mock: `now` has to be a function that gives Unix milliseconds.");
  }
  checkAmount("balanceMicroUsd", balanceMicroUsd);
  if (state !== null) checkSnapshot(state);
  return { seed, scenario, now, pace: resolvePace(pace), balanceMicroUsd, state };
}

export function checkSeed(seed: number): void {
  if (Number.isSafeInteger(seed)) return;
  throw new Error(`@pareta/mock: a seed has to be a whole number, not ${String(seed)}.`);
}

export function checkAmount(name: string, microUsd: number): void {
  if (Number.isFinite(microUsd) && microUsd >= 0) return;
  throw new Error(
    `@pareta/mock: ${name} has to be a number of micro-USD, 0 or more, not ${String(microUsd)}.`,
  );
}
