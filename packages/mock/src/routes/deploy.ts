import { jsonFields } from "../body-fields.ts";
import { beginAct } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import { token } from "../random.ts";
import { invalid, notFound, Refusal } from "../refusal.ts";
import type { Reply } from "../reply.ts";
import { changeStatus } from "../world/endpoint-status.ts";
import { findOpenModel, leaderboardOf } from "../world/leaderboard.ts";
import { endpointRecord } from "../world/seed.ts";
import { findTask } from "../world/tasks.ts";
import { findEndpoint } from "../world/world.ts";
import type { EndpointRecord } from "../world/world.ts";
import { deployFrame, deployFrames } from "./deploy-feed.ts";
import { endpointBody, failDeploy, remove } from "./endpoints.ts";

/**
 * POST /v1/endpoints: the endpoint exists from acceptance, the feed only tells (contract 3.3). Under its key the same
 * feed comes again, whatever became of the endpoint since; a deploy that failed frees its key.
 */
export function deployEndpoint(exchange: Exchange): Reply {
  const { backend, signal } = exchange;
  const begun: EndpointRecord[] = [];
  const share = beginAct(exchange, () => {
    const endpoint = accept(exchange);
    begun.push(endpoint);
    return { answer: endpointBody({ ...endpoint, status: "live" }, "taskName"), price: 0 };
  });
  share.settle();
  const finished = share.answer as ReturnType<typeof endpointBody>; // what was put in above: keys of this path hold nothing else
  const endpoint = begun[0] ?? underWay(exchange, finished.id);
  const errorFrame = ({ message }: { message: string }) => {
    if (endpoint && endpoint.deploy?.outcome !== "failed") {
      failDeploy(backend, endpoint, message);
      changeStatus(endpoint, "failed", backend.now());
    }
    return deployFrame("error", { message });
  };
  const frames = deployFrames({ backend, signal, deploy: endpoint?.deploy ?? null, finished });
  return { kind: "stream", frames, share, errorFrame };
}

/** The endpoint that this request's key is setting up; null when that is done. */
function underWay({ backend, row }: Exchange, id: string): EndpointRecord | null {
  const endpoint = findEndpoint(backend.world, id);
  return endpoint?.deploy?.outcome === "pending" && endpoint.deploy.key === row.key ? endpoint : null;
}

function accept(exchange: Exchange): EndpointRecord {
  const { backend, row } = exchange;
  const { seed, world } = backend;
  const { taskId, asked, name } = deployRequest(exchange);
  const task = findTask(taskId);
  if (!task) throw notFound("task", taskId);
  const model = asked === "recommended" ? leaderboardOf(seed, task).recommended : asked;
  if (!findOpenModel(seed, task, model)) {
    throw invalid(
      ["body", "model"],
      `${JSON.stringify(model)} is not an open model of ${taskId}`,
      "unknown_model",
    );
  }
  const id = name ?? `ep_${token(seed, "endpoint", backend.nextNumber()).slice(0, 8)}`;
  const before = findEndpoint(world, id);
  if (before && before.status !== "failed") {
    throw new Refusal(409, `an endpoint named ${JSON.stringify(id)} exists already`);
  }
  backend.ledger.check();
  if (before) remove(before);
  const startedAt = backend.now();
  const { deployMs } = backend.pace;
  const endpoint: EndpointRecord = {
    ...endpointRecord(id, taskId, model, startedAt),
    becomes: { status: "live", at: startedAt + deployMs },
    deploy: { startedAt, durationMs: deployMs, key: row.key, outcome: "pending", failure: null },
  };
  world.endpoints.push(endpoint);
  return endpoint;
}

function deployRequest(exchange: Exchange) {
  const body = jsonFields(exchange);
  const taskId = body.text("task");
  const asked = body.raw("model") === "" ? "recommended" : (body.optionalText("model") ?? "recommended");
  const name = body.optionalText("name");
  for (const word of ["region", "provider", "quality", "run_mode", "taskDisplay"]) body.optionalText(word);
  for (const price of ["cost_per_request_micro_usd", "frontier_cost_per_request_micro_usd"]) {
    body.number(price, { least: 0, whole: true });
  }
  body.done();
  return { taskId, asked, name };
}
