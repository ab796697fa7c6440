/**
 * - `starting`: the request was about to leave. Found after a reload, it may have been started and charged.
 * - `started`: the server has accepted it; `id` is the run's.
 * - `refused`: the server did not accept it; nothing was charged.
 * - `unknown`: the answer was lost; it may have been started and charged.
 */
export type RunState = "starting" | "started" | "refused" | "unknown";

/** One attempt to start a run here. Ids and times only: never a prompt, a row or an API key. */
export interface RunRecord {
  readonly kind: "run";
  /** Made here before the request leaves; a record is replaced and removed by it. */
  readonly attemptId: string;
  /** The run's id; `null` until the server has told it. */
  readonly id: string | null;
  readonly state: RunState;
  readonly task: string | null;
  readonly evalSetId: string | null;
  /** The models asked for; once started, the candidates that the server tells. */
  readonly candidates: readonly string[];
  /** Unix ms. */
  readonly startedAt: number;
}

/** A deploy started here: what it takes to find its endpoint again after a reload. */
export interface DeployRecord {
  readonly kind: "deploy";
  /** The same as `id`. */
  readonly attemptId: string;
  /** The deploy's id, which the client made. */
  readonly id: string;
  readonly task: string;
  readonly model: string;
  readonly name: string | null;
  /** The endpoints there were before; `null` when nobody could tell. */
  readonly knownEndpointIds: readonly string[] | null;
  /** The endpoint it became; `null` until that is known. */
  readonly endpointId: string | null;
  /** Unix ms. */
  readonly startedAt: number;
}

export type HistoryRecord = RunRecord | DeployRecord;

/** Beyond it a `Date` is invalid, and its texts throw. */
const latestDate = 8.64e15;

/**
 * A record out of what a store has answered, of whatever shape; `null` for what is none. A run without an `attemptId` was
 * written before there were attempts: it has started.
 */
export function readRecord(value: unknown): HistoryRecord | null {
  const { kind, id }: Partial<Record<string, unknown>> = Object(value);
  const record = { attemptId: id, ...(kind === "run" && { state: "started" }), ...Object(value) };
  const { attemptId, startedAt, task, model, name, endpointId, knownEndpointIds } = record;
  const isRecord =
    typeof attemptId === "string" &&
    typeof startedAt === "number" &&
    Math.abs(startedAt) <= latestDate &&
    [id, task, model, name, endpointId].every((text) => typeof (text ?? "") === "string") &&
    isTexts(knownEndpointIds ?? []) &&
    (kind === "run" ? isTexts(record.candidates) : kind === "deploy" && typeof id === "string");
  return isRecord ? record : null;
}

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((element) => typeof element === "string");
