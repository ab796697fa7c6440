/**
 * Ten thousand rows of six columns, side by side: `pnpm bench:table [--rounds 9] [--rows 10000]`.
 * Rounds are interleaved and rotated over fresh pages; ratios are taken within their round.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { launchOptions } from "../tools/browser.ts";
import { printColumns } from "./print-columns.ts";
import { serveSite } from "./site.ts";
import { quantile, spread } from "./statistics.ts";
import { measureTable, type TableCost } from "./table/measure.ts";

const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "9" }, rows: { type: "string", default: "10000" } },
  allowPositionals: true,
});
const rounds = Number(options.rounds);
const rows = Number(options.rows);
const rivals = ["tanstack", "tanstack-keyed"] as const;
const peers = ["pareta", ...rivals] as const;

const figures: readonly [name: string, digits: number, of: (cost: TableCost) => number][] = [
  ["first paint, ms", 1, (cost) => cost.firstPaint],
  ["scrolling: script, ms", 1, (cost) => cost.script],
  ["scrolling: task, ms", 1, (cost) => cost.task],
  ["  of it layout and style, ms", 1, (cost) => cost.layoutAndStyle],
  ["frame gap p95, ms", 1, (cost) => cost.gap],
  ["frames without a row", 0, (cost) => cost.blank],
  ["re-sort, ms", 1, (cost) => cost.sort],
  ["key to paint beside it, ms", 1, (cost) => cost.key],
  ["key to paint beside it p95, ms", 1, (cost) => cost.slowKey],
  ["DOM nodes", 0, (cost) => cost.nodes],
  ["retained heap, MB", 2, (cost) => cost.heapMegabytes],
];

const site = await serveSite(Object.fromEntries(peers.map((peer) => [peer, `table/peers/${peer}.tsx`])));
const browser = await chromium.launch(launchOptions());
console.log(
  `Chromium ${browser.version()}, ${process.arch}, ${availableParallelism()} cores; ${rows} rows, ${rounds} rounds, median [10 %-90 %]`,
);
const costs = new Map<string, TableCost[]>(peers.map((peer) => [peer, []]));
for (let round = 0; round < rounds; round++) {
  for (let turn = 0; turn < peers.length; turn++) {
    const peer = peers[(turn + round) % peers.length] ?? "pareta";
    costs.get(peer)?.push(await measureTable(browser, `${site.url}/${peer}`, rows));
  }
  console.error(`round ${round + 1} of ${rounds}`);
}
await browser.close();
site.close();

const valuesOf = (peer: string, of: (cost: TableCost) => number) => (costs.get(peer) ?? []).map(of);
printColumns([
  ["", ...peers],
  ...figures.map(([name, digits, of]) => [name, ...peers.map((peer) => spread(valuesOf(peer, of), digits))]),
]);

console.log("\nBeside plain TanStack Virtual (not behind when the interval of the ratios touches 1)");
printColumns(
  figures.flatMap(([name, , of]) =>
    rivals.map((rival) => {
      const theirs = valuesOf(rival, of);
      // A figure that may be zero, as blank frames are, has no ratio.
      const ratios = valuesOf("pareta", of).map(
        (ours, round) => (ours + 1e-9) / ((theirs[round] ?? NaN) + 1e-9),
      );
      return [
        quantile(ratios, 0.1) <= 1 ? "not behind" : "BEHIND",
        `${name.trim()} to ${rival}`,
        spread(ratios),
      ];
    }),
  ),
);
