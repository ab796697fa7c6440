import type { Route } from "./route.ts";

/** Changes a JSON answer, or the JSON of one event of a stream; `id` is the path's. */
export type Rewrite = (value: unknown, id: string) => unknown;

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function rowsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function without(value: unknown, ...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fieldsOf(value)).filter(([name]) => !names.includes(name)));
}

function withNull(value: unknown, ...names: readonly string[]): Fields {
  return { ...fieldsOf(value), ...Object.fromEntries(names.map((name) => [name, null])) };
}

/** Every second row as it is, the others changed. */
function everyOther(rows: unknown, change: (row: Fields) => Fields): Fields[] {
  return rowsOf(rows).map((row, index) => (index % 2 === 1 ? change(row) : row));
}

/** A catalogue with nothing in it, and boards with nobody on them. */
export const emptyAnswers: Partial<Record<Route, Rewrite>> = {
  "GET /v1/tasks": () => ({ tasks: [] }),
  "GET /v1/tasks/{id}/leaderboard": (value) => ({
    ...withNull(value, "recommended", "frontier"),
    models: [],
  }),
};

/** What a server of the same contract may leave out: fields, points, whole dimensions, rows of results. */
export const partialAnswers: Partial<Record<Route, Rewrite>> = {
  "GET /v1/models": (value) => ({
    ...fieldsOf(value),
    data: everyOther(fieldsOf(value)["data"], (row) => withNull(row, "owned_by", "created")),
  }),
  "POST /v1/chat/completions": (value) => without(value, "id", "created", "model", "usage"),
  "POST /v1/endpoints": (value) => without(value, "pct", "label"),
  "GET /v1/endpoints": (value) => rowsOf(value).map(partialEndpoint),
  "GET /v1/endpoints/{id}": partialEndpoint,
  "GET /v1/endpoints/{id}/performance": (value) => {
    const points = rowsOf(fieldsOf(value)["points"]).map((point) => without(point, "p99"));
    const kept = points.filter((_, index) => index < points.length * 0.4 || index > points.length * 0.55);
    return { ...without(withNull(value, "p99"), "error_rate"), points: kept };
  },
  "GET /v1/endpoints/{id}/cost": (value) =>
    without(value, "frontier_baseline_micro_usd", "savings_micro_usd", "savings_multiple", "frontier_model"),
  "GET /v1/endpoints/{id}/quality": (value) =>
    without(value, "requests", "quality_mean", "n_judged", "windows"),
  "GET /v1/endpoints/{id}/activity": (value) => without(value, "last_request_at", "completion_tokens"),
  "GET /v1/tasks": (value) => ({
    tasks: everyOther(fieldsOf(value)["tasks"], (task) => withNull(task, "default_scorer")),
  }),
  "GET /v1/tasks/{id}": (value) => without(value, "examples"),
  "POST /v1/tasks/match": (value) => without(withNull(value, "confidence"), "reasoning", "candidates"),
  "GET /v1/tasks/{id}/leaderboard": partialLeaderboard,
  "GET /v1/eval/frontier-models": (value) => ({
    ...fieldsOf(value),
    frontier_models: everyOther(fieldsOf(value)["frontier_models"], (row) =>
      without(withNull(row, "vendor"), "benchmarked"),
    ),
  }),
  "GET /v1/eval-sets": (value) => ({
    eval_sets: everyOther(fieldsOf(value)["eval_sets"], (set) =>
      withNull(set, "item_count", "scoring_strategy"),
    ),
  }),
  "GET /v1/eval-runs/{id}": partialRun,
};

/** One has no `id` but its name, one no model, one a status nobody knows; none has its prompts. */
function partialEndpoint(value: unknown): Fields {
  const row = without(value, "recommendedSystemPrompt", "promptScaffold");
  switch (row["name"]) {
    case "ep_ticket_triage_02":
      return without(row, "id");
    case "ep_invoice_01":
      return { ...row, status: "draining" };
    case "pareta-prod-9":
      return withNull(row, "model", "url");
    default:
      return row;
  }
}

/** Contracts: prices and a quality are missing. Invoices: no frontier to compare with. Elsewhere: no recommendation. */
function partialLeaderboard(value: unknown, id: string): Fields {
  const board = fieldsOf(value);
  const models = rowsOf(board["models"]);
  if (id === "invoice-extraction") {
    return { ...board, frontier: null, models: models.filter((row) => row["kind"] === "open") };
  }
  if (id !== "contract-key-fields") return { ...board, recommended: null };
  const thinned = models.map((row, place) => {
    if (place === 2) return without(row, "cost_per_request_micro_usd", "context_k");
    return place === 4 ? withNull(row, "quality", "run_mode") : row;
  });
  return { ...board, models: thinned };
}

/** The run over contracts has many failed rows and one model without an interval; the others have no rows at all. */
function partialRun(value: unknown, id: string): Fields {
  const answer = fieldsOf(value);
  const results = rowsOf(answer["results"]).map((result, index) => {
    const known = index === 0 ? result : withNull(result, "quality_ci_low", "quality_ci_high");
    return id === "run_contracts_01" ? known : without(known, "per_item", "kind");
  });
  return { ...answer, results };
}
