import type { Ledger } from "../ledger.ts";
import type { World } from "./world.ts";

/** Brings endpoints and runs to where the clock says; a run is billed at the moment it completes. */
export function advanceWorld(world: World, ledger: Ledger, now: number): void {
  for (const endpoint of world.endpoints) {
    const { becomes } = endpoint;
    if (becomes && becomes.at <= now) {
      endpoint.status = becomes.status;
      endpoint.becomes = null;
    }
  }
  const due = world.runs.filter((run) => run.billing === "pending" && run.createdAt + run.durationMs <= now);
  due.sort((one, other) => one.createdAt + one.durationMs - (other.createdAt + other.durationMs));
  for (const run of due) {
    run.billing = "done";
    ledger.release(run.priceMicroUsd);
    if (run.outcome === "failed") continue;
    ledger.debit({
      at: run.createdAt + run.durationMs,
      route: "POST /v1/eval-runs",
      key: run.key,
      microUsd: run.priceMicroUsd,
    });
  }
}
