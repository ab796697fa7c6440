import { Hono } from "hono/tiny";
import { arrive } from "./arrival.ts";
import type { Arrival, Mount } from "./arrival.ts";
import type { Backend } from "./backend.ts";
import type { Exchange, Handler } from "./exchange.ts";
import { brokenConnection } from "./faults.ts";
import type { Fault } from "./faults.ts";
import { oneFrame } from "./frames.ts";
import type { Frames } from "./frames.ts";
import { sleep } from "./pace.ts";
import { Refusal } from "./refusal.ts";
import { rewritten } from "./reply.ts";
import type { ErrorFrame, Reply } from "./reply.ts";
import { describeBody, parseBody } from "./request-body.ts";
import type { ParsedBody } from "./request-body.ts";
import { responseBody } from "./response-body.ts";
import { methodOf, pathWithoutPrefix, patternOf, routes } from "./route.ts";
import type { Route } from "./route.ts";

/** Rejects with the caller's abort reason, or with a TypeError whose cause is a ConnectionFault. */
export type Handle = (request: Request, mount: Mount) => Promise<Response>;

export function createHandle(backend: Backend, handlers: Record<Route, Handler>): Handle {
  const app = new Hono<{ Bindings: Arrival }>({
    getPath: (request) => pathWithoutPrefix(new URL(request.url).pathname),
  });
  for (const route of routes) {
    app.on(methodOf(route), patternOf(route), (context) =>
      answerRequest(backend, handlers[route], {
        route,
        id: context.req.param("id") ?? "",
        request: context.req.raw,
        arrival: context.env,
      }),
    );
  }
  for (const [pattern, allow] of methodsByPattern()) {
    app.all(pattern, (context) => refuse(new Refusal(405, "Method Not Allowed", { allow }), context.env));
  }
  app.notFound((context) => refuse(new Refusal(404, "Not Found"), context.env));
  // Whatever a route throws is the transport's business: a refusal was answered before it got here.
  app.onError((error) => {
    throw error;
  });
  return async (request, mount) => {
    const arrival = arrive(backend, request, mount);
    try {
      return await app.fetch(request, arrival);
    } catch (error) {
      arrival.close();
      throw error;
    }
  };
}

/** For a path that exists and a method it does not have. */
function methodsByPattern(): Map<string, string> {
  const methods = new Map<string, string>();
  for (const route of routes) {
    const pattern = patternOf(route);
    const before = methods.get(pattern);
    methods.set(pattern, before === undefined ? methodOf(route) : `${before}, ${methodOf(route)}`);
  }
  return methods;
}

interface Routed {
  route: Route;
  id: string;
  request: Request;
  arrival: Arrival;
}

async function answerRequest(backend: Backend, handler: Handler, routed: Routed): Promise<Response> {
  const { route, request, arrival } = routed;
  const { row, hangUp } = arrival;
  const { signal } = hangUp;
  row.route = route;
  try {
    if (arrival.requireKey && route !== "PUT /v1/signed-uploads/{id}") {
      if (request.headers.get("authorization") !== "Bearer pareta_sk_test") {
        throw new Refusal(401, "invalid API key");
      }
    }
    const body = await parseBody(request);
    row.body = describeBody(body);
    const fault = backend.faults.take(route) ?? backend.scenarioFault(route, row);
    const answered = await beforeAcceptance(backend, fault, arrival);
    if (answered) return answered;
    backend.advance();
    const rewrite = backend.rewriteOf(route, row.method);
    const given = await handler(exchangeOf(backend, routed, body));
    const reply = rewrite ? rewritten(given, (value) => rewrite(value, routed.id)) : given;
    if (signal.aborted) {
      if (reply.kind !== "empty") reply.share?.release();
      throw signal.reason;
    }
    return await answer(reply, fault, arrival);
  } catch (error) {
    if (error instanceof Refusal) return refuse(error, arrival);
    throw error;
  }
}

function exchangeOf(backend: Backend, { route, id, request, arrival }: Routed, body: ParsedBody): Exchange {
  const { row, hangUp } = arrival;
  const url = new URL(request.url);
  return { backend, route, id, url, headers: request.headers, body, row, signal: hangUp.signal };
}

/** Latency, and the faults that strike while nothing has happened yet. */
async function beforeAcceptance(
  backend: Backend,
  fault: Fault | null,
  arrival: Arrival,
): Promise<Response | null> {
  const { signal } = arrival.hangUp;
  await sleep(backend.pace.latencyMs, signal);
  if (fault?.kind === "delay") await sleep(fault.ms, signal);
  if (fault?.kind === "reset" && fault.afterChunks === undefined) throw brokenConnection("reset", "head");
  if (fault?.kind !== "status") return null;
  const plain = typeof fault.body === "string";
  const text = plain ? String(fault.body) : JSON.stringify(fault.body ?? { detail: `HTTP ${fault.status}` });
  const headers = {
    "content-type": plain ? "text/plain; charset=utf-8" : "application/json",
    ...lowerCased(fault.headers ?? {}),
  };
  const bare = [204, 205, 304].includes(fault.status);
  return respond(bare ? null : oneFrame(text), fault.status, headers, arrival, noShare);
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The act has happened. Faults from here on strike only its answer. */
async function answer(reply: Reply, fault: Fault | null, arrival: Arrival): Promise<Response> {
  if (reply.kind === "json" && fault?.kind === "error-frame") {
    reply.share?.release();
    throw new Refusal(fault.code, fault.message);
  }
  const share = reply.kind === "empty" ? undefined : reply.share;
  const headless = fault !== null && !("afterChunks" in fault) && !("afterBytes" in fault);
  if (headless && fault.kind === "drop") {
    share?.settle();
    throw brokenConnection("drop", "head");
  }
  if (headless && fault.kind === "stall") {
    share?.settle();
    await sleep(2 ** 31 - 1, arrival.hangUp.signal);
  }
  if (reply.kind === "empty") return respond(null, reply.status, {}, arrival, noShare);
  if (reply.kind === "json") {
    const charged = reply.share?.settle() ?? 0;
    const headers = { "content-type": "application/json", ...reply.receipt?.(charged) };
    return respond(oneFrame(JSON.stringify(reply.value)), reply.status, headers, arrival, noShare, fault);
  }
  const headers = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" };
  return respond(reply.frames, 200, headers, arrival, reply.share, fault, reply.errorFrame);
}

const noShare = { settle: () => {}, release: () => {} };

function refuse(refusal: Refusal, arrival: Arrival): Response {
  const headers = { "content-type": "application/json", ...refusal.headers };
  return respond(
    oneFrame(JSON.stringify({ detail: refusal.detail })),
    refusal.status,
    headers,
    arrival,
    noShare,
  );
}

function respond(
  frames: Frames | null,
  status: number,
  headers: Record<string, string>,
  arrival: Arrival,
  share: { settle(): void; release(): void },
  fault: Fault | null = null,
  errorFrame: ErrorFrame = (error) => error.message,
): Response {
  const { row, hangUp } = arrival;
  row.status = status;
  const body =
    frames &&
    responseBody(frames, fault, errorFrame, hangUp, {
      succeed: () => share.settle(),
      fail: () => share.release(),
      close: () => arrival.close(),
    });
  if (!frames) arrival.close();
  return new Response(body, { status, headers: { "x-request-id": arrival.requestId, ...headers } });
}
