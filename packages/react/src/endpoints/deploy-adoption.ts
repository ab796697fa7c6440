import type { Endpoint } from "pareta";
import type { DeployRecord, HistoryRecord } from "../history/history-record.ts";

/**
 * The endpoints a deploy may have become: the one it was remembered by, else the new one of its name, else every new
 * one of its task. Without a memory of what was there before, only the name can tell. What another deploy in the
 * history has become is not this one's.
 */
export function deployedEndpoints(
  record: DeployRecord,
  endpoints: readonly Endpoint[],
  history: readonly HistoryRecord[] = [],
): Endpoint[] {
  const { endpointId, name, task, knownEndpointIds: before } = record;
  const remembered = endpoints.filter(({ id }) => id === endpointId);
  if (endpointId !== null) return remembered;
  const taken = new Set(otherDeploys(record, history).map((other) => other.endpointId));
  const isNew = endpoints.filter(({ id }) => !before?.includes(id) && !taken.has(id));
  const named = name === null ? [] : isNew.filter((endpoint) => [endpoint.id, endpoint.name].includes(name));
  if (named.length > 0 || !before) return named;
  return isNew.filter((endpoint) => endpoint.task === task);
}

/**
 * Whether this endpoint is the deploy's beyond doubt, so that cancelling may delete it: it was not there before, and no
 * other deploy of the task is still looking for its own. A name alone proves nothing.
 */
export function isCertainlyDeployed(
  record: DeployRecord,
  { id }: Endpoint,
  history: readonly HistoryRecord[],
): boolean {
  const { knownEndpointIds: before, task } = record;
  if (!before || before.includes(id)) return false;
  return !otherDeploys(record, history).some(
    (other) => other.endpointId === id || (other.endpointId === null && other.task === task),
  );
}

function otherDeploys(record: DeployRecord, history: readonly HistoryRecord[]): DeployRecord[] {
  return history.filter((other) => other.kind === "deploy").filter((other) => other.id !== record.id);
}
