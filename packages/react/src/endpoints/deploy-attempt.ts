import { DeployFailedError, type Endpoint, type EndpointDeployParams, ParetaError } from "pareta";
import { invalidArgument } from "../acts/invalid-argument.ts";
import type { DeployRecord } from "../history/history-record.ts";
import type { ParetaScope } from "../provider/pareta-scope.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import type { DeployMemory } from "./deploy-memory.ts";
import type { DeployView } from "./deploy-view.ts";

/** The SDK's parameters without waiting: the deploy is always followed. */
export type DeployVariables = EndpointDeployParams & { readonly wait?: never };

/** Whose deploy it is, and where its state and its records are. */
export interface DeployContext {
  readonly scope: ParetaScope;
  readonly view: DeployView;
  readonly memory: DeployMemory;
}

/** One way from a press, or from a record, to an endpoint. */
export interface DeployAttempt {
  record: DeployRecord;
  /** The request has left, so that the server may have an endpoint of it. */
  mayExist: boolean;
  isCancelled: boolean;
  /** It was taken out of the cache: nobody can see it any more. */
  isGone: boolean;
  readonly controller: AbortController;
  /** Resolves with the live endpoint. */
  readonly ending: Promise<Endpoint>;
}

export function newDeployRecord(id: string, params: DeployVariables): DeployRecord {
  const { task, model, name = null } = params;
  return {
    kind: "deploy",
    attemptId: id,
    id,
    task,
    model: model || "recommended",
    name,
    knownEndpointIds: null,
    endpointId: null,
    startedAt: Date.now(),
  };
}

/** A press for what is under way already joins it; it cannot become another deploy. */
export function joinDeploy({ record, ending }: DeployAttempt, wanted: DeployRecord): Promise<Endpoint> {
  const isSame = (["task", "model", "name"] as const).every((field) => record[field] === wanted[field]);
  if (!isSame) throw invalidArgument("id", "This deploy is under way: another needs another id.");
  return ending;
}

export const idsOf = (endpoints: readonly Endpoint[]): string[] => endpoints.map(({ id }) => id);

/** Not by `fetchQuery`, which waits for the network while the page is offline: the deploy would be sent later. */
export async function listEndpoints({ client, name, queryClient }: ParetaScope): Promise<Endpoint[]> {
  const endpoints = await client.endpoints.list();
  queryClient.setQueryData(paretaKeys(name).endpoints.list, endpoints);
  return endpoints;
}

/** Adds to the attempt's record, and keeps it. */
export async function remember(
  { memory }: DeployContext,
  attempt: DeployAttempt,
  part: Partial<DeployRecord>,
): Promise<void> {
  attempt.record = { ...attempt.record, ...part };
  if (!attempt.isGone) await memory.put(attempt.record);
}

export function deployFailed(data: { readonly message: string }, stage: string | null = null): Error {
  return new DeployFailedError(data.message, { stage, data, outcome: "refused" });
}

/** Nobody can tell what became of it. */
export function undecided(message: string, cause?: unknown): ParetaError {
  return new ParetaError(message, { outcome: "unknown", cause });
}

export const isUnknown = (error: unknown): boolean =>
  ParetaError.isInstance(error) && error.outcome === "unknown";
