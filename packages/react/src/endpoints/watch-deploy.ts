import type { Endpoint } from "pareta";
import { abortError, sleep } from "../acts/sleep.ts";
import { isDefiniteRefusal, pollDelay } from "../queries/poll-schedule.ts";
import { deployedEndpoints } from "./deploy-adoption.ts";
import {
  type DeployAttempt,
  type DeployContext,
  deployFailed,
  idsOf,
  listEndpoints,
  remember,
  undecided,
} from "./deploy-attempt.ts";

/** Milliseconds from its start after which a deploy nobody heard of again counts as unknown. */
const maxWatchMs = 900_000;

/** Watches the list until the deploy's endpoint is live. Nothing is posted from here. */
export async function watchDeploy(context: DeployContext, attempt: DeployAttempt): Promise<Endpoint> {
  const { view } = context;
  const { signal } = attempt.controller;
  const { startedAt } = attempt.record;
  attempt.mayExist = true;
  view.end({ status: "checking", startedAt, error: null, pct: null });
  for (let looks = 0; ; looks++) {
    const found = await findEndpoints(context, attempt);
    if (signal.aborted) throw abortError(signal, "unknown");
    const count = found?.length ?? 0;
    const endpoint = (count === 1 && found?.[0]) || null;
    if (endpoint) {
      const { id: endpointId, isLive, status } = endpoint;
      if (attempt.record.endpointId !== endpointId) void remember(context, attempt, { endpointId });
      if (isLive || status === "asleep") return endpoint;
      if (status === "stopped" || status === "failed") {
        throw deployFailed({ message: `The endpoint ${endpointId} is ${status}.` });
      }
    }
    if (found) view.change({ endpoint, candidates: idsOf(found), checkedAt: Date.now() });
    if (count > 1 || Date.now() - startedAt > maxWatchMs) {
      throw undecided(`The feed was lost, and ${count} endpoints could be this deploy's.`);
    }
    await sleep(pollDelay(3, looks), signal, "unknown");
  }
}

/** The endpoints that could be this deploy's; `null` when the list cannot be read right now. */
async function findEndpoints(
  { scope, memory }: DeployContext,
  { record }: DeployAttempt,
): Promise<Endpoint[] | null> {
  const list = await listEndpoints(scope).catch((error: unknown) => {
    if (isDefiniteRefusal(error))
      throw undecided("The feed was lost, and the endpoints cannot be read.", error);
    return null;
  });
  const found = list && deployedEndpoints(record, list);
  if (record.endpointId === null) {
    return list && found?.length ? deployedEndpoints(record, list, (await memory.all()) ?? []) : found;
  }
  if (found?.length === 0)
    throw deployFailed({ message: `There is no endpoint ${record.endpointId} any more.` });
  return found;
}
