import { hashKey, skipToken } from "@tanstack/react-query";
import type { Endpoint } from "pareta";
import { performAct } from "../acts/act-register.ts";
import type { DeployRecord } from "../history/history-record.ts";
import type { HistoryStore } from "../history/history-store.ts";
import { memo, perOwner } from "../memory/memo.ts";
import type { ParetaScope } from "../provider/pareta-scope.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { refreshEndpoints } from "../queries/refresh-endpoints.ts";
import {
  type DeployAttempt,
  type DeployContext,
  type DeployVariables,
  isUnknown,
  joinDeploy,
  newDeployRecord,
} from "./deploy-attempt.ts";
import { createDeployMemory } from "./deploy-memory.ts";
import { type DeployState, idleDeploy } from "./deploy-state.ts";
import { createDeployView } from "./deploy-view.ts";
import { startDeploy } from "./start-deploy.ts";
import { undoDeploy } from "./undo-deploy.ts";
import { watchDeploy } from "./watch-deploy.ts";

/** One deploy, without React, for all hooks with its id. */
export interface DeployFollower {
  readonly state: DeployState;
  /** Called with each new state. */
  readonly listeners: Set<(state: DeployState) => void>;
  /**
   * Resolves with the live endpoint; rejects when it failed, or when nobody can tell. Equal presses are one. What another
   * page has started under this id is adopted; only where there is no such deploy it posts, once.
   */
  deploy(params: DeployVariables, maxConcurrentStreams: number): Promise<Endpoint>;
  /** Goes on with a deploy that this page, or another one, has a record of. Posts nothing. */
  resume(): Promise<void>;
  /**
   * Stops following, and deletes the endpoint if it is this deploy's beyond doubt. Else the state is `unknown`, with the
   * endpoints that may be it. Does nothing once the deploy has ended.
   */
  cancel(): Promise<void>;
  /** Back to idle; a deploy that is under way goes on. */
  reset(): void;
}

type FindEndpoint = (attempt: DeployAttempt) => Promise<Endpoint>;

/** Its state is in React Query's cache under the deploy's id, its record in the history. Only `deploy` posts. */
function followDeploy(scope: ParetaScope, history: HistoryStore, id: string): DeployFollower {
  const view = createDeployView(scope, id);
  const context: DeployContext = { scope, view, memory: createDeployMemory(scope, history, id) };
  /** The one that is under way. */
  let current: DeployAttempt | null = null;

  function follow(record: DeployRecord, find: FindEndpoint): Promise<Endpoint> {
    const attempt: DeployAttempt = {
      record,
      mayExist: false,
      isCancelled: false,
      isGone: false,
      controller: new AbortController(),
      // Begins when it is the current one: whoever hears of its first state may press again.
      ending: Promise.resolve()
        .then(() => settle(context, attempt, find))
        .finally(() => (current = null)),
    };
    current = attempt;
    return attempt.ending;
  }

  return {
    listeners: view.listeners,
    get state() {
      return view.state();
    },
    deploy: (params, maxConcurrentStreams) =>
      performAct(
        scope.client,
        ["deploy", scope.name, id],
        params,
        async (idempotencyKey, _, canRetry) => {
          if (current?.isCancelled) await current.ending.catch(() => {});
          const record = newDeployRecord(id, params);
          if (current) return joinDeploy(current, record);
          return follow(record, (attempt) =>
            startDeploy(context, attempt, params, { idempotencyKey, canRetry }, maxConcurrentStreams),
          );
        },
        () => view.listeners.size > 0,
      ),
    async resume() {
      const isIdle = () => !current && view.state().status === "idle";
      const record = isIdle() && (await context.memory.recall());
      // What became of the deploy is in its state.
      if (record && isIdle())
        await follow(record, (attempt) => watchDeploy(context, attempt)).catch(() => {});
    },
    async cancel() {
      const attempt = current;
      if (attempt && !attempt.isCancelled) {
        attempt.isCancelled = true;
        if (attempt.mayExist) view.end({ status: "checking", pct: null });
        else view.show(idleDeploy);
        attempt.controller.abort();
      }
      await attempt?.ending.catch(() => {});
    },
    reset() {
      if (!current) view.show(idleDeploy);
    },
  };
}

/** Runs an attempt to its end, and shows the end. */
async function settle(context: DeployContext, attempt: DeployAttempt, find: FindEndpoint): Promise<Endpoint> {
  const { scope, view, memory } = context;
  // A new client of the scope removes it too.
  const stopWatching = scope.queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== "removed" || query.queryHash !== hashKey(view.queryKey)) return;
    attempt.isGone = true;
    attempt.controller.abort();
  });
  try {
    const endpoint = await find(attempt);
    view.end({ status: "live", pct: 100, endpoint });
    refreshEndpoints(scope);
    return endpoint;
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (attempt.isGone) throw error;
    if (attempt.isCancelled) throw await undoDeploy(context, attempt, error);
    const status = isUnknown(error) ? "unknown" : "failed";
    if (status === "failed") memory.forget();
    view.fail({ status, error }, "deploy");
    throw error;
  } finally {
    stopWatching();
    if (!attempt.isGone) memory.close(attempt.record);
  }
}

const followersOf = perOwner<DeployFollower>();

/** The follower of this deploy, one for all hooks with its id. */
export function openDeploy(scope: ParetaScope, history: HistoryStore, id: string): DeployFollower {
  return memo(followersOf(scope), id, () => {
    // Written, never fetched, and not collected while nobody looks.
    scope.queryClient.setQueryDefaults(paretaKeys(scope.name).deploys, {
      queryFn: skipToken,
      gcTime: Infinity,
    });
    return followDeploy(scope, history, id);
  });
}
