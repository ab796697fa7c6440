import { deviation, fraction, hash } from "../random.ts";
import { frontierModels } from "./frontier.ts";
import { findTask } from "./tasks.ts";
import type { Task } from "./tasks.ts";

export interface LeaderboardRow {
  name: string;
  kind: "open" | "frontier";
  quality: number | null;
  cost_per_request_micro_usd: number | null;
  context_k?: number;
  run_mode?: string | null;
}

export interface Leaderboard {
  recommended: string;
  open: readonly LeaderboardRow[];
  frontier: readonly LeaderboardRow[];
}

const families = ["qwen", "mistral", "gemma", "llama", "phi", "granite", "glm"] as const;
const visionFamilies = [
  "qwen-vl",
  "pixtral",
  "gemma",
  "internvl",
  "glm-v",
  "molmo",
  "granite-vision",
] as const;
const contexts = [32, 64, 128, 256] as const;
const runModes = ["rte", "twostage", null] as const;

const cache = new Map<string, Leaderboard>();

/** Five to nine open models from best to worst, and the benchmarked frontier baselines. */
export function leaderboardOf(seed: number, task: Task): Leaderboard {
  const key = `${seed} ${task.id}`;
  const known = cache.get(key);
  if (known) return known;
  const open = openRows(seed, task);
  const frontier = frontierRows(seed, task);
  const board = { recommended: recommendedOf(open), open, frontier };
  if (cache.size > 500) cache.clear();
  cache.set(key, board);
  return board;
}

function openRows(seed: number, task: Task): LeaderboardRow[] {
  const names = task.hasBlobInput ? visionFamilies : families;
  const count = 5 + (hash(seed, task.id, "open") % 5);
  const shift = hash(seed, task.id, "family") % names.length;
  const figures = Array.from({ length: count }, (_, place) => openFigures(seed, task, place));
  const ranked = figures.toSorted((one, other) => (other.quality ?? 0) - (one.quality ?? 0));
  const ranks = new Map<string, number>();
  return ranked.map((row, place) => {
    const family = place === 0 ? names[0] : (names[(place + shift) % names.length] ?? names[0]);
    const rank = (ranks.get(family) ?? 0) + 1;
    ranks.set(family, rank);
    return {
      name: `${family}-${rank}`,
      kind: "open",
      ...row,
      context_k: contexts[hash(seed, task.id, place, "context") % contexts.length] ?? 128,
      run_mode: runModes[hash(seed, task.id, place, "mode") % runModes.length] ?? null,
    };
  });
}

/** Quality falls with the place; prices fall too, but not for everyone: some models are beaten on both. */
function openFigures(seed: number, task: Task, place: number) {
  if (!task.best) return { quality: null, cost_per_request_micro_usd: null };
  const slope = 0.012 + 0.02 * fraction(seed, task.id, place, "slope");
  const quality = task.best.quality - place * slope;
  const cheaper =
    0.74 ** place * (1 + (place === 0 ? 0 : 0.45 * deviation(seed, task.id, place, "cost") * 0.5));
  return {
    quality: Math.round(quality * 1000) / 1000,
    cost_per_request_micro_usd: Math.max(20, Math.round(task.best.microUsd * Math.max(0.08, cheaper))),
  };
}

function frontierRows(seed: number, task: Task): LeaderboardRow[] {
  const { best } = task;
  if (!best) return [];
  const rows: LeaderboardRow[] = frontierModels
    .filter((model) => model.benchmarked && (model.vision || !task.hasBlobInput))
    .map((model, place) => ({
      name: model.id,
      kind: "frontier",
      quality:
        Math.round((best.quality - 0.009 + model.edge + 0.006 * deviation(seed, task.id, model.id)) * 1000) /
        1000,
      cost_per_request_micro_usd: Math.round(
        best.microUsd * model.priceFactor * (1 + 0.08 * fraction(seed, task.id, place)),
      ),
    }));
  return rows.toSorted((one, other) => (other.quality ?? 0) - (one.quality ?? 0));
}

/** The cheapest of those within two points of the best. */
function recommendedOf(open: readonly LeaderboardRow[]): string {
  const best = open[0];
  if (!best || best.quality === null) return best?.name ?? "qwen-1";
  const near = open.filter((row) => (row.quality ?? 0) >= (best.quality ?? 0) - 0.02);
  const price = (row: LeaderboardRow) => row.cost_per_request_micro_usd ?? Infinity;
  return near.reduce((cheapest, row) => (price(row) < price(cheapest) ? row : cheapest), best).name;
}

/** Accepts the leaderboard's alias and the task's own numbering, `{task}-open-{place}`; null for anything else. */
export function findOpenModel(seed: number, task: Task, alias: string): LeaderboardRow | null {
  const { open } = leaderboardOf(seed, task);
  const byName = open.find((row) => row.name === alias);
  if (byName) return byName;
  const prefix = `${task.id}-open-`;
  if (!alias.startsWith(prefix) || !/^[1-9]\d*$/.test(alias.slice(prefix.length))) return null;
  return open[Number(alias.slice(prefix.length)) - 1] ?? null;
}

/** Micro-USD for one request: flat on a benchmarked task, by tokens on a general lane. */
export function priceOf(
  seed: number,
  taskId: string,
  alias: string,
  usage: { promptTokens: number; completionTokens: number },
): { billed: number; frontier: number } {
  const task = findTask(taskId);
  const flat = task && findOpenModel(seed, task, alias)?.cost_per_request_micro_usd;
  if (task && typeof flat === "number") {
    const frontier = leaderboardOf(seed, task).frontier[0]?.cost_per_request_micro_usd ?? flat;
    return { billed: flat, frontier };
  }
  const { promptTokens, completionTokens } = usage;
  return {
    billed: Math.max(1, Math.ceil(promptTokens * 0.15 + completionTokens * 0.6)),
    frontier: Math.max(1, Math.ceil(promptTokens * 1.25 + completionTokens * 10)),
  };
}
