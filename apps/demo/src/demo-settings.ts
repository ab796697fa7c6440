import type { MockParetaOptions, Scenario } from "@pareta/mock";

/** The situations this page has an answer to, and how its menu calls them. */
export const scenarios = {
  happy: "All good",
  empty: "No endpoints yet",
  slow: "Slow network",
  cold: "Endpoint asleep",
  "no-credit": "Out of credit",
  "rate-limited": "Too many requests",
  offline: "Network down",
  error: "Server error",
  forbidden: "No permission",
  "not-found": "Endpoint deleted",
} as const satisfies Partial<Record<Scenario, string>>;

export type DemoScenario = keyof typeof scenarios;

/** What the address says: `?scenario=`, `?seed=`, `?pace=` (`human`, `instant` or tokens a second), `?endpoint=`. */
export interface DemoSettings {
  readonly scenario: DemoScenario;
  /** What `?scenario=` asked for where this page has no such state; it shows `happy` then, and says so. */
  readonly unknownScenario: string | null;
  readonly seed: number;
  readonly pace: NonNullable<MockParetaOptions["pace"]>;
  readonly endpoint: string | null;
}

export function isScenario(text: string | null): text is DemoScenario {
  return text !== null && Object.hasOwn(scenarios, text);
}

/** Unknown or broken values fall back to their defaults. */
export function readSettings(search: string): DemoSettings {
  const query = new URLSearchParams(search);
  const scenario = query.get("scenario");
  const seed = Number(query.get("seed") ?? 1);
  return {
    scenario: isScenario(scenario) ? scenario : "happy",
    unknownScenario: isScenario(scenario) ? null : scenario,
    seed: Number.isSafeInteger(seed) ? seed : 1,
    pace: readPace(query.get("pace")),
    endpoint: query.get("endpoint"),
  };
}

function readPace(text: string | null): DemoSettings["pace"] {
  if (text === "instant") return "instant";
  const tokensPerSecond = Number(text ?? Number.NaN);
  if (!(tokensPerSecond > 0)) return "human";
  return { tokensPerSecond, latencyMs: 200, wakeMs: 3000 };
}

/** Keeps the address in step, so that a reload or a copied link shows the same. */
export function writeSetting(name: "scenario" | "endpoint", value: string): void {
  const url = new URL(location.href);
  url.searchParams.set(name, value);
  history.replaceState(history.state, "", url);
}
