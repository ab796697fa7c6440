import { skipToken } from "@tanstack/react-query";
import { DeployFailedError, type Endpoint, type EndpointDeployParams, ParetaError } from "pareta";
import { actRegister } from "../acts/act-register.ts";
import { fingerprint } from "../acts/fingerprint.ts";
import { invalidArgument } from "../acts/invalid-argument.ts";
import { sleep } from "../acts/sleep.ts";
import { streamSlots } from "../acts/stream-slots.ts";
import { changeHistory, type DeployRecord, type HistoryStore } from "../history/history-store.ts";
import { memoOf } from "../memory/memo.ts";
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

/**
 * One deploy, without React: reads its feed, or watches the list of endpoints when the feed is lost. Its state is in
 * React Query's cache under the deploy's id, its record in the history. It posts once; only `deploy` does.
 */
export class DeployFollower {
  /** Called with each new state. */
  readonly listeners = new Set<(state: DeployState) => void>();
  readonly #scope: ParetaScope;
  readonly #history: HistoryStore;
  readonly #id: string;
  #isBusy = false;

  constructor(scope: ParetaScope, history: HistoryStore, id: string) {
    this.#scope = scope;
    this.#history = history;
    this.#id = id;
  }

  get state(): DeployState {
    return this.#scope.queryClient.getQueryData<DeployState>(this.#key) ?? idleDeploy;
  }

  /** Resolves with the live endpoint; rejects when it failed, or when nobody can tell. Equal acts are one. */
  deploy(params: DeployVariables, maxConcurrentStreams: number): Promise<Endpoint> {
    const { client, name } = this.#scope;
    const act = { noun: "deploy", owner: `${name}/${this.#id}`, input: fingerprint(params) };
    return actRegister(client).perform(act, (key) =>
      this.#follow(() => this.#read(params, key, maxConcurrentStreams)),
    );
  }

