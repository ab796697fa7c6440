import type { Endpoint } from "pareta";
import { type DeployAttempt, type DeployContext, listEndpoints } from "./deploy-attempt.ts";

/**
 * The endpoints that the list shows now and that the deploy may have become: the one it was remembered by, else the new
 * one of its name, else every new one of its task. Without a memory of what was there before, only the name can tell.
 * What another deploy in the history has become is not this one's.
 */
export async function findDeployed(
  { scope, memory }: DeployContext,
  { record }: DeployAttempt,
): Promise<Endpoint[]> {
  const { endpointId, name, task, knownEndpointIds: before } = record;
  const endpoints = await listEndpoints(scope);
  if (endpointId !== null) return endpoints.filter(({ id }) => id === endpointId);
  const isNew = endpoints.filter(({ id }) => !before?.includes(id));
  const others = isNew.length > 0 ? await memory.others() : null;
  const free = isNew.filter(({ id }) => !others?.some((other) => other.endpointId === id));
  const named = name === null ? [] : free.filter((endpoint) => [endpoint.id, endpoint.name].includes(name));
  if (named.length > 0 || !before) return named;
  return free.filter((endpoint) => endpoint.task === task);
}

/**
 * Whether this endpoint is the deploy's beyond doubt, so that cancelling may delete it: it was not there before, and no
 * other deploy of the task is still looking for its own. A name alone proves nothing.
 */
export async function isCertainlyDeployed(
  { memory }: DeployContext,
  { record }: DeployAttempt,
  { id }: Endpoint,
): Promise<boolean> {
  const { knownEndpointIds: before, task } = record;
  const others = await memory.others();
  if (!others || !before || before.includes(id)) return false;
  return !others.some(
    (other) => other.endpointId === id || (other.endpointId === null && other.task === task),
  );
}
