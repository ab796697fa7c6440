import type { QueryClient } from "@tanstack/react-query";
import { type EvalRun, type EvalRunCreateParams, ParetaError } from "pareta";
import type { ActScope } from "../acts/act-mutation.ts";
import { randomId } from "../acts/random-id.ts";
import { changeHistory, startingHere } from "../history/history-access.ts";
import type { RunRecord } from "../history/history-record.ts";
import { perOwner } from "../memory/memo.ts";

type WithoutWaiting<Params> = Params extends unknown
  ? Omit<Params, "wait" | "pollInterval" | "timeout">
  : never;

/** The SDK's parameters without waiting: `useEvalRun` follows the run. */
export type EvalRunVariables = WithoutWaiting<EvalRunCreateParams>;

/** Attempts of unknown outcome, by client and the key they were sent with: a repeat under it is the same attempt. */
const unknownAttempts = perOwner<RunRecord>();
const maxUnknownAttempts = 50;

/**
 * Starts a run under a record in the history, which is there before the request leaves: a run whose answer is lost to a
 * reload is not lost itself.
 */
export async function startEvalRun(
  scope: ActScope & { readonly queryClient: QueryClient },
  params: EvalRunVariables,
  request: { readonly idempotencyKey: string },
): Promise<EvalRun> {
  const { client, history } = scope;
  const { idempotencyKey } = request;
  const attempts = unknownAttempts(client);
  const repeated = attempts.get(idempotencyKey);
  const attempt = repeated ?? newAttempt(params);
  const { attemptId } = attempt;
  const put = (change: Partial<RunRecord>) =>
    changeHistory(scope, "put", () => history.put({ ...attempt, ...change }));
  startingHere.add(attemptId);
  try {
    if (!repeated) await put({});
    const run = await client.evals.runs.create(params, request);
    attempts.delete(idempotencyKey);
    const { id, evalSetId, candidateModels: candidates } = run;
    void put({ state: "started", id, evalSetId, candidates });
    return run;
  } catch (error) {
    // A repeat that is refused says nothing of the first one.
    const state = repeated || !ParetaError.isInstance(error) ? "unknown" : error.outcome;
    if (state === "not-sent") void changeHistory(scope, "remove", () => history.remove(attemptId));
    else void put({ state });
    if (state === "unknown") {
      attempts.set(idempotencyKey, { ...attempt, state });
      for (const key of [...attempts.keys()].slice(0, -maxUnknownAttempts)) attempts.delete(key);
    }
    throw error;
  } finally {
    startingHere.delete(attemptId);
  }
}

function newAttempt(params: EvalRunVariables): RunRecord {
  // What the types promise is checked when the request is made.
  const { task, evalSet, models, frontier }: Partial<Record<string, unknown>> = Object(params);
  return {
    kind: "run",
    attemptId: randomId("run"),
    id: null,
    state: "starting",
    task: typeof task === "string" ? task : null,
    evalSetId: typeof evalSet === "string" ? evalSet : null,
    candidates: [models, frontier]
      .flat()
      .filter((id): id is string => typeof id === "string" && id !== "none"),
    startedAt: Date.now(),
  };
}
