import type { Exchange } from "../exchange.ts";
import { json } from "../reply.ts";
import type { Reply } from "../reply.ts";

/** GET /v1/models: the endpoints that are live (contract 3.1). */
export function listModels({ backend }: Exchange): Reply {
  const live = backend.world.endpoints.filter(({ status, deleted }) => status === "live" && !deleted);
  return json({
    object: "list",
    data: live.map((endpoint) => ({
      id: endpoint.id,
      object: "model",
      owned_by: "pareta",
      created: Math.floor(endpoint.createdAt / 1000),
    })),
  });
}
