import type { Usage } from "pareta";

/** The sum of two; what neither reported stays `null`. */
export function addUsage(one: Usage | null, other: Usage | null): Usage | null {
  if (one === null || other === null) return one ?? other;
  return {
    promptTokens: add(one.promptTokens, other.promptTokens),
    completionTokens: add(one.completionTokens, other.completionTokens),
    totalTokens: add(one.totalTokens, other.totalTokens),
    extra: {},
  };
}

function add(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : one + other;
}
