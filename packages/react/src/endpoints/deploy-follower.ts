import { hashKey, skipToken } from "@tanstack/react-query";
import { DeployFailedError, type Endpoint, type EndpointDeployParams, ParetaError } from "pareta";
import { performAct } from "../acts/act-register.ts";
import { invalidArgument } from "../acts/invalid-argument.ts";
import { sleep } from "../acts/sleep.ts";
import { streamSlots } from "../acts/stream-slots.ts";
import { changeHistory, type DeployRecord, type HistoryStore } from "../history/history-store.ts";
import { memo, perOwner } from "../memory/memo.ts";
import { callSafely, type ParetaScope, reportFailure } from "../provider/pareta-scope.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { isDefiniteRefusal, pollDelay } from "../queries/poll-schedule.ts";
import { refreshEndpoints } from "../queries/refresh-endpoints.ts";
import { deployedEndpoints } from "./deploy-adoption.ts";
import { type DeployState, idleDeploy, withEnd, withProgress } from "./deploy-state.ts";
import { endpointsQueries } from "./endpoints-queries.ts";

/** The SDK's parameters without waiting: the deploy is always followed. */
export type DeployVariables = EndpointDeployParams & { readonly wait?: never };

/** Milliseconds from its start after which a deploy nobody heard of again counts as unknown. */
const longest = 900_000;

/** One deploy, without React, for all hooks with its id. */
export interface DeployFollower {
  readonly state: DeployState;
  /** Called with each new state. */
  readonly listeners: Set<(state: DeployState) => void>;
  /** Resolves with the live endpoint; rejects when it failed, or when nobody can tell. Equal acts are one. */
  deploy(params: DeployVariables, maxConcurrentStreams: number): Promise<Endpoint>;
  /** Goes on with a deploy that this page, or the one before the reload, has a record of. Posts nothing. */
  resume(): Promise<void>;
  /** Back to idle; a deploy that is under way goes on. */
  reset(): void;
}

/**
 * Reads the deploy's feed, or watches the list of endpoints when the feed is lost. Its state is in React Query's cache
 * under the deploy's id, its record in the history. It posts once; only `deploy` does.
 */
