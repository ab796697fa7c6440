import { InvalidArgumentError, ParetaError } from "../errors.ts";
import { pathSegment, refuseRequestOptions, requireObject, requireText } from "../http/preflight.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { Transport } from "../http/transport.ts";
import { decodeEvalRun, decodeEvalRunStub, type EvalRun } from "./eval-run-record.ts";
import { type EvalSets, prepareEvalSet, sendEvalSet } from "./eval-sets.ts";
import type { FrontierModel } from "./frontier-models.ts";
import { type WaitParams, type WaitSchedule, waitSchedule, waitUntil, withRunId } from "./wait.ts";

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
   * Starts a run. Metered: open and frontier compute, billed when the run completes.
   * @throws InvalidArgumentError before anything is sent, an inline eval set included.
   * @throws ParetaError when a `frontier` keyword has no task to resolve against, or no candidate is left.
   * @throws InsufficientCreditsError before any work when the balance is empty.
   * @throws WaitTimeoutError with `wait`; the run goes on at the server. Errors after the start carry `runId`.
   */
  create(params: EvalRunCreateParams, options?: RequestOptions): Promise<EvalRun>;
  /** @throws NotFoundError for an unknown id. */
  retrieve(id: string, options?: RequestOptions): Promise<EvalRun>;
  /**
   * Polls until the run is terminal; a failed run is returned, not thrown. Its parameters are in SECONDS.
   * @throws WaitTimeoutError past `timeout`; the run goes on at the server.
   */
  wait(id: string, params?: WaitParams, options?: RequestOptions): Promise<EvalRun>;
}

function requireModels(models: unknown, param: string): readonly string[] {
  if (Array.isArray(models)) return models.map((id, index) => requireText(id, `${param}[${index}]`));
  throw new InvalidArgumentError(param, `${param} must be a list of model ids.`);
}

/** The ids given, or the keyword that a roster resolves. */
function frontierSpec(frontier: unknown): readonly string[] | "all" | "benchmarked" {
  if (frontier === undefined || frontier === null || frontier === "none") return [];
  if (frontier === "all" || frontier === "benchmarked") return frontier;
  if (Array.isArray(frontier)) return requireModels(frontier, "frontier");
  throw new InvalidArgumentError(
    "frontier",
    'frontier must be "all", "benchmarked", "none", a list of ids, or null.',
  );
}

export function createEvalRuns(
  transport: Transport,
  sets: EvalSets,
  frontierModels: (task: string, options?: RequestOptions) => Promise<FrontierModel[]>,
): EvalRuns {
  async function retrieve(id: string, options?: RequestOptions): Promise<EvalRun> {
    const path = `/v1/eval-runs/${pathSegment(id, "id")}`;
    return transport.request({ method: "GET", path, options }, decodeEvalRun);
  }

  function waitFor(
    id: string,
    schedule: WaitSchedule,
    options: RequestOptions | undefined,
  ): Promise<EvalRun> {
    const look = () => retrieve(id, options);
    const isDone = (run: EvalRun) => run.isTerminal;
    return withRunId(id, waitUntil(transport, { ...schedule, id, what: "Run", options, look, isDone }));
  }

  async function rosterIds(
    keyword: "all" | "benchmarked",
    params: EvalRunCreateParams,
    options: RequestOptions | undefined,
  ): Promise<string[]> {
    const task = params.task ?? (params.evalSet && (await sets.retrieve(params.evalSet, options)).taskId);
    if (!task)
      throw new ParetaError(`frontier: "${keyword}" needs a task, and the eval set names none.`, {
        outcome: "not-sent",
      });
    const roster = await frontierModels(task, options);
    return roster.filter((model) => keyword === "all" || model.benchmarked).map((model) => model.id);
  }

  async function create(params: EvalRunCreateParams, options?: RequestOptions): Promise<EvalRun> {
    requireObject(params, "params");
    refuseRequestOptions(params, "evals.runs.create");
    const models = requireModels(params.models, "models");
    const frontier = frontierSpec(params.frontier);
    if (models.length === 0 && frontier.length === 0) {
      throw new InvalidArgumentError(
        "models",
        "models is empty and frontier names none: there is nothing to evaluate.",
      );
    }
    if (params.evalSet !== undefined && params.items !== undefined) {
      throw new InvalidArgumentError("items", "Give evalSet or items, not both.");
    }
    const schedule = waitSchedule(params);
    const inline = params.items === undefined ? null : prepareEvalSet(params);
    if (!inline) requireText(params.evalSet, "evalSet");
    if (params.task !== undefined) requireText(params.task, "task");
    const reads = { ...options, idempotencyKey: undefined };
    const baselines = typeof frontier === "string" ? await rosterIds(frontier, params, reads) : frontier;
    const candidates = [...new Set([...models, ...baselines])];
    if (candidates.length === 0) {
      throw new ParetaError("No candidate is left: the roster has no such frontier model.", {
        outcome: "not-sent",
      });
    }
    const step = inline && transport.derivedOptions(options);
    const evalSet =
      inline && step ? (await sendEvalSet(transport, inline, step("set"))).id : (params.evalSet ?? "");
    const json = { eval_set_id: evalSet, candidate_model_ids: candidates };
    const run = await transport.request(
      { method: "POST", path: "/v1/eval-runs", json, options: step ? step("run") : options },
      (body) => decodeEvalRunStub(body, evalSet, candidates),
    );
    return params.wait === true ? waitFor(run.id, schedule, reads) : run;
  }

  return {
    create,
    retrieve,
    wait: async (id, params, options) => waitFor(requireText(id, "id"), waitSchedule(params), options),
  };
}
