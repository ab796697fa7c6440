import type { DeployEvent, Endpoint } from "pareta";
import type { ActRequest } from "../acts/act-mutation.ts";
import { abortError } from "../acts/sleep.ts";
import { streamSlots } from "../acts/stream-slots.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { refresh } from "../queries/refresh.ts";
import {
  type DeployAttempt,
  type DeployContext,
  deployFailed,
  type DeployVariables,
  idsOf,
  isUnknown,
  listEndpoints,
  remember,
  undecided,
} from "./deploy-attempt.ts";
import { idleDeploy, withProgress } from "./deploy-state.ts";
import { watchDeploy } from "./watch-deploy.ts";

/** Posts the deploy and reads its feed, unless it has been started elsewhere. A lost feed leads to the list. */
export async function startDeploy(
  context: DeployContext,
  attempt: DeployAttempt,
  params: DeployVariables,
  request: ActRequest,
  maxConcurrentStreams: number,
): Promise<Endpoint> {
  const { scope, view, memory } = context;
  const { signal } = attempt.controller;
  view.show({ ...idleDeploy, status: "deploying", startedAt: attempt.record.startedAt });
  // Throws for bad input before anything is sent, and sends when it is read.
  const feed = scope.client.endpoints.deploy(params, { ...request, signal });
  const started = await memory.recall();
  if (started) return watchDeploy(context, Object.assign(attempt, { record: started }));
  const onQueued = () => view.change({ status: "queued" });
  const release = await streamSlots(scope.queryClient).acquire(maxConcurrentStreams, signal, onQueued);
  try {
    const knownEndpointIds = await listEndpoints(scope).then(idsOf, () => null);
    await remember(context, attempt, { knownEndpointIds });
    if (signal.aborted) throw abortError(signal, "not-sent");
    attempt.mayExist = true;
    view.change({ status: "deploying" });
    return await readFeed(context, attempt, feed);
  } catch (error) {
    if (signal.aborted || !isUnknown(error)) throw error;
  } finally {
    release();
  }
  return watchDeploy(context, attempt);
}

async function readFeed(
  context: DeployContext,
  attempt: DeployAttempt,
  feed: AsyncIterable<DeployEvent>,
): Promise<Endpoint> {
  const { scope, view } = context;
  let isFirst = true;
  for await (const { event, data } of feed) {
    if (isFirst) refresh(scope.queryClient, paretaKeys(scope.name).endpoints.list);
    isFirst = false;
    if (event === "complete") {
      void remember(context, attempt, { endpointId: data.endpoint.id });
      return data.endpoint;
    }
    if (event === "error") throw deployFailed(data, view.state().stage);
    if (event === "progress") view.show(withProgress(view.state(), data, Date.now()));
  }
  throw undecided("The feed of the deploy ended before the deploy did.");
}
