/** Everything the organization owns, as a JSON value. Seeded rows and results are computed from the seed, not kept. */
export interface World {
  /** When this world was seeded, by the mock's clock: the age of what was there at first counts from it. */
  bornAt: number;
  /** Behind every new id. */
  counter: number;
  endpoints: EndpointRecord[];
  evalSets: EvalSetRecord[];
  runs: RunRecord[];
  uploads: UploadRecord[];
  /** Seeded things that the scenario of the moment does not have, as they were left. */
  aside: { endpoints: EndpointRecord[]; evalSets: EvalSetRecord[] };
}

export interface EndpointRecord {
  id: string;
  /** The scenario's own, not made in this session. */
  seeded: boolean;
  taskId: string;
  /** The public alias on this task. */
  model: string;
  status: string;
  /** A change the clock brings about by itself. */
  becomes: { status: string; at: number } | null;
  createdAt: number;
  /** null for a seeded one. */
  deploy: Deploy | null;
  /** Refuses start, stop and delete with 409. */
  legacy: boolean;
  /** Requests on a busy day before this session; 0 has no history. */
  traffic: number;
  /** When nobody could use it, oldest first; `to` is null while that lasts. */
  quiet: { from: number; to: number | null }[];
  /** What this session really sent, by hour. */
  usage: UsageRow[];
  /** Nobody sees it any more; a seeded one must not come back with the next scenario. */
  deleted?: true;
}

/** How an endpoint came to be. Its outcome stands, whatever becomes of the endpoint later. */
export interface Deploy {
  startedAt: number;
  durationMs: number;
  /** The Idempotency-Key it was asked for under. */
  key: string | null;
  outcome: "pending" | "live" | "failed";
  /** Why it failed. */
  failure: string | null;
}

export interface UsageRow {
  hour: number;
  requests: number;
  promptTokens: number;
  completionTokens: number;
  microUsd: number;
}

export interface EvalSetRecord {
  id: string;
  seeded: boolean;
  taskId: string;
  name: string;
  itemCount: number;
  /** What its rows ask of a model; left out where nobody said. */
  prompt?: string;
  /** null: the rows follow from the seed. */
  rows: Record<string, unknown>[] | null;
  blobs: { idx: number; fieldName: string; uri: string; mime: string }[];
  /** Nobody sees it any more, but its runs still stand on its rows. */
  deleted?: true;
}

export interface RunRecord {
  id: string;
  seeded: boolean;
  evalSetId: string;
  taskId: string;
  itemCount: number;
  models: string[];
  createdAt: number;
  durationMs: number;
  /** What it costs once completed. */
  priceMicroUsd: number;
  outcome: "completed" | "failed";
  /** Rows of a document task that had neither a document nor a text when the run began. */
  undocumented?: number[];
  /** Rows that fail at the least, as a share; left out where the models' own share holds. */
  failureShare?: number;
  billing: "pending" | "done";
  key: string | null;
}

export interface UploadRecord {
  token: string;
  storageUri: string;
  mime: string;
  state: "waiting" | "received";
}

/** Not one that was deleted. */
export function findEvalSet(world: World, id: string): EvalSetRecord | null {
  return world.evalSets.find((set) => set.id === id && !set.deleted) ?? null;
}

/** Not one that was deleted. */
export function findEndpoint(world: World, id: string): EndpointRecord | null {
  return world.endpoints.find((endpoint) => endpoint.id === id && !endpoint.deleted) ?? null;
}
