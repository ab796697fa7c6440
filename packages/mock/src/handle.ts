import { Hono } from "hono/tiny";
import type { Context } from "hono";
import { answerRequest } from "./answer-request.ts";
import { arrive } from "./arrival.ts";
import type { Arrival, Mount } from "./arrival.ts";
import type { Backend } from "./backend.ts";
import type { Handler } from "./exchange.ts";
import { Refusal } from "./refusal.ts";
import { refused } from "./reply.ts";
import { respond } from "./respond.ts";
import { methodOf, pathWithoutPrefix, patternOf, routes } from "./route.ts";
import type { Route } from "./route.ts";

/** Rejects with the caller's abort reason, or with a TypeError whose cause is a ConnectionFault. */
export type Handle = (request: Request, mount: Mount) => Promise<Response>;

type Answer = (context: Context<{ Bindings: Arrival }>) => Response | Promise<Response>;

export function createHandle(backend: Backend, handlers: Record<Route, Handler>): Handle {
  const app = new Hono<{ Bindings: Arrival }>({
    getPath: (request) => pathWithoutPrefix(new URL(request.url).pathname),
  });
  const allowed = methodsByPattern();
  const notAllowed = (pattern: string) => new Refusal(405, "Method Not Allowed", { allow: allowed(pattern) });
  for (const route of routes) {
    const pattern = patternOf(route);
    const answer: Answer = (context) => {
      const { req, env: arrival } = context;
      // Hono answers HEAD with the route of GET, and a route may act.
      if (req.method === "HEAD") return refuse(notAllowed(pattern), arrival);
      const id = req.param("id") ?? "";
      return answerRequest(backend, handlers[route], { route, id, request: req.raw, arrival });
    };
    app.on(methodOf(route), pattern, withoutSlash(answer));
  }
  for (const pattern of new Set(routes.map(patternOf))) {
    app.all(
      pattern,
      withoutSlash(({ env }) => refuse(notAllowed(pattern), env)),
    );
  }
  app.notFound(({ env }) => refuse(new Refusal(404, "Not Found"), env));
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
function methodsByPattern(): (pattern: string) => string {
  return (pattern) =>
    routes
      .filter((route) => patternOf(route) === pattern)
      .map(methodOf)
      .join(", ");
}

/** A path with a slash too many is another address: sent on to the right one, as FastAPI does, never acted on. */
function withoutSlash(answer: Answer): Answer {
  return (context) => {
    const url = new URL(context.req.url);
    if (!url.pathname.endsWith("/")) return answer(context);
    url.pathname = url.pathname.replace(/\/+$/, "");
    return respond({ kind: "empty", status: 307, headers: { location: url.href } }, context.env);
  };
}

function refuse(refusal: Refusal, arrival: Arrival): Response {
  return respond(refused(refusal), arrival);
}
