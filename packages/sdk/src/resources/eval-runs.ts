import { ParetaError, unsendable } from "../errors.ts";
import { demand, pathSegment, requireParams, requireText } from "../http/preflight.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { Transport } from "../http/transport.ts";
import { decodeEvalRun, decodeEvalRunStub, type EvalRun } from "./eval-run-record.ts";
import { type EvalSets, evalSetForm, sendEvalSet } from "./eval-sets.ts";
import type { FrontierModel } from "./frontier-models.ts";
import { type WaitParams, type WaitSchedule, waitSchedule, waitUntil } from "./wait.ts";

/**
 * Vendor models to compare with: ids, all of the roster, those on the task's leaderboard, or none. Keywords need a
 * task: the `task` given, else the eval set's.
 */
export type FrontierSpec = "all" | "benchmarked" | "none" | readonly string[] | null;

interface EvalRunCommonParams extends WaitParams {
  /** Per-task aliases of open models; may be empty when `frontier` names some. */
  readonly models: readonly string[];
  readonly frontier?: FrontierSpec | undefined;
  /** Names the inline eval set; runs have no name. */
  readonly name?: string | undefined;
  /** Of the inline eval set: what its rows ask of a model, at most 500 characters. Default: none. */
  readonly prompt?: string | undefined;
  /** Poll until the run is terminal. Default false: a stub with id and status. */
  readonly wait?: boolean | undefined;
}

/** A run on an eval set that exists, or on rows that become one first. */
export type EvalRunCreateParams = EvalRunCommonParams &
  (
    | { readonly evalSet: string; readonly task?: string | undefined; readonly items?: undefined }
    | { readonly evalSet?: undefined; readonly task: string; readonly items: readonly object[] }
  );

export interface EvalRuns {
  /**
   * Starts a run (contract 3.7). Metered: open and frontier compute, billed when the run completes.
   * @throws InvalidArgumentError before anything is sent, an inline eval set included.
   * @throws ParetaError when a `frontier` keyword has no task to resolve against, or no candidate is left.
   * @throws InsufficientCreditsError before any work when the balance is empty.
   * @throws WaitTimeoutError with `wait`; the run goes on at the server. Errors after the start carry `runId`.
   */
  readonly create: (params: EvalRunCreateParams, options?: RequestOptions) => Promise<EvalRun>;
  /**
   * A run as it stands now (contract 3.7); `results` are empty until it is terminal. Free.
   * @throws NotFoundError for an unknown id.
   */
  readonly retrieve: (id: string, options?: RequestOptions) => Promise<EvalRun>;
  /**
   * Polls until the run is terminal (contract 5.5); a failed run is returned, not thrown. Its parameters are in SECONDS.
   * @throws WaitTimeoutError past `timeout`; the run goes on at the server.
   */
  readonly wait: (id: string, params?: WaitParams, options?: RequestOptions) => Promise<EvalRun>;
}

/** 256 MiB: a finished run carries the prediction of each candidate for each row. */
const runMaxBytes = 256 * 2 ** 20;

function requireIds(ids: unknown, param: string): readonly string[] {
  demand(Array.isArray(ids), param, "a list of ids");
  return ids.map((id, index) => requireText(id, `${param}[${index}]`));
}

export function createEvalRuns(
  transport: Transport,
  sets: EvalSets,
  frontierModels: (task: string, options?: RequestOptions) => Promise<FrontierModel[]>,
): EvalRuns {
  const retrieve = async (id: string, options?: RequestOptions) => {
    const path = `/v1/eval-runs/${pathSegment(id, "id")}`;
    return transport.request({ method: "GET", path, options, maxBytes: runMaxBytes }, decodeEvalRun);
  };

  function waitFor(
    id: string,
    schedule: WaitSchedule,
    options: RequestOptions | undefined,
    known: object = {},
  ): Promise<EvalRun> {
    const look = () => retrieve(id, options);
    return waitUntil(transport.clock, {
      ...schedule,
      id,
      options,
      look,
      isDone: (run) => run.isTerminal,
    }).catch((error: unknown) => {
      // Lets whoever catches it find the run that goes on.
      throw error instanceof ParetaError ? Object.assign(error, { runId: id, ...known }) : error;
    });
  }

  async function rosterIds(
    { task, evalSet, frontier }: EvalRunCreateParams,
    options: RequestOptions | undefined,
  ): Promise<readonly string[]> {
    const rosterTask = task ?? (evalSet && (await sets.retrieve(evalSet, options)).taskId);
    if (!rosterTask) throw unsendable("The eval set has no task, which the frontier keyword needs.");
    const roster = await frontierModels(rosterTask, options);
    return roster.filter((model) => frontier === "all" || model.benchmarked).map((model) => model.id);
  }

  async function create(params: EvalRunCreateParams, options?: RequestOptions): Promise<EvalRun> {
    requireParams(params);
    const { task, evalSet, items } = params;
    const frontier = params.frontier ?? "none";
    const models = requireIds(params.models, "models");
    const isKeyword = frontier === "all" || frontier === "benchmarked";
    const given = isKeyword || frontier === "none" ? [] : requireIds(frontier, "frontier");
    demand(isKeyword || models.length + given.length > 0, "models", "not empty without frontier");
    const schedule = waitSchedule(params);
    if (task !== undefined) requireText(task, "task");
    demand(!items !== !evalSet, "evalSet", "given, or else task and items");
    const form = items && (await evalSetForm(params, transport.clock));
    if (!form) requireText(evalSet, "evalSet");
    const keyed = transport.keyed(options);

    const candidates = [...new Set([...models, ...(isKeyword ? await rosterIds(params, options) : given)])];
    if (candidates.length === 0) throw unsendable("There are no such frontier models.");

    const set = form ? (await sendEvalSet(transport, form, keyed("set"))).id : String(evalSet);
    const json = { eval_set_id: set, candidate_model_ids: candidates };
    const run = await transport.request(
      { method: "POST", path: "/v1/eval-runs", json, options: form ? keyed("run") : options },
      (body, what) => decodeEvalRunStub(body, what, set, candidates),
    );
    // A look that fails says nothing of the run, which was started.
    return params.wait === true ? waitFor(run.id, schedule, options, { outcome: "unknown" }) : run;
  }

  return {
    create,
    retrieve,
    wait: async (id, params, options) => waitFor(requireText(id, "id"), waitSchedule(params), options),
  };
}
