import { type Extra, extra, list, record, requiredText, textOrNull } from "../decode.ts";
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
  readonly extra: Extra;
}

const frontierFields = new Set(["id", "vendor", "vision", "benchmarked"]);

function decodeFrontierModel(value: unknown): FrontierModel {
  const source = record(value, "a frontier model");
  return {
    id: requiredText(source["id"], "a frontier model's id"),
    vendor: textOrNull(source["vendor"]),
    vision: source["vision"] === true,
    benchmarked: source["benchmarked"] === true,
    extra: extra(source, frontierFields),
  };
}

export async function listFrontierModels(
  transport: Transport,
  task: string | undefined,
  options: RequestOptions | undefined,
): Promise<FrontierModel[]> {
  if (task !== undefined) requireText(task, "task");
  return transport.request(
    { method: "GET", path: "/v1/eval/frontier-models", query: { task }, options },
    (body) => list(record(body, "the answer")["frontier_models"], "frontier_models", decodeFrontierModel),
  );
}
