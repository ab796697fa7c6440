/** Everything the organisation owns, as a JSON value. Seeded rows and results are computed from the seed, not kept. */
export interface World {
  /** When this world was seeded, by the mock's clock: the age of what was there at first counts from it. */
  bornAt: number;
  /** Behind every new id. */
  counter: number;
  endpoints: EndpointRecord[];
  evalSets: EvalSetRecord[];
  runs: RunRecord[];
  uploads: UploadRecord[];
}

export interface EndpointRecord {
  id: string;
  taskId: string;
  /** The public alias on this task. */
  model: string;
  status: string;
  /** A change the clock brings about by itself. */
  becomes: { status: string; at: number } | null;
  createdAt: number;
  deploy: { startedAt: number; durationMs: number } | null;
  /** Refuses start, stop and delete with 409. */
  legacy: boolean;
  /** Requests on a busy day before this session; 0 has no history. */
  traffic: number;
  /** What this session really sent, by hour. */
  usage: UsageRow[];
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
  taskId: string;
  name: string;
  itemCount: number;
  /** null: the rows follow from the seed. */
  rows: Record<string, unknown>[] | null;
  blobs: { idx: number; fieldName: string; uri: string; mime: string }[];
  /** Nobody sees it any more, but its runs still stand on its rows. */
  deleted?: true;
}

export interface RunRecord {
  id: string;
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

export function findEndpoint(world: World, id: string): EndpointRecord | null {
  return world.endpoints.find((endpoint) => endpoint.id === id) ?? null;
}
