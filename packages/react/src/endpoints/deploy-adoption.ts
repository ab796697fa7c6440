import type { Endpoint } from "pareta";
import type { DeployRecord } from "../history/history-store.ts";

/**
 * The endpoints a deploy may have become: the one it was remembered by, else the new one of its name, else every new
 * one of its task. Without a memory of what was there before, only the name can tell.
 */
export function deployedEndpoints(record: DeployRecord, endpoints: readonly Endpoint[]): Endpoint[] {
  const { endpointId, name, task, knownEndpointIds: before } = record;
  const remembered = endpoints.filter(({ id }) => id === endpointId);
  if (endpointId !== null) return remembered;
  const isNew = endpoints.filter(({ id }) => !before?.includes(id));
  const named = name === null ? [] : isNew.filter((endpoint) => [endpoint.id, endpoint.name].includes(name));
  if (named.length > 0 || !before) return named;
  return isNew.filter((endpoint) => endpoint.task === task);
}
