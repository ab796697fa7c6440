import { printColumns } from "../print-columns.ts";
import { spread } from "../statistics.ts";
import type { Cost, Situation } from "./measure.ts";
import type { Peer } from "./peers.ts";
import { type Costs, figures, netCpu, type SituationResult } from "./results.ts";
import type { Verdict } from "./targets.ts";

const of = (read: (cost: Cost) => number) => (costs: Costs, peer: Peer) => figures(costs, peer, read);

const rows: readonly [string, number, (costs: Costs, peer: Peer) => number[]][] = [
  ["CPU net of delivery, ms", 1, netCpu],
  ["CPU in all, ms", 1, of((cost) => cost.task)],
  ["script+layout+style, ms", 1, of((cost) => cost.script + cost.layoutAndStyle)],
  ["  of it script, ms", 1, of((cost) => cost.script)],
  ["commits", 0, of((cost) => cost.commits)],
  ["renders of settled rows", 0, of((cost) => cost.settledRenders)],
  ["longest task, ms", 0, of((cost) => cost.longest)],
  ["tasks over 50 ms", 0, of((cost) => cost.longTasks)],
  ["retained heap, MB", 2, of((cost) => cost.heapMegabytes)],
  ["first paint of the thread, ms", 0, of((cost) => cost.firstPaint)],
  ["time to the end, ms", 0, of((cost) => cost.duration)],
];

const nameOf = ({ history, tokens, rate }: Situation) =>
  `${tokens} tokens ${rate === null ? "as fast as possible" : `at ${rate} a second`} into ${history} messages`;

export function printCosts({ situation, costs }: SituationResult): void {
  const columns = [...costs.keys()];
  const lines = rows.map(([name, digits, read]) => [
    name,
    ...columns.map((peer) => spread(read(costs, peer), digits)),
  ]);
  console.log(`\n${nameOf(situation)}`);
  printColumns([["", ...columns], ...lines]);
}

export function printTransitions(ratios: ReadonlyMap<Peer, readonly number[]>): void {
  console.log("\nA transition of a second during an answer at 200 a second, to one without");
  printColumns([[...ratios.keys()], [...ratios.values()].map((values) => spread(values))]);
}

export function printVerdicts(verdicts: readonly Verdict[]): void {
  console.log("\nTargets (reached when the interval touches the target)");
  printColumns(
    verdicts.map(({ target, figure, isReached }) => [isReached ? "reached" : "MISSED", target, figure]),
  );
}
