import { hash, pick } from "../random.ts";
import { leaderboardOf } from "./leaderboard.ts";
import { runPrice } from "./run-results.ts";
import { findTask, tasks } from "./tasks.ts";
import { dayMs, hourMs } from "./time.ts";
import type { EndpointRecord, EvalSetRecord, RunRecord, World } from "./world.ts";

/** What an organization owns at first. `huge` has all of `full` and much more. */
export type SeededData = "full" | "none" | "partial" | "huge";

export interface SeedPlan {
  data: SeededData;
  /** Endpoints that are in another status than the usual one. */
  statuses?: Readonly<Record<string, string>>;
}

type SeededEndpoint = Pick<EndpointRecord, "id" | "taskId" | "status" | "traffic"> & {
  ageDays: number;
  legacy?: true;
};

// prettier-ignore
const usualEndpoints: readonly SeededEndpoint[] = [
  { id: "ep_contract_kie_01", taskId: "contract-key-fields", status: "live", ageDays: 74, traffic: 1284 },
  { id: "ep_general_chat_01", taskId: "general-chat", status: "live", ageDays: 41, traffic: 860 },
  { id: "ep_ticket_triage_02", taskId: "support-ticket-triage", status: "live", ageDays: 33, traffic: 5400 },
  { id: "ep_invoice_01", taskId: "invoice-extraction", status: "asleep", ageDays: 19, traffic: 310 },
  { id: "ep_sentiment_01", taskId: "review-sentiment", status: "stopped", ageDays: 58, traffic: 190 },
  { id: "pareta-prod-9", taskId: "doc-classification", status: "live", ageDays: 190, traffic: 2200, legacy: true },
];

type SeededSet = Pick<EvalSetRecord, "id" | "taskId" | "name" | "itemCount">;

// prettier-ignore
const usualSets = {
  contracts: { id: "es_contracts_120", taskId: "contract-key-fields", name: "Signed contracts, spring", itemCount: 120 },
  tickets: { id: "es_tickets_60", taskId: "support-ticket-triage", name: "Tickets, one busy week", itemCount: 60 },
  invoices: { id: "es_invoices_24", taskId: "invoice-extraction", name: "Supplier invoices", itemCount: 24 },
  meetings: { id: "es_meetings_40", taskId: "meeting-summary", name: "Project meetings, May", itemCount: 40 },
} as const satisfies Record<string, SeededSet>;

const hugeRows = 10_000;

/** The organization as it stands at the start: the same seed, plan and moment give the same world. */
export function seedWorld(seed: number, plan: SeedPlan, bornAt: number): World {
  const aside = { endpoints: [], evalSets: [] };
  const world: World = { bornAt, counter: 0, endpoints: [], evalSets: [], runs: [], uploads: [], aside };
  if (plan.data === "none") return world;
  const endpoints = plan.data === "huge" ? [...usualEndpoints, ...manyEndpoints(seed)] : usualEndpoints;
  world.endpoints = endpoints.map((row) => {
    const createdAt = bornAt - row.ageDays * dayMs;
    const status = plan.statuses?.[row.id] ?? row.status;
    const quietFrom = status === "failed" ? createdAt : bornAt - (quietHours[status] ?? 0) * hourMs;
    return {
      ...endpointRecord(row.id, row.taskId, recommended(seed, row.taskId), createdAt),
      seeded: true,
      status,
      traffic: row.traffic,
      legacy: row.legacy ?? false,
      quiet: status === "live" ? [] : [{ from: quietFrom, to: null }],
    };
  });
  const sets = plan.data === "huge" ? [...Object.values(usualSets), ...manySets()] : Object.values(usualSets);
  world.evalSets = sets.map((row) => ({ ...row, seeded: true, rows: null, blobs: [] }));
  world.runs = seededRuns(seed, plan.data, bornAt);
  return world;
}

/** For how long an endpoint has been in this status when the world begins. */
const quietHours: Readonly<Record<string, number>> = { asleep: 3, stopped: 60 };

/** The status of a seeded endpoint where no scenario says otherwise. */
export function usualStatus(id: string): string | null {
  return usualEndpoints.find((row) => row.id === id)?.status ?? null;
}

