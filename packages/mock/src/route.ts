/** Every route of contract section 3, `{id}` literal, plus the signed address the mock hands out for large uploads. */
export const routes = [
  "GET /v1/models",
  "POST /v1/chat/completions",
  "POST /v1/endpoints",
  "GET /v1/endpoints",
  "GET /v1/endpoints/{id}",
  "POST /v1/endpoints/{id}/start",
  "POST /v1/endpoints/{id}/stop",
  "DELETE /v1/endpoints/{id}",
  "GET /v1/endpoints/{id}/performance",
  "GET /v1/endpoints/{id}/uptime",
  "GET /v1/endpoints/{id}/cost",
  "GET /v1/endpoints/{id}/quality",
  "GET /v1/endpoints/{id}/activity",
  "GET /v1/tasks",
  "GET /v1/tasks/{id}",
  "POST /v1/tasks/match",
  "GET /v1/tasks/{id}/leaderboard",
  "GET /v1/eval/frontier-models",
  "POST /v1/eval-sets",
  "GET /v1/eval-sets",
  "GET /v1/eval-sets/{id}",
  "DELETE /v1/eval-sets/{id}",
  "POST /v1/eval-sets/{id}/attach-blob",
  "POST /v1/eval-sets/{id}/blob-upload-url",
  "POST /v1/eval-sets/{id}/blob-upload-complete",
  "PUT /v1/signed-uploads/{id}",
  "POST /v1/eval-runs",
  "GET /v1/eval-runs/{id}",
] as const;

export type Route = (typeof routes)[number];

export function methodOf(route: Route): string {
  return route.slice(0, route.indexOf(" "));
}

/** The path in the router's own spelling: `/v1/endpoints/:id`. */
export function patternOf(route: Route): string {
  return route.slice(route.indexOf(" ") + 1).replace("{id}", ":id");
}

/** Drops whatever stands before `/v1`, so that `/api/pareta/v1/models` is `/v1/models`. */
export function pathWithoutPrefix(pathname: string): string {
  const start = pathname.indexOf("/v1/");
  return start > 0 ? pathname.slice(start) : pathname;
}
