/**
 * Prefixes of every query key of a scope, for invalidation and removal. A key is
 * `["pareta", scope, ...path, ...arguments]`; the path is the SDK's.
 */
export function paretaKeys(scope = "default") {
  const all = ["pareta", scope] as const;
  const endpoints = [...all, "endpoints"] as const;
  const tasks = [...all, "tasks"] as const;
  const evals = [...all, "evals"] as const;
  const sets = [...evals, "sets"] as const;
  const runs = [...evals, "runs"] as const;
  return {
    all,
    chat: { all: [...all, "chat"] as const },
    models: { all: [...all, "models"] as const, list: [...all, "models", "list"] as const },
    endpoints: {
      all: endpoints,
      list: [...endpoints, "list"] as const,
      retrieve: [...endpoints, "retrieve"] as const,
      metric: [...endpoints, "metric"] as const,
    },
    tasks: {
      all: tasks,
      list: [...tasks, "list"] as const,
      retrieve: [...tasks, "retrieve"] as const,
      match: [...tasks, "match"] as const,
      leaderboard: [...tasks, "leaderboard"] as const,
    },
    evals: {
      all: evals,
      frontierModels: [...evals, "frontierModels"] as const,
      sets: { all: sets, list: [...sets, "list"] as const, retrieve: [...sets, "retrieve"] as const },
      runs: { all: runs, retrieve: [...runs, "retrieve"] as const },
    },
    /** What this page does by itself: kept out of hydration. */
    deploys: [...all, "deploys"] as const,
    history: [...all, "history"] as const,
  };
}

export type ParetaKeys = ReturnType<typeof paretaKeys>;
