/**
 * Prefixes of every query key of a scope, for invalidation and removal. A key is
 * `["pareta", scope, ...path, ...arguments]`; the path is the SDK's.
 */
export function paretaKeys(scope = "default") {
  const key = <const Path extends readonly string[]>(...path: Path) => ["pareta", scope, ...path] as const;
  return {
    all: key(),
    chat: { all: key("chat") },
    models: { all: key("models"), list: key("models", "list") },
    endpoints: {
      all: key("endpoints"),
      list: key("endpoints", "list"),
      retrieve: key("endpoints", "retrieve"),
      metric: key("endpoints", "metric"),
    },
    tasks: {
      all: key("tasks"),
      list: key("tasks", "list"),
      retrieve: key("tasks", "retrieve"),
      match: key("tasks", "match"),
      leaderboard: key("tasks", "leaderboard"),
    },
    evals: {
      all: key("evals"),
      frontierModels: key("evals", "frontierModels"),
      sets: {
        all: key("evals", "sets"),
        list: key("evals", "sets", "list"),
        retrieve: key("evals", "sets", "retrieve"),
      },
      runs: { all: key("evals", "runs"), retrieve: key("evals", "runs", "retrieve") },
    },
    /** What this page does by itself: kept out of hydration. */
    deploys: key("deploys"),
    history: key("history"),
  };
}

export type ParetaKeys = ReturnType<typeof paretaKeys>;
