import type { RequestOptions } from "../http/settings.ts";
import type { Transport } from "../http/transport.ts";
import { createEvalRuns, type EvalRuns } from "./eval-runs.ts";
import { createEvalSets, type EvalSets } from "./eval-sets.ts";
import { type FrontierModel, listFrontierModels } from "./frontier-models.ts";

export interface Evals {
  /**
   * Vendor models to compare with. Free.
   * @param task marks those on its leaderboard, and leaves out models without vision for tasks with documents.
   */
  readonly frontierModels: (task?: string, options?: RequestOptions) => Promise<FrontierModel[]>;
  readonly sets: EvalSets;
  readonly runs: EvalRuns;
}

export function createEvals(transport: Transport): Evals {
  const frontierModels = (task?: string, options?: RequestOptions) =>
    listFrontierModels(transport, task, options);
  const sets = createEvalSets(transport);
  return { frontierModels, sets, runs: createEvalRuns(transport, sets, frontierModels) };
}
