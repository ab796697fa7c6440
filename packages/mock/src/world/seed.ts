import { candidateOf } from "./candidate.ts";
import { leaderboardOf } from "./leaderboard.ts";
import { findTask } from "./tasks.ts";
import type { EndpointRecord, RunRecord, World } from "./world.ts";

const day = 86_400_000;

interface SeededEndpoint {
  id: string;
  taskId: string;
  status: string;
  ageDays: number;
  traffic: number;
  legacy?: true;
}

const seededEndpoints: readonly SeededEndpoint[] = [
  { id: "ep_contract_kie_01", taskId: "contract-key-fields", status: "live", ageDays: 74, traffic: 1284 },
  { id: "ep_general_chat_01", taskId: "general-chat", status: "live", ageDays: 41, traffic: 860 },
  { id: "ep_ticket_triage_02", taskId: "support-ticket-triage", status: "live", ageDays: 33, traffic: 5400 },
  { id: "ep_invoice_01", taskId: "invoice-extraction", status: "asleep", ageDays: 19, traffic: 310 },
  { id: "ep_sentiment_01", taskId: "review-sentiment", status: "stopped", ageDays: 58, traffic: 190 },
  {
    id: "pareta-prod-9",
    taskId: "doc-classification",
    status: "live",
    ageDays: 190,
    traffic: 2200,
    legacy: true,
  },
];

/** The organisation as it stands at the start: the same seed, plan and moment give the same world. */
export function seedWorld(
  seed: number,
  plan: { data: "full" | "none"; statuses?: Readonly<Record<string, string>> },
  now: number,
): World {
  const world: World = { bornAt: now, counter: 0, endpoints: [], evalSets: [], runs: [], uploads: [] };
  if (plan.data === "none") return world;
  world.endpoints = seededEndpoints.map((row) => ({
    ...endpointRecord(row.id, row.taskId, recommended(seed, row.taskId), now - row.ageDays * day),
    status: plan.statuses?.[row.id] ?? row.status,
    traffic: row.traffic,
    legacy: row.legacy ?? false,
  }));
  world.evalSets = seededSets.map((row) => ({ ...row, rows: null, blobs: [] }));
  world.runs = seededRuns(seed, now);
  return world;
}

const seededSets = [
  { id: "es_contracts_120", taskId: "contract-key-fields", name: "Signed contracts, spring", itemCount: 120 },
  { id: "es_tickets_60", taskId: "support-ticket-triage", name: "Tickets, one busy week", itemCount: 60 },
  { id: "es_invoices_24", taskId: "invoice-extraction", name: "Supplier invoices", itemCount: 24 },
] as const;

/** One finished, one small, one failed: the ids are fixed, so that a story can point at them. */
function seededRuns(seed: number, now: number): RunRecord[] {
  const run = (
    id: string,
    set: (typeof seededSets)[number],
    models: string[],
    outcome: RunRecord["outcome"],
  ): RunRecord => {
    const each = models.reduce(
      (sum, model) => sum + (candidateOf(seed, set.taskId, model)?.microUsd ?? 0),
      0,
    );
    return {
      id,
      evalSetId: set.id,
      taskId: set.taskId,
      itemCount: set.itemCount,
      models,
      createdAt: now - 2 * day,
      durationMs: 240_000,
      priceMicroUsd: each * set.itemCount,
      outcome,
      billing: "done",
      key: null,
    };
  };
  const open = (taskId: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${taskId}-open-${index + 1}`);
  const [contracts, tickets, invoices] = seededSets;
  return [
    run("run_contracts_01", contracts, [...open(contracts.taskId, 3), "gpt-5.5"], "completed"),
    run("run_tickets_02", tickets, [...open(tickets.taskId, 2), "gemini-3-5-flash"], "completed"),
    run("run_invoices_03", invoices, open(invoices.taskId, 2), "failed"),
  ];
}

export function endpointRecord(id: string, taskId: string, model: string, createdAt: number): EndpointRecord {
  return {
    id,
    taskId,
    model,
    status: "starting",
    becomes: null,
    createdAt,
    deploy: null,
    legacy: false,
    traffic: 0,
    usage: [],
  };
}

function recommended(seed: number, taskId: string): string {
  const task = findTask(taskId);
  return task ? leaderboardOf(seed, task).recommended : "qwen-1";
}
