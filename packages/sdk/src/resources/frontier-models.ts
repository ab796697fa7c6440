import {
  type Extra,
  flag,
  type Reader,
  requiredList,
  requiredText,
  shape,
  textOrNull,
  within,
} from "../decode.ts";
import { requireText } from "../http/preflight.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { Transport } from "../http/transport.ts";

/** A vendor's model: a baseline for evaluations, never deployable (contract 3.7). */
export interface FrontierModel {
  readonly id: string;
  readonly vendor: string | null;
  readonly vision: boolean;
  /** On the task's leaderboard; only meaningful when the roster was asked for with a task. */
  readonly benchmarked: boolean;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

const decodeRoster: Reader<FrontierModel[]> = within(
  "frontier_models",
  requiredList(shape({ id: requiredText, vendor: textOrNull, vision: flag, benchmarked: flag })),
);

export async function listFrontierModels(
  transport: Transport,
  task: string | undefined,
  options: RequestOptions | undefined,
): Promise<FrontierModel[]> {
  if (task !== undefined) requireText(task, "task");
  return transport.get("/v1/eval/frontier-models", decodeRoster, options, { task });
}
