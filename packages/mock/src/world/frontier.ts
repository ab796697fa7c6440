import { deviation } from "../random.ts";
import type { Task, TokenCounts } from "./tasks.ts";

export interface FrontierModel {
  id: string;
  vendor: string;
  vision: boolean;
  /** Stands on the leaderboards. */
  benchmarked: boolean;
  /** Quality against the level that vendors' models reach on a task. */
  edge: number;
  /** List prices: micro-USD a token, which is dollars a million tokens. */
  promptPrice: number;
  completionPrice: number;
}

type Row = [string, string, "vision" | "text", "benchmarked" | "extra", number, number, number];

// prettier-ignore
const rows: readonly Row[] = [
  ["gpt-5.5", "openai", "vision", "benchmarked", 0, 1.25, 10],
  ["claude-opus-4-7", "anthropic", "vision", "benchmarked", 0.006, 5, 25],
  ["claude-sonnet-4-6", "anthropic", "vision", "benchmarked", -0.003, 3, 15],
  ["gemini-3-1-pro", "google", "vision", "benchmarked", -0.007, 2, 12],
  ["gemini-3-5-flash", "google", "vision", "benchmarked", -0.029, 0.3, 2.5],
  ["command-a-2", "cohere", "text", "benchmarked", -0.046, 2.5, 10],
  ["gpt-5.5-mini", "openai", "vision", "extra", -0.034, 0.25, 2],
  ["mistral-large-4", "mistral", "text", "extra", -0.031, 0.5, 1.5],
];

export const frontierModels: readonly FrontierModel[] = rows.map(
  ([id, vendor, input, place, edge, promptPrice, completionPrice]) => ({
    id,
    vendor,
    vision: input === "vision",
    benchmarked: place === "benchmarked",
    edge,
    promptPrice,
    completionPrice,
  }),
);

/** What every saving is measured against. */
export const baselineId = "gpt-5.5";

export function findFrontierModel(id: string): FrontierModel | null {
  return frontierModels.find((model) => model.id === id) ?? null;
}

/** Micro-USD for this many tokens at list price. */
export function frontierPrice(model: FrontierModel, tokens: TokenCounts): number {
  const price = tokens.prompt * model.promptPrice + tokens.completion * model.completionPrice;
  return Math.max(1, Math.round(price));
}

/** Whatever the luck. */
const mostLead = 0.018;

/** Vendors' models end a little above or below the best open one, never far. */
export function frontierQuality(seed: number, task: Task, model: FrontierModel): number {
  const best = task.best?.quality ?? 0.85;
  const lead = 0.001 + 0.006 * deviation(seed, task.id, "level") + 0.003 * deviation(seed, task.id, model.id);
  const quality = best + model.edge + Math.min(mostLead, lead);
  return Math.round(Math.min(0.996, quality) * 1000) / 1000;
}