function followDeploy(scope: ParetaScope, history: HistoryStore, id: string): DeployFollower {
  const { client, queryClient } = scope;
  const keys = paretaKeys(scope.name);
  const queryKey = [...keys.deploys, id];
  const listeners = new Set<(state: DeployState) => void>();
  /** Of the deploy that is under way. Aborts when that is taken out of the cache: nobody can see it any more. */
  let running: AbortController | null = null;

  const state = () => queryClient.getQueryData<DeployState>(queryKey) ?? idleDeploy;
  const isIdle = () => !running && state().status === "idle";
  const isGone = () => running?.signal.aborted;

  function show(next: DeployState): void {
    if (isGone()) return;
    queryClient.setQueryData(queryKey, next);
    for (const listener of listeners) callSafely(() => listener(next));
  }

  const change = (part: Partial<DeployState>) => show({ ...state(), ...part });
  /** What the feed told is over. */
  const endWith = (part: Partial<DeployState>) => show(withEnd(state(), part, Date.now()));
  const remember = (record: DeployRecord) => {
    if (!isGone()) void changeHistory(scope, () => history.put(record));
  };
  const listEndpoints = () =>
    queryClient.fetchQuery({ ...endpointsQueries(client, keys.endpoints).list(), staleTime: 0 });

  async function follow(find: (signal: AbortSignal) => Promise<Endpoint>): Promise<Endpoint> {
    if (running) throw invalidArgument("id", "This deploy is under way: another needs another id.");
    const controller = new AbortController();
    running = controller;
    // A new client of the scope removes it too.
    const stopWatching = queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (type === "removed" && query.queryHash === hashKey(queryKey)) controller.abort();
    });
    try {
      const endpoint = await find(controller.signal);
      endWith({ status: "live", pct: 100, endpoint });
      refreshEndpoints(scope);
      return endpoint;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (isGone()) throw error;
      const status = isUnknown(error) ? "unknown" : "failed";
      if (status === "failed") void changeHistory(scope, () => history.remove(id));
      endWith({ status, error });
      reportFailure(scope, error, { noun: "endpoints", act: "deploy" });
      throw error;
    } finally {
      stopWatching();
      running = null;
    }
  }

  async function read(
    params: DeployVariables,
    idempotencyKey: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<Endpoint> {
    const { task, model = "recommended", name = null } = params;
    const startedAt = Date.now();
    let record: DeployRecord = {
      kind: "deploy",
      id,
      task,
      model,
      name,
      knownEndpointIds: null,
      endpointId: null,
      startedAt,
    };
    show({ ...idleDeploy, status: "deploying", startedAt });
    const release = await streamSlots(queryClient).acquire(limit, signal, () => change({ status: "queued" }));
    try {
      // Throws for bad input before anything is sent, and sends when it is read.
      const feed = client.endpoints.deploy(params, { idempotencyKey, signal });
      const knownEndpointIds = await listEndpoints().then(idsOf, () => null);
      record = { ...record, knownEndpointIds };
      change({ status: "deploying" });
      remember(record);
      for await (const { event, data } of feed) {
        if (event === "complete") {
          remember({ ...record, endpointId: data.endpoint.id });
          return data.endpoint;
        }
        if (event === "error") throw deployFailed(data, state().stage);
        if (event === "progress") show(withProgress(state(), data, Date.now()));
      }
    } catch (error) {
      if (signal.aborted || !isUnknown(error)) throw error;
    } finally {
      release();
    }
    return check(record, signal);
  }

  /** Watches the list until the deploy's endpoint is live. Nothing is posted from here. */
  async function check(known: DeployRecord, signal: AbortSignal): Promise<Endpoint> {
    let record = known;
    const { startedAt } = record;
    endWith({ status: "checking", startedAt, error: null, pct: null });
    for (let looks = 0; ; looks++) {
      const list = await listEndpoints().catch((error: unknown) => {
        if (isDefiniteRefusal(error)) throw undecided("the endpoints cannot be read", error);
        return [];
      });
      const found = deployedEndpoints(record, list);
      const [endpoint] = found;
      if (endpoint && found.length === 1) {
        const { id: endpointId, isLive, status } = endpoint;
        if (record.endpointId !== endpointId) {
          record = { ...record, endpointId };
          remember(record);
        }
        if (isLive || status === "asleep") return endpoint;
        if (status === "stopped" || status === "failed") {
          throw deployFailed({ message: `The endpoint ${endpointId} is ${status}.` }, null);
        }
        if (state().endpoint !== endpoint) change({ endpoint });
      }
      if (found.length > 1 || Date.now() - startedAt > longest) {
        change({ candidates: idsOf(found) });
        throw undecided(`${found.length} endpoints could be this deploy's`);
      }
      await sleep(pollDelay(3, looks), signal, "unknown");
    }
  }

  return {
    listeners,
    get state() {
      return state();
    },
    deploy: (params, maxConcurrentStreams) =>
      performAct(client, ["deploy", scope.name, id], params, (key) =>
        follow((signal) => read(params, key, maxConcurrentStreams, signal)),
      ),
    async resume() {
      if (!isIdle()) return;
      try {
        const record = (await history.list()).find(
          (record): record is DeployRecord => record.kind === "deploy" && record.id === id,
        );
        if (record && isIdle()) await follow((signal) => check(record, signal));
      } catch {
        // What became of the deploy is in its state; a store that throws knows of none.
      }
    },
    reset() {
      if (!running) show(idleDeploy);
    },
  };
}

const idsOf = (endpoints: readonly Endpoint[]): string[] => endpoints.map(({ id }) => id);
const isUnknown = (error: unknown): boolean => ParetaError.isInstance(error) && error.outcome === "unknown";

function deployFailed(data: { readonly message: string }, stage: string | null): DeployFailedError {
  return new DeployFailedError(data.message, { stage, data, outcome: "refused" });
}

function undecided(why: string, cause?: unknown): ParetaError {
  return new ParetaError(`The feed was lost, and ${why}.`, { outcome: "unknown", cause });
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
