import type { Exchange } from "../exchange.ts";
import { notFound } from "../refusal.ts";
import { json } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { findTask } from "../world/tasks.ts";
import type { EndpointRecord } from "../world/world.ts";

/** GET /v1/endpoints: a bare array, every status (contract 3.4). */
export function listEndpoints({ backend }: Exchange): Reply {
  return json(backend.world.endpoints.map((endpoint) => endpointBody(endpoint, "taskName")));
}

/** GET /v1/endpoints/{id}. */
export function retrieveEndpoint(exchange: Exchange): Reply {
  return json(endpointBody(endpointOf(exchange), "task"));
}

export function endpointOf({ backend, id }: Exchange): EndpointRecord {
  const endpoint = backend.world.endpoints.find((candidate) => candidate.id === id);
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
