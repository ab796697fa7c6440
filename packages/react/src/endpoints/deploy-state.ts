import type { DeployProgress, Endpoint } from "pareta";

/**
 * - `queued`: waits for a free connection.
 * - `checking`: the feed was lost, or the page reloaded; the list of endpoints is watched instead.
 * - `unknown`: several endpoints could be it, or none came; see `candidates`.
 */
export type DeployStatus = "idle" | "queued" | "deploying" | "checking" | "live" | "failed" | "unknown";

export interface DeployStage {
  /** An open set, such as `provisioning-gpu`. */
  readonly name: string;
  /** The server's words for it, else its name. */
  readonly label: string;
  /** 0 to 100, never going back; `null` where the server gives none. */
  readonly pct: number | null;
  /** Unix ms. */
  readonly startedAt: number;
  /** Unix ms; `null` while it lasts. */
  readonly endedAt: number | null;
}

/** Plain data, replaced as a whole when it changes. */
export interface DeployState {
  readonly status: DeployStatus;
  /** In the order they began. */
  readonly stages: readonly DeployStage[];
  /** Name of the current stage. */
  readonly stage: string | null;
  /** Of the current stage, and never less than before; `null` where the server gives none. */
  readonly pct: number | null;
  readonly endpoint: Endpoint | null;
  readonly error: Error | null;
  /** Unix ms. */
  readonly startedAt: number | null;
  /** With `unknown`: ids of the endpoints that could be it; empty when the list shows none. */
  readonly candidates: readonly string[];
  /** Unix ms of the last look at the list of endpoints, while `checking`: `endpoint` is what it has shown so far. */
  readonly checkedAt: number | null;
}

export const idleDeploy: DeployState = {
  status: "idle",
  stages: [],
  stage: null,
  pct: null,
  endpoint: null,
  error: null,
  startedAt: null,
  candidates: [],
  checkedAt: null,
};

/** The state after a progress event. What the server sends is an open set, and its numbers may be anything. */
export function withProgress(state: DeployState, progress: DeployProgress, now: number): DeployState {
  const { stage: name, label, pct } = progress;
  const highest = Math.max(0, ...state.stages.map((stage) => stage.pct ?? 0));
  const shown = typeof pct === "number" && pct === pct ? Math.min(Math.max(pct, highest), 100) : null;
  const known = state.stages.find((stage) => stage.name === name);
  const current: DeployStage = {
    name,
    label: typeof label === "string" ? label : (known?.label ?? name),
    pct: shown ?? known?.pct ?? null,
    startedAt: known?.startedAt ?? now,
    endedAt: null,
  };
  const others = state.stages.map((stage) => (stage === known ? current : ended(stage, now)));
  return {
    ...state,
    status: "deploying",
    stages: known ? others : [...others, current],
    stage: name,
    pct: current.pct,
  };
}

const ended = (stage: DeployStage, now: number): DeployStage => ({ ...stage, endedAt: stage.endedAt ?? now });

/** The state at its end, or where the feed was lost: no stage goes on. */
export function withEnd(state: DeployState, change: Partial<DeployState>, now: number): DeployState {
  return { ...state, stages: state.stages.map((stage) => ended(stage, now)), ...change };
}
