import { leaderboardOf } from "./leaderboard.ts";
import { findTask } from "./tasks.ts";
import type { EndpointRecord, World } from "./world.ts";

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
  return world;
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
