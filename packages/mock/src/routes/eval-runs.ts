import type { Json } from "../acts.ts";
import { jsonFields } from "../body-fields.ts";
import { doneAct } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import { token } from "../random.ts";
import { notFound, Refusal } from "../refusal.ts";
import { json } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { candidateOf } from "../world/candidate.ts";
import { findFrontierModel, frontierModels } from "../world/frontier.ts";
import { runPrice, runResults, runStatus } from "../world/run-results.ts";
import { undocumentedRows } from "../world/undocumented-rows.ts";
import { findTask } from "../world/tasks.ts";
import { findEvalSet } from "../world/world.ts";
import type { EvalSetRecord, RunRecord } from "../world/world.ts";

/** GET /v1/eval/frontier-models?task=: annotated for the task, or plain without one (contract 3.7). */
export function listFrontierModels({ url }: Exchange): Reply {
  const taskId = url.searchParams.get("task");
  const task = taskId === null ? null : findTask(taskId);
  if (taskId !== null && !task) throw notFound("task", taskId);
  const fitting = frontierModels.filter((model) => model.vision || !task?.hasBlobInput);
  return json({
    frontier_models: fitting.map(({ id, vendor, vision, benchmarked }) => ({
      id,
      vendor,
      vision,
      benchmarked: benchmarked && Boolean(task?.best),
    })),
    task: taskId,
  });
}

/** POST /v1/eval-runs: 202 at once; the price is held now and debited when the run completes. */
export function createEvalRun(exchange: Exchange): Reply {
  return doneAct(exchange, () => ({ answer: accept(exchange), price: 0, billing: "later" }), 202);
}

function accept(exchange: Exchange): Json {
  const { backend, row } = exchange;
  const body = jsonFields(exchange);
  const setId = body.text("eval_set_id");
  const names = body.list("candidate_model_ids", (item) => item.text(), { least: 1 });
  body.done();
  const set = findEvalSet(backend.world, setId);
  if (!set) throw notFound("eval set", setId);
  const models = candidatesOf(backend.seed, names, set);
  const priceMicroUsd = runPrice(backend.seed, set, models);
  backend.ledger.hold(priceMicroUsd);
  const undocumented = undocumentedRows(set);
  const everyRowMissing = undocumented.length === set.itemCount;
  const run: RunRecord = {
    id: `run_${token(backend.seed, "run", backend.nextNumber()).slice(0, 8)}`,
    seeded: false,
    evalSetId: set.id,
    taskId: set.taskId,
    itemCount: set.itemCount,
    models,
    createdAt: backend.now(),
    durationMs: backend.pace.runMs,
    priceMicroUsd,
    outcome: everyRowMissing || /\bfails\b/i.test(set.name) ? "failed" : "completed",
    billing: "pending",
    key: row.key,
    ...(undocumented.length > 0 ? { undocumented } : {}),
  };
  backend.world.runs.push(run);
  return { run_id: run.id, status: "queued" };
}

/** Exact duplicates are dropped; each name that cannot run on this set is an item of the 422. */
function candidatesOf(seed: number, names: readonly string[], set: EvalSetRecord): string[] {
  const blind = findTask(set.taskId)?.hasBlobInput === true;
  const wrong = names.flatMap((model, index) => {
    const loc = ["body", "candidate_model_ids", index];
    if (!candidateOf(seed, set.taskId, model)) {
      const msg = `${JSON.stringify(model)} is neither an open model of ${set.taskId} nor a frontier model`;
      return [{ loc, msg, type: "unknown_model" }];
    }
    if (!blind || findFrontierModel(model)?.vision !== false) return [];
    return [{ loc, msg: `${model} cannot read documents`, type: "no_vision" }];
  });
  if (wrong.length > 0) throw new Refusal(422, wrong);
  return [...new Set(names)];
}

/** GET /v1/eval-runs/{id}: where the clock says; results once completed. */
export function retrieveEvalRun({ backend, id }: Exchange): Reply {
  const { seed, world } = backend;
  const run = world.runs.find((candidate) => candidate.id === id);
  if (!run) throw notFound("eval run", id);
  const status = runStatus(run, backend.now());
  const set = world.evalSets.find((candidate) => candidate.id === run.evalSetId) ?? null;
  return json({
    run: {
      id: run.id,
      eval_set_id: run.evalSetId,
      status,
      candidate_model_ids: run.models,
      total_cost_micro_usd: status === "completed" ? run.priceMicroUsd : 0,
      error_detail: status === "failed" ? failureOf(run) : null,
    },
    results: status === "completed" ? runResults(seed, run, set) : [],
  });
}

function failureOf(run: RunRecord): string {
  return run.undocumented?.length === run.itemCount
    ? `none of the ${run.itemCount} rows has its document: attach the files and run again`
    : "the scorer could not read the expected values of this set";
}
