import { fraction, hash } from "../random.ts";
import { baselineId, findFrontierModel, frontierModels, frontierPrice, frontierQuality } from "./frontier.ts";
import { findTask } from "./tasks.ts";
import type { Task, TokenCounts } from "./tasks.ts";

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
  /** Best first. */
  open: readonly LeaderboardRow[];
  /** Best first; empty where nothing is benchmarked. */
  frontier: readonly LeaderboardRow[];
  /** The one of `frontier` that savings are measured against. */
  baseline: LeaderboardRow | null;
}

const families = ["qwen", "mistral", "gemma", "llama", "phi", "granite", "glm", "olmo"] as const;
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

/** Prices by place, as shares of the best model's: smaller models cost less, not always in the order of quality. */
const priceShares = [1, 0.41, 0.58, 0.3, 0.36, 0.2, 0.24, 0.13] as const;
/** The loser is not even cheap. */
const loserShare = 0.47;

/** Micro-USD a token on a general lane. */
const lanePrice = { prompt: 0.15, completion: 0.6 } as const;

const cache = new Map<string, Leaderboard>();

/** Five to nine open models, and the benchmarked frontier baselines. */
export function leaderboardOf(seed: number, task: Task): Leaderboard {
  const key = `${seed} ${task.id}`;
  const known = cache.get(key);
  if (known) return known;
  const open = openRows(seed, task);
  const frontier = frontierRows(seed, task);
  const baseline = frontier.find((row) => row.name === baselineId) ?? null;
  const board = { recommended: recommendedOf(open), open, frontier, baseline };
  if (cache.size > 500) cache.clear();
  cache.set(key, board);
  return board;
}

function openRows(seed: number, task: Task): LeaderboardRow[] {
  const names = (task.hasBlobInput ? visionFamilies : families).toSorted(
    (one, other) => fraction(seed, task.id, one) - fraction(seed, task.id, other),
  );
  const count = 5 + (hash(seed, task.id, "open") % 5);
  let quality = task.best?.quality ?? 0;
  return Array.from({ length: count }, (_, place) => {
    const family = names[place % names.length] ?? "qwen";
    const rank = 1 + Math.floor(place / names.length);
    quality -= stepBefore(seed, task, place, count);
    return {
      name: `${family}-${rank}`,
      kind: "open",
      quality: task.best ? Math.round(quality * 1000) / 1000 : null,
      cost_per_request_micro_usd: task.best ? openPrice(seed, task, task.best.microUsd, place, count) : null,
      context_k: contexts[hash(seed, task.id, family, "context") % contexts.length] ?? 128,
      run_mode: runModes[hash(seed, task.id, family, "mode") % runModes.length] ?? null,
    };
  });
}

/** A close second, a tie on two boards of three, then slowly down, and one clear loser at the end. */
function stepBefore(seed: number, task: Task, place: number, count: number): number {
  const chance = fraction(seed, task.id, place, "step");
  if (place === 0) return 0;
  if (place === count - 1) return 0.09 + 0.07 * chance;
  if (place === 1) return 0.002 + 0.008 * chance;
  if (place === 2) return hash(seed, task.id, "tie") % 3 > 0 ? 0 : 0.003 + 0.01 * chance;
  return 0.006 + 0.016 * chance;
}

function openPrice(seed: number, task: Task, best: number, place: number, count: number): number {
  if (place === 0) return best;
  const share = place === count - 1 ? loserShare : (priceShares[place] ?? 0.1);
  return Math.max(2, Math.round(best * share * (0.9 + 0.2 * fraction(seed, task.id, place, "price"))));
}

function frontierRows(seed: number, task: Task): LeaderboardRow[] {
  if (!task.best) return [];
  const rows: LeaderboardRow[] = frontierModels
    .filter((model) => model.benchmarked && (model.vision || !task.hasBlobInput))
    .map((model) => ({
      name: model.id,
      kind: "frontier",
      quality: frontierQuality(seed, task, model),
      cost_per_request_micro_usd: frontierPrice(model, task.tokens),
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
  tokens: TokenCounts,
): { billed: number; frontier: number } {
  const task = findTask(taskId);
  const flat = task && findOpenModel(seed, task, alias)?.cost_per_request_micro_usd;
  if (task && typeof flat === "number") {
    return { billed: flat, frontier: leaderboardOf(seed, task).baseline?.cost_per_request_micro_usd ?? flat };
  }
  const baseline = findFrontierModel(baselineId);
  const billed = tokens.prompt * lanePrice.prompt + tokens.completion * lanePrice.completion;
  return {
    billed: Math.max(1, Math.ceil(billed)),
    frontier: baseline ? frontierPrice(baseline, tokens) : 1,
  };
}
