import type { Arrival } from "./arrival.ts";
import type { Backend } from "./backend.ts";
import type { Exchange, Handler } from "./exchange.ts";
import { brokenConnection } from "./faults.ts";
import type { Fault } from "./faults.ts";
import { Refusal } from "./refusal.ts";
import { refused, rewritten } from "./reply.ts";
import type { Reply } from "./reply.ts";
import { describeBody, parseBody } from "./request-body.ts";
import type { ParsedBody } from "./request-body.ts";
import { respond } from "./respond.ts";
import type { Route } from "./route.ts";
import type { Rewrite } from "./scenario-answers.ts";
import { sleep } from "./sleep.ts";

export interface Routed {
  route: Route;
  id: string;
  request: Request;
  arrival: Arrival;
}

/** A request's way once its route is known: key, body, latency, what decides the answer, what befalls it. */
export async function answerRequest(backend: Backend, handler: Handler, routed: Routed): Promise<Response> {
  const { route, request, arrival } = routed;
  const { row, hangUp } = arrival;
  row.route = route;
  if (arrival.requireKey && route !== "PUT /v1/signed-uploads/{id}" && !hasKey(request)) {
    return respond(refused(new Refusal(401, "invalid API key")), arrival);
  }
  const body = await parseBody(request, { signal: hangUp.signal, streamed: arrival.streamed });
  hangUp.signal.throwIfAborted();
  row.body = describeBody(body);
  const fault = backend.faults.take(route);
  const decision = fault && decides(fault, streams(route, body)) ? fault : backend.overrideFor(route, row);
  await sleep(backend.pace.latencyMs, hangUp.signal);
  if (fault?.kind === "delay") await sleep(fault.ms, hangUp.signal);
  const reply =
    decision && decision.kind !== "rewrite"
      ? decided(decision)
      : await acted(backend, handler, routed, { body, rewrite: decision?.rewrite ?? null });
  return befall(reply, fault, arrival);
}

/** The scheme's name is case-insensitive (RFC 9110), the key is not. */
function hasKey(request: Request): boolean {
  const given = /^bearer (.*)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  return given === "pareta_sk_test";
}

/** Whether a good answer to this request is a stream. */
function streams(route: Route, body: ParsedBody): boolean {
  if (route === "POST /v1/endpoints") return true;
  if (route !== "POST /v1/chat/completions" || body.kind !== "json") return false;
  const { value } = body;
  return typeof value === "object" && value !== null && "stream" in value && value.stream === true;
}

/** Whether a fault takes the place of the route's own answer, before anything has happened. */
function decides(fault: Fault, streamed: boolean): fault is Deciding {
  if (fault.kind === "reset") return fault.afterChunks === undefined;
  return fault.kind === "status" || (fault.kind === "error-frame" && !streamed);
}

type Deciding = Extract<Fault, { kind: "status" | "reset" | "error-frame" }>;

/** The answer of one that does. */
function decided(fault: Deciding): Reply {
  if (fault.kind === "reset") throw brokenConnection("reset", "head");
  if (fault.kind === "error-frame") {
    const status = fault.code >= 400 && fault.code <= 599 ? fault.code : 500;
    return refused(new Refusal(status, fault.message));
  }
  const headers = Object.fromEntries(new Headers(fault.headers));
  if (typeof fault.body !== "string") {
    const value = fault.body === undefined ? { detail: `HTTP ${fault.status}` } : fault.body;
    return { kind: "json", status: fault.status, value, headers };
  }
  const type = { "content-type": "text/plain; charset=utf-8" };
  return { kind: "text", status: fault.status, text: fault.body, headers: { ...type, ...headers } };
}

/** The route's own answer, refusals included. */
async function acted(
  backend: Backend,
  handler: Handler,
  { route, id, request, arrival }: Routed,
  { body, rewrite }: { body: ParsedBody; rewrite: Rewrite | null },
): Promise<Reply> {
  const { row, hangUp } = arrival;
  const { signal } = hangUp;
  backend.advance();
  const { headers } = request;
  const exchange: Exchange = { backend, route, id, url: new URL(request.url), headers, body, row, signal };
  try {
    const reply = await handler(exchange);
    if (signal.aborted) {
      if ("share" in reply) reply.share?.release();
      throw signal.reason;
    }
    return rewrite ? rewritten(reply, (value) => rewrite(value, id)) : reply;
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

/** What is answered is decided. What a fault does from here on it does to the answer alone. */
async function befall(reply: Reply, fault: Fault | null, arrival: Arrival): Promise<Response> {
  const beforeHead =
    (fault?.kind === "stall" && fault.afterChunks === undefined) ||
    (fault?.kind === "drop" && fault.afterChunks === undefined && fault.afterBytes === undefined);
  if (beforeHead) {
    if ("share" in reply) reply.share?.settle();
    if (fault.kind === "drop") throw brokenConnection("drop", "head");
    await sleep(Infinity, arrival.hangUp.signal);
  }
  return respond(reply, arrival, fault && strikesBody(fault, reply) ? fault : null);
}

function strikesBody(fault: Fault, reply: Reply): boolean {
  if (fault.kind === "status" || fault.kind === "delay") return false;
  return fault.kind !== "error-frame" || reply.kind === "stream";
}
