import type { Cost, Situation } from "./measure.ts";
import type { Peer } from "./peers.ts";

/** Costs by peer, one a round, in the order of the rounds. */
export type Costs = ReadonlyMap<Peer, readonly Cost[]>;

export interface SituationResult {
  readonly situation: Situation;
  readonly costs: Costs;
}

/** One figure of a peer in every round. */
export const figures = (costs: Costs, peer: Peer, of: (cost: Cost) => number): number[] =>
  (costs.get(peer) ?? []).map(of);

/** CPU of the main thread less what delivering the same answer cost in the same round. */
export function netCpu(costs: Costs, peer: Peer): number[] {
  const delivery = figures(costs, "delivery", (cost) => cost.task);
  return figures(costs, peer, (cost) => cost.task).map((task, round) => task - (delivery[round] ?? NaN));
}

/** `one` to `other`, round by round. */
export const ratios = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((value, round) => value / (other[round] ?? NaN));