/** Their ids are fixed, so that a story can point at them: three that completed, one that failed. */
function seededRuns(seed: number, data: SeededData, now: number): RunRecord[] {
  const run = (id: string, set: SeededSet, models: string[], outcome: RunRecord["outcome"]): RunRecord => ({
    id,
    seeded: true,
    evalSetId: set.id,
    taskId: set.taskId,
    itemCount: set.itemCount,
    models,
    createdAt: now - 2 * dayMs,
    durationMs: 240_000,
    priceMicroUsd: runPrice(seed, set, models),
    outcome,
    billing: "done",
    key: null,
    ...(data === "partial" ? { failureShare: 0.08 } : {}),
  });
  const open = ({ taskId }: SeededSet) => {
    const task = findTask(taskId);
    return task ? leaderboardOf(seed, task).open.map((row) => row.name) : [];
  };
  /** The first of the board; the recommended one takes the last place when it is not among them. */
  const best = (set: SeededSet, count: number) => {
    const first = open(set).slice(0, count);
    const pick = recommended(seed, set.taskId);
    return first.includes(pick) ? first : [...first.slice(0, -1), pick];
  };
  const { contracts, tickets, invoices, meetings } = usualSets;
  const runs = [
    run(
      "run_contracts_01",
      contracts,
      [...best(contracts, 3), ...open(contracts).slice(-1), "gpt-5.5"],
      "completed",
    ),
    run("run_tickets_02", tickets, [...best(tickets, 2), "gemini-3-5-flash"], "completed"),
    { ...run("run_invoices_03", invoices, best(invoices, 2), "failed"), undocumented: rowsOf(invoices) },
    run("run_meetings_04", meetings, [...best(meetings, 2), "gpt-5.5"], "completed"),
  ];
  if (data !== "huge") return runs;
  return [
    ...runs,
    ...manySets()
      .slice(0, 3)
      .map((set, index) =>
        run(`run_huge_0${index + 1}`, set, [...best(set, 3 - index), "gpt-5.5"], "completed"),
      ),
  ];
}

function rowsOf({ itemCount }: SeededSet): number[] {
  return Array.from({ length: itemCount }, (_, idx) => idx);
}

const longest = 60;
const regions = ["eu-west-1", "eu-central-2", "us-east-1", "ap-south-1"] as const;
/** Longest first. */
const teams = [
  "customer-operations-europe",
  "customer-operations",
  "shared-services",
  "procurement",
  "legal",
];

/** 44 more endpoints, each with a name of exactly 60 characters that differs at both ends. */
function manyEndpoints(seed: number): SeededEndpoint[] {
  return Array.from({ length: 44 }, (_, index) => {
    const task = tasks[index % tasks.length] ?? { id: "general-chat" };
    const region = pick(regions, seed, index, "region");
    const room = longest - `ep_${task.id}_${region}_0000_`.length;
    const team = teams.find((name) => name.length <= room) ?? "";
    return {
      id: numbered(`ep_${task.id}_${region}_${team}_`, index),
      taskId: task.id,
      status: pick(["live", "live", "live", "asleep", "stopped", "failed"], seed, index, "status"),
      ageDays: 3 + (hash(seed, index, "age") % 200),
      traffic: 40 + (hash(seed, index, "traffic") % 6000),
    };
  });
}

const offices = ["Leeds", "Porto", "Berlin", "Osaka", "Lyon"];
// prettier-ignore
const manyRows = [
  ["contract-key-fields", "Contracts"],
  ["support-ticket-triage", "Tickets"],
  ["review-sentiment", "Reviews"],
  ["resume-parsing", "Applications"],
] as const;

/** 40 sets of 10,000 rows, all of text tasks, with names of exactly 60 characters. */
function manySets(): SeededSet[] {
  return Array.from({ length: 40 }, (_, index) => {
    const [taskId, what] = manyRows[index % manyRows.length] ?? manyRows[0];
    const office = offices[index % offices.length] ?? "Leeds";
    return {
      id: `es_huge_${String(index + 1).padStart(2, "0")}`,
      taskId,
      name: numbered(`${what} of the ${office} office, all languages, lot `, index),
      itemCount: hugeRows,
    };
  });
}

function numbered(head: string, index: number): string {
  return head + String(index + 1).padStart(longest - head.length, "0");
}

export function endpointRecord(id: string, taskId: string, model: string, createdAt: number): EndpointRecord {
  return {
    id,
    seeded: false,
    taskId,
    model,
    status: "starting",
    becomes: null,
    createdAt,
    deploy: null,
    legacy: false,
    traffic: 0,
    quiet: [],
    usage: [],
  };
}

function recommended(seed: number, taskId: string): string {
  const task = findTask(taskId);
  return task ? leaderboardOf(seed, task).recommended : "qwen-1";
}
