import type { Ledger } from "../ledger.ts";
import { changeStatus } from "./endpoint-status.ts";
import type { World } from "./world.ts";

/** Brings endpoints and runs to where the clock says; a run is billed at the moment it completes. */
export function advanceWorld(world: World, ledger: Ledger, now: number): void {
  for (const endpoint of world.endpoints) {
    const { becomes, deploy } = endpoint;
    if (!becomes || becomes.at > now) continue;
    changeStatus(endpoint, becomes.status, becomes.at);
    if (deploy?.outcome === "pending") deploy.outcome = "live";
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
