interface FrontierModel {
  id: string;
  vendor: string;
  vision: boolean;
  /** Stands on the leaderboards. */
  benchmarked: boolean;
  /** Quality against the field's middle. */
  edge: number;
  /** Price against the best open model. */
  priceFactor: number;
}

export const frontierModels: readonly FrontierModel[] = [
  { id: "gpt-5.5", vendor: "openai", vision: true, benchmarked: true, edge: 0, priceFactor: 7.2 },
  {
    id: "claude-sonnet-4-6",
    vendor: "anthropic",
    vision: true,
    benchmarked: true,
    edge: -0.004,
    priceFactor: 8.6,
  },
  { id: "gemini-3-1-pro", vendor: "google", vision: true, benchmarked: true, edge: -0.01, priceFactor: 5.9 },
  {
    id: "gemini-3-5-flash",
    vendor: "google",
    vision: true,
    benchmarked: true,
    edge: -0.031,
    priceFactor: 1.7,
  },
  { id: "gpt-5.5-mini", vendor: "openai", vision: true, benchmarked: false, edge: -0.028, priceFactor: 1.9 },
  { id: "command-a-2", vendor: "cohere", vision: false, benchmarked: true, edge: -0.047, priceFactor: 4.1 },
  {
    id: "mistral-large-4",
    vendor: "mistral",
    vision: false,
    benchmarked: false,
    edge: -0.036,
    priceFactor: 3.6,
  },
];

export function findFrontierModel(id: string): FrontierModel | null {
  return frontierModels.find((model) => model.id === id) ?? null;
}
