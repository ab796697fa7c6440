/**
 * An answer streaming into a React page, side by side:
 * `pnpm bench:chat [--rounds 7] [--history 0,50,200,1000] [--paced] [--only pareta,ai-sdk] [--tokens 4000]`.
 * Rounds are interleaved and rotated over fresh pages; differences and ratios are taken within their round.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { launchOptions } from "../tools/browser.ts";
import { type Cost, measureStream, measureTransition, type Situation } from "./chat/measure.ts";
import { type Peer, peers } from "./chat/peers.ts";
import { ratios, type SituationResult } from "./chat/results.ts";
import { printCosts, printTransitions, printVerdicts } from "./chat/tables.ts";
import { verdictOnLength, verdictOnTransition, verdictsOf } from "./chat/targets.ts";
import { serveSite } from "./site.ts";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    history: { type: "string", default: "0,50,200,1000" },
    tokens: { type: "string", default: "4000" },
    only: { type: "string", default: "" },
    paced: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const rounds = Number(options.rounds);
const tokens = Number(options.tokens);
const wanted = peers.filter(
  (peer) => options.only === "" || [...options.only.split(","), "delivery"].includes(peer),
);
const situations: Situation[] = options.history.split(",").map((history) => ({
  history: Number(history),
  tokens,
  rate: options.paced ? 200 : null,
}));
const navigation: Situation = { history: 50, tokens, rate: 200 };

const site = await serveSite("chat/peers", wanted);
const browser = await chromium.launch(launchOptions());
console.log(
  `Chromium ${browser.version()}, ${process.arch}, ${availableParallelism()} cores; ${rounds} rounds, median [10 %-90 %]`,
);

const byPeer = <T>() => new Map<Peer, T[]>(wanted.map((peer) => [peer, []]));
const results = situations.map((situation) => ({ situation, costs: byPeer<Cost>() }));
const [alone, during] = [byPeer<number>(), byPeer<number>()];
for (let round = 0; round < rounds; round++) {
  for (let turn = 0; turn < wanted.length; turn++) {
    const peer = wanted[(turn + round) % wanted.length];
    if (!peer) continue;
    const url = `${site.url}/${peer}`;
    for (const { situation, costs } of results) {
      costs.get(peer)?.push(await measureStream(browser, url, situation));
    }
    alone.get(peer)?.push(await measureTransition(browser, url, navigation, false));
    during.get(peer)?.push(await measureTransition(browser, url, navigation, true));
  }
  console.error(`round ${round + 1} of ${rounds}`);
}
await browser.close();
site.close();

const transitions = new Map(
  wanted.map((peer) => [peer, ratios(during.get(peer) ?? [], alone.get(peer) ?? [])]),
);
for (const result of results) printCosts(result);
printTransitions(transitions);
if (wanted.includes("pareta")) {
  const ofHistory = (history: number): SituationResult | undefined =>
    results.find(({ situation }) => situation.history === history);
  const [short, long] = [ofHistory(0), ofHistory(1000)];
  printVerdicts([
    ...results.flatMap(verdictsOf),
    ...(short && long ? [verdictOnLength(short, long)] : []),
    verdictOnTransition(transitions.get("pareta") ?? []),
  ]);
}
