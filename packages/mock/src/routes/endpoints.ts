import type { Backend } from "../backend.ts";
import { freeAct } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import { notFound, Refusal } from "../refusal.ts";
import { json } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { changeStatus } from "../world/endpoint-status.ts";
import { findTask } from "../world/tasks.ts";
import { findEndpoint } from "../world/world.ts";
import type { EndpointRecord } from "../world/world.ts";

/** GET /v1/endpoints: a bare array, every status (contract 3.4). */
export function listEndpoints({ backend }: Exchange): Reply {
  const listed = backend.world.endpoints.filter((endpoint) => !endpoint.deleted);
  return json(listed.map((endpoint) => endpointBody(endpoint, "taskName")));
}

/** GET /v1/endpoints/{id}. */
export function retrieveEndpoint(exchange: Exchange): Reply {
  return json(endpointBody(endpointOf(exchange), "task"));
}

/** POST /v1/endpoints/{id}/start: `starting`, then `live` by the clock. Needs credit [PROPOSED]. */
export function startEndpoint(exchange: Exchange): Reply {
  const { backend, id } = exchange;
  const perform = () => {
    const endpoint = changeable(exchange);
    backend.ledger.check();
    if (endpoint.status !== "live" && endpoint.status !== "starting") wake(backend, endpoint);
    return { ok: true, id, status: endpoint.status };
  };
  return freeAct(exchange, perform, { subject: id });
}

/** POST /v1/endpoints/{id}/stop: at once. */
export function stopEndpoint(exchange: Exchange): Reply {
  const { backend, id } = exchange;
  const perform = () => {
    const endpoint = changeable(exchange);
    cutShort(backend, endpoint, "stopped");
    changeStatus(endpoint, "stopped", backend.now());
    return { ok: true, id, status: endpoint.status };
  };
  return freeAct(exchange, perform, { subject: id });
}

/** DELETE /v1/endpoints/{id}: 204, and 404 from then on. */
export function deleteEndpoint(exchange: Exchange): Reply {
  const endpoint = changeable(exchange);
  cutShort(exchange.backend, endpoint, "deleted");
  remove(endpoint);
  return { kind: "empty", status: 204 };
}

export function remove(endpoint: EndpointRecord): void {
  endpoint.becomes = null;
  endpoint.deleted = true;
}

/** `starting`, and live after `wakeMs` by the clock. */
export function wake(backend: Backend, endpoint: EndpointRecord): void {
  const now = backend.now();
  changeStatus(endpoint, "starting", now, { status: "live", at: now + backend.pace.wakeMs });
}

function cutShort(backend: Backend, endpoint: EndpointRecord, how: string): void {
  if (endpoint.deploy?.outcome !== "pending") return;
  failDeploy(backend, endpoint, `endpoint ${endpoint.id} was ${how} before it was live`);
}

/** The feeds of this deploy end with the reason, and its key is free again. Does nothing when it has failed before. */
export function failDeploy(backend: Backend, { deploy }: EndpointRecord, why: string): void {
  if (!deploy || deploy.outcome === "failed") return;
  deploy.outcome = "failed";
  deploy.failure = why;
  backend.acts.unbind(deploy.key);
}

function changeable(exchange: Exchange): EndpointRecord {
  const endpoint = endpointOf(exchange);
  if (endpoint.legacy)
    throw new Refusal(409, `endpoint ${endpoint.id} is managed by Pareta and cannot be changed`);
  return endpoint;
}

export function endpointOf({ backend, id }: Exchange): EndpointRecord {
  const endpoint = findEndpoint(backend.world, id);
  if (!endpoint) throw notFound("endpoint", id);
  return endpoint;
}

/** The list and the deploy feed say `taskName`, the detail says `task`. */
export function endpointBody(endpoint: EndpointRecord, taskKey: "taskName" | "task") {
  const kind = findTask(endpoint.taskId)?.kind;
  const fields = findTask(endpoint.taskId)?.names.join(", ");
  const host = endpoint.id.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return {
    id: endpoint.id,
    name: endpoint.id,
    model: endpoint.model,
    status: endpoint.status,
    [taskKey]: endpoint.taskId,
    url: endpoint.status === "live" ? `https://${host}.serve.pareta.ai/v1` : null,
    recommendedSystemPrompt:
      kind === "extraction"
        ? `Extract these fields as JSON, null where the text is silent: ${fields}.`
        : null,
    promptScaffold: kind === "classification" ? `Answer with exactly one of: ${fields}.\n\n{text}` : null,
  };
}
