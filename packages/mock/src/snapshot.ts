import type { BoundKey } from "./acts.ts";
import type { LedgerRow } from "./ledger.ts";
import type { Scenario } from "./scenarios.ts";
import type { World } from "./world/world.ts";

/** A JSON value. Give it back as `state`. */
export interface Snapshot {
  readonly version: 1;
  readonly seed: number;
  readonly scenario: Scenario;
  readonly balanceMicroUsd: number;
  readonly world: World;
  readonly ledger: readonly LedgerRow[];
  readonly keys: readonly BoundKey[];
  readonly readsAnswered: readonly string[];
}

/** @throws for what is no snapshot, or one of another version. */
export function checkSnapshot(state: unknown): asserts state is Snapshot {
  const version = typeof state === "object" && state !== null && "version" in state ? state.version : null;
  if (version === null) {
    throw new Error("@pareta/mock: `state` is no snapshot. Give it what mock.snapshot() gave.");
  }
  if (version !== 1) {
    throw new Error("@pareta/mock: this snapshot comes from another version. Start without `state`.");
  }
}
