import { hash, pick } from "../random.ts";
import { leaderboardOf } from "./leaderboard.ts";
import { runPrice } from "./run-results.ts";
import { findTask, tasks } from "./tasks.ts";
import { dayMs } from "./time.ts";
import type { EndpointRecord, EvalSetRecord, RunRecord, World } from "./world.ts";

/** What an organisation owns at first. `huge` has all of `full` and much more. */
export type SeededData = "full" | "none" | "partial" | "huge";

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

/** The organisation as it stands at the start: the same seed, plan and moment give the same world. */
export function seedWorld(
  seed: number,
  plan: { data: SeededData; statuses?: Readonly<Record<string, string>> },
  now: number,
): World {
  const world: World = { bornAt: now, counter: 0, endpoints: [], evalSets: [], runs: [], uploads: [] };
  if (plan.data === "none") return world;
  const endpoints = plan.data === "huge" ? [...usualEndpoints, ...manyEndpoints(seed)] : usualEndpoints;
  world.endpoints = endpoints.map(({ id, taskId, status, traffic, ageDays, legacy = false }) => ({
    ...endpointRecord(id, taskId, recommended(seed, taskId), now - ageDays * dayMs),
    status: plan.statuses?.[id] ?? status,
    traffic,
    legacy,
  }));
  const sets = plan.data === "huge" ? [...Object.values(usualSets), ...manySets()] : Object.values(usualSets);
  world.evalSets = sets.map((row) => ({ ...row, rows: null, blobs: [] }));
  world.runs = seededRuns(seed, plan.data, now);
  return world;
}

/** Their ids are fixed, so that a story can point at them: three that completed, one that failed. */
function seededRuns(seed: number, data: SeededData, now: number): RunRecord[] {
  const run = (id: string, set: SeededSet, models: string[], outcome: RunRecord["outcome"]): RunRecord => ({
    id,
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
  const best = (set: SeededSet, count: number) => open(set).slice(0, count);
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
