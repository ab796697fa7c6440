import type { Fault } from "./faults.ts";
import type { Pace } from "./pace.ts";
import { emptyAnswers, partialAnswers } from "./scenario-answers.ts";
import type { Rewrite } from "./scenario-answers.ts";
import type { Route } from "./route.ts";
import type { SeededData } from "./world/seed.ts";

// prettier-ignore
export const scenarios = [
  "happy", "empty", "slow", "partial", "cold", "no-credit",
  "rate-limited", "offline", "error", "forbidden", "not-found", "huge",
] as const;

export type Scenario = (typeof scenarios)[number];

/** What a scenario does to a route: it answers in its place, nothing arrives, or the answer is changed on its way out. */
export type Override =
  Extract<Fault, { kind: "status" }> | { kind: "reset" } | { kind: "rewrite"; rewrite: Rewrite };

type Overrides = Partial<Record<Route | "GET" | "POST" | "DELETE" | "*", Override>>;

export interface ScenarioPlan {
  /** What the organization owns at first; the catalogue of tasks is always there. */
  data: SeededData;
  /** Endpoints that begin in another status than the seeded one. */
  statuses?: Readonly<Record<string, string>>;
  /** Empties the balance on entry; leaving it empty restores the first balance. */
  balance?: 0;
  /** The slower of this and the mock's own pace holds, figure by figure. */
  pace?: Pace;
  routes?: Overrides;
  /** `offline`: each address that is read answers once, before everything rejects. */
  firstReadsAnswer?: true;
}

const serverError: Override = { kind: "status", status: 500, body: { detail: "Internal Server Error" } };
const tooMany: Override = {
  kind: "status",
  status: 429,
  body: { detail: "Too many requests. Try again in 12 seconds." },
  headers: { "retry-after": "12" },
};
const forbidden: Override = { kind: "status", status: 403, body: { detail: "This key may not do that." } };
const missing: Override = { kind: "status", status: 404, body: { detail: "Nothing with this id exists." } };

function rewrites(answers: Partial<Record<Route, Rewrite>>): Overrides {
  return Object.fromEntries(
    Object.entries(answers).map(([route, rewrite]) => [route, { kind: "rewrite", rewrite }]),
  );
}

/** Scenario x route: everything that tells one scenario from another. */
const plans: Readonly<Record<Scenario, ScenarioPlan>> = {
  happy: { data: "full" },
  empty: { data: "none", routes: rewrites(emptyAnswers) },
  slow: {
    data: "full",
    pace: { tokensPerSecond: 40, latencyMs: 800, deployMs: 8000, wakeMs: 8000, runMs: 6000 },
  },
  partial: {
    data: "partial",
    routes: { ...rewrites(partialAnswers), "GET /v1/endpoints/{id}/uptime": serverError },
  },
  cold: { data: "full", statuses: { ep_contract_kie_01: "asleep", ep_general_chat_01: "asleep" } },
  "no-credit": { data: "full", balance: 0 },
  "rate-limited": { data: "full", routes: { POST: tooMany, "GET /v1/eval-runs/{id}": tooMany } },
  offline: { data: "full", firstReadsAnswer: true, routes: { "*": { kind: "reset" } } },
  error: {
    data: "full",
    routes: {
      POST: serverError,
      DELETE: serverError,
      "GET /v1/endpoints/{id}": serverError,
      "GET /v1/endpoints/{id}/performance": serverError,
      "GET /v1/endpoints/{id}/uptime": serverError,
      "GET /v1/endpoints/{id}/cost": serverError,
      "GET /v1/endpoints/{id}/quality": serverError,
      "GET /v1/endpoints/{id}/activity": serverError,
      "GET /v1/tasks/{id}": serverError,
      "GET /v1/tasks/{id}/leaderboard": serverError,
      "GET /v1/eval-sets/{id}": serverError,
      "GET /v1/eval-runs/{id}": serverError,
    },
  },
  forbidden: { data: "full", routes: { "*": forbidden } },
  "not-found": {
    data: "full",
    routes: {
      "GET /v1/endpoints/{id}": missing,
      "GET /v1/tasks/{id}": missing,
      "GET /v1/tasks/{id}/leaderboard": missing,
      "GET /v1/eval-sets/{id}": missing,
      "GET /v1/eval-runs/{id}": missing,
      "POST /v1/chat/completions": missing,
    },
  },
  huge: { data: "huge" },
};

/** Throws for a name that is none, which a command line or plain JavaScript can pass. */
export function planOf(scenario: Scenario): ScenarioPlan {
  if (Object.hasOwn(plans, scenario)) return plans[scenario];
  const names = scenarios.join(", ");
  throw new Error(`@pareta/mock: there is no scenario ${JSON.stringify(scenario)}. Choose one of: ${names}.`);
}

/** What a scenario lays on a route: its own row first, then its method's, then everyone's. */
export function overrideOf(plan: ScenarioPlan, route: Route, method: string): Override | null {
  const { routes = {} } = plan;
  const byMethod = method === "GET" || method === "POST" || method === "DELETE" ? routes[method] : undefined;
  return routes[route] ?? byMethod ?? routes["*"] ?? null;
}
