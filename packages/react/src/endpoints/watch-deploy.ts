import type { Endpoint } from "pareta";
import { abortError, sleep } from "../acts/sleep.ts";
import { isDefiniteRefusal, pollDelay } from "../queries/poll-schedule.ts";
import { findDeployed } from "./deploy-adoption.ts";
import {
  type DeployAttempt,
  type DeployContext,
  deployFailed,
  idsOf,
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
    const found = await findDeployed(context, attempt).catch((error: unknown) => {
      if (isDefiniteRefusal(error))
        throw undecided("The feed was lost, and the endpoints cannot be read.", error);
      return null;
    });
    if (signal.aborted) throw abortError(signal, "unknown");
    const { endpointId } = attempt.record;
    const count = found?.length ?? 0;
    const endpoint = (count === 1 && found?.[0]) || null;
    if (endpoint) {
      const { id, isLive, status } = endpoint;
      if (endpointId !== id) void remember(context, attempt, { endpointId: id });
      if (isLive || status === "asleep") return endpoint;
      if (status === "stopped" || status === "failed") {
        throw deployFailed({ message: `The endpoint ${id} is ${status}.` });
      }
    } else if (found && endpointId !== null) {
      throw deployFailed({ message: `There is no endpoint ${endpointId} any more.` });
    }
    if (found) view.change({ endpoint, candidates: idsOf(found), checkedAt: Date.now() });
    if (count > 1 || Date.now() - startedAt > maxWatchMs) {
      throw undecided(`The feed was lost, and ${count} endpoints could be this deploy's.`);
    }
    await sleep(pollDelay(3, looks), signal, "unknown");
  }
}