  /** Goes on with a deploy that this page, or the one before the reload, has a record of. Posts nothing. */
  async resume(): Promise<void> {
    if (this.#isBusy || this.state.status !== "idle") return;
    const records = await this.#history.list().catch(() => []);
    const record = records.find(({ kind, id }) => kind === "deploy" && id === this.#id);
    if (record?.kind !== "deploy" || this.#isBusy || this.state.status !== "idle") return;
    await this.#follow(() => this.#check(record)).catch(() => {});
  }

  /** Back to idle; a deploy that is under way goes on. */
  reset(): void {
    if (!this.#isBusy) this.#write(idleDeploy);
  }

  get #key() {
    return [...paretaKeys(this.#scope.name).deploys, this.#id];
  }

  #write(state: DeployState): void {
    const { queryClient, closed } = this.#scope;
    if (closed.aborted) return;
    queryClient.setQueryData(this.#key, state);
    for (const listener of this.listeners) callSafely(() => listener(state));
  }

  async #follow(find: () => Promise<Endpoint>): Promise<Endpoint> {
    if (this.#isBusy) throw invalidArgument("id", "This deploy is under way: another needs another id.");
    this.#isBusy = true;
    const { queryClient, name } = this.#scope;
    try {
      const endpoint = await find();
      this.#write(withEnd(this.state, { status: "live", pct: 100, endpoint }, Date.now()));
      refreshEndpoints(this.#scope);
      return endpoint;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const status = isUnknown(error) ? "unknown" : "failed";
      if (status === "failed") void changeHistory(queryClient, name, this.#history.remove(this.#id));
      this.#write(withEnd(this.state, { status, error }, Date.now()));
      if (!this.#scope.closed.aborted) {
        reportFailure(this.#scope, error, { noun: "endpoints", act: "deploy" });
      }
      throw error;
    } finally {
      this.#isBusy = false;
    }
  }

  async #read(params: DeployVariables, key: string, limit: number): Promise<Endpoint> {
    const { client, queryClient, closed } = this.#scope;
    const startedAt = Date.now();
    this.#write({ ...idleDeploy, status: "deploying", startedAt });
    const release = await streamSlots(queryClient).acquire(limit, closed, () =>
      this.#write({ ...this.state, status: "queued" }),
    );
    const { task, model = "recommended", name = null } = params;
    let record: DeployRecord = {
      kind: "deploy",
      id: this.#id,
      task,
      model,
      name,
      knownEndpointIds: null,
      endpointId: null,
      startedAt,
    };
    try {
      // Throws for bad input before anything is sent, and sends when it is read.
      const feed = client.endpoints.deploy(params, { idempotencyKey: key, signal: closed });
      const knownEndpointIds = await this.#list().then(
        (list) => list.map(({ id }) => id),
        () => null,
      );
      record = { ...record, knownEndpointIds };
      this.#write({ ...this.state, status: "deploying" });
      this.#remember(record);
      let stage: string | null = null;
      for await (const { event, data } of feed) {
        if (event === "complete") {
          this.#remember({ ...record, endpointId: data.endpoint.id });
          return data.endpoint;
        }
        if (event === "error") {
          throw new DeployFailedError(data.message, { stage, data, outcome: "refused" });
        }
        if (event === "progress") {
          ({ stage } = data);
          this.#write(withProgress(this.state, data, Date.now()));
        }
      }
    } catch (error) {
      if (closed.aborted || !isUnknown(error)) throw error;
    } finally {
      release();
    }
    return this.#check(record);
  }

  /** Watches the list until the deploy's endpoint is live. Nothing is posted from here. */
  async #check(record: DeployRecord): Promise<Endpoint> {
    const { closed } = this.#scope;
    const { startedAt } = record;
    this.#write(withEnd(this.state, { status: "checking", startedAt, error: null, pct: null }, Date.now()));
    for (let looks = 0; ; looks++) {
      const list = await this.#list().catch((error: unknown) => {
        if (isDefiniteRefusal(error))
          throw undecided("The feed was lost, and the endpoints cannot be read.", error);
        return [];
      });
      const [found, ...others] = deployedEndpoints(record, list);
      const candidates = [found, ...others].flatMap((endpoint) => endpoint?.id ?? []);
      if (found && others.length === 0) {
        if (record.endpointId !== found.id) this.#remember((record = { ...record, endpointId: found.id }));
        if (found.isLive || found.status === "asleep") return found;
        if (found.status === "stopped" || found.status === "failed") {
          const message = `The endpoint ${found.id} is ${found.status}.`;
          const data = { message };
          throw new DeployFailedError(message, { stage: null, data, outcome: "refused" });
        }
        if (this.state.endpoint !== found) this.#write({ ...this.state, endpoint: found });
      }
      if (others.length > 0 || Date.now() - startedAt > longest) {
        this.#write({ ...this.state, candidates });
        throw undecided(`The feed was lost; ${candidates.length} endpoints could be this deploy's.`);
      }
      await sleep(pollDelay(3, looks), closed, "unknown");
    }
  }

  #list(): Promise<Endpoint[]> {
    const { client, queryClient, name } = this.#scope;
    const query = endpointsQueries(client, paretaKeys(name).endpoints).list();
    return queryClient.fetchQuery({ ...query, staleTime: 0 });
  }

  #remember(record: DeployRecord): void {
    const { queryClient, name } = this.#scope;
    void changeHistory(queryClient, name, this.#history.put(record));
  }
}

const isUnknown = (error: unknown): boolean => ParetaError.isInstance(error) && error.outcome === "unknown";

function undecided(message: string, cause?: unknown): ParetaError {
  return new ParetaError(message, { outcome: "unknown", cause });
}

const followers = new WeakMap<ParetaScope, Map<string, DeployFollower>>();

/** The follower of this deploy, one for all hooks with its id. */
export function openDeploy(scope: ParetaScope, history: HistoryStore, id: string): DeployFollower {
  return memoOf(followers, scope, id, () => {
    const { queryClient, name } = scope;
    // Written, never fetched, and not collected while nobody looks.
    queryClient.setQueryDefaults(paretaKeys(name).deploys, { queryFn: skipToken, gcTime: Infinity });
    return new DeployFollower(scope, history, id);
  });
}
