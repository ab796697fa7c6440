import type { Backend } from "../backend.ts";
import { jsonFields } from "../body-fields.ts";
import { beginAct } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import { sleep } from "../pace.ts";
import { token } from "../random.ts";
import { invalid, notFound, Refusal } from "../refusal.ts";
import type { Reply } from "../reply.ts";
import { findOpenModel, leaderboardOf } from "../world/leaderboard.ts";
import { endpointRecord } from "../world/seed.ts";
import { findTask } from "../world/tasks.ts";
import { findEndpoint } from "../world/world.ts";
import type { EndpointRecord } from "../world/world.ts";
import { endpointBody } from "./endpoints.ts";

/** The feed's stages by the share of the deploy's time at which they begin. */
const stages = [
  { from: 0, data: { stage: "provisioning-gpu", label: "Provisioning GPU" } },
  { from: 0.2, data: { stage: "pulling weights", pct: 5 } },
  { from: 0.35, data: { stage: "pulling weights", pct: 45 } },
  { from: 0.5, data: { stage: "pulling weights", pct: 90 } },
  { from: 0.6, data: { stage: "booting", label: "Booting" } },
  { from: 0.8, data: { stage: "warming-up", label: "Warming up" } },
] as const;

const ping = ": ping\r\n\r\n";
const pingMs = 5000;
/** The clock may be a test's own: nobody tells when it moves, so it is asked this often. */
const clockCheckMs = 100;

/** POST /v1/endpoints: the endpoint exists from acceptance, the feed only tells (contract 3.3). */
export function deployEndpoint(exchange: Exchange): Reply {
  const { backend, row } = exchange;
  const share = beginAct(exchange, () => ({ answer: { endpointId: accept(exchange).id }, price: 0 }));
  share.settle();
  const { endpointId: id } = share.answer as { endpointId: string }; // what `accept` answered, under this path's keys
  const errorFrame = ({ message }: { message: string }) => {
    const endpoint = findEndpoint(backend.world, id);
    if (endpoint) Object.assign(endpoint, { status: "failed", becomes: null });
    backend.acts.unbind(row.key);
    return deployFrame("error", { message });
  };
  return { kind: "stream", frames: deployFrames(exchange, id), share, errorFrame };
}

function accept(exchange: Exchange): EndpointRecord {
  const { backend } = exchange;
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
  if (findEndpoint(backend.world, id))
    throw new Refusal(409, `an endpoint named ${JSON.stringify(id)} exists already`);
  backend.ledger.check();
  const startedAt = backend.now();
  const { deployMs } = backend.pace;
  const endpoint: EndpointRecord = {
    ...endpointRecord(id, taskId, model, startedAt),
    becomes: { status: "live", at: startedAt + deployMs },
    deploy: { startedAt, durationMs: deployMs },
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

/** One event with CRLF line ends. */
function deployFrame(event: string, data: unknown): string {
  return `event: ${event}\r\ndata: ${JSON.stringify(data)}\r\n\r\n`;
}

async function* deployFrames(exchange: Exchange, id: string): AsyncGenerator<string, void> {
  const { backend, row, signal } = exchange;
  yield ping;
  const deploy = findEndpoint(backend.world, id)?.deploy ?? { startedAt: 0, durationMs: 0 };
  for (const share of [...stages.map((stage) => stage.from), 1]) {
    const at = deploy.startedAt + share * deploy.durationMs;
    let quietMs = 0;
    while (backend.now() < at && isComing(backend, id)) {
      const step = Math.min(Math.max(at - backend.now(), 1), clockCheckMs);
      await sleep(step, signal);
      quietMs += step;
      if (quietMs < pingMs) continue;
      quietMs = 0;
      yield ping;
    }
    backend.advance();
    const endpoint = findEndpoint(backend.world, id);
    if (!endpoint || !isComing(backend, id)) {
      backend.acts.unbind(row.key);
      const message = `endpoint ${id} was ${endpoint?.status ?? "deleted"} before it was live`;
      yield deployFrame("error", { message });
      return;
    }
    const stage = stages.find((candidate) => candidate.from === share);
    yield stage
      ? deployFrame("progress", stage.data)
      : deployFrame("complete", { endpoint: endpointBody(endpoint, "taskName") });
  }
}

/** False once the endpoint was stopped, deleted or failed while it was being set up. */
function isComing(backend: Backend, id: string): boolean {
  const endpoint = findEndpoint(backend.world, id);
  return endpoint !== null && endpoint.status !== "stopped" && endpoint.status !== "failed";
}
