import type { Handler } from "../exchange.ts";
import { Refusal } from "../refusal.ts";
import { routes } from "../route.ts";
import type { Route } from "../route.ts";
import { createChatCompletion } from "./chat.ts";
import { listEndpoints, retrieveEndpoint } from "./endpoints.ts";
import { listModels } from "./models.ts";

const built: Partial<Record<Route, Handler>> = {
  "GET /v1/models": listModels,
  "POST /v1/chat/completions": createChatCompletion,
  "GET /v1/endpoints": listEndpoints,
  "GET /v1/endpoints/{id}": retrieveEndpoint,
};

const later: Handler = ({ route }) => {
  throw new Refusal(501, `${route} is not built yet`);
};

/** One handler for each route of the table. */
export const handlers = Object.fromEntries(routes.map((route) => [route, built[route] ?? later])) as Record<
  Route,
  Handler
>;
