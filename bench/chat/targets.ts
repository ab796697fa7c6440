import { quantile, spread } from "../statistics.ts";
import type { Cost } from "./measure.ts";
import { type Peer, rivals } from "./peers.ts";
import { type Costs, figures, netCpu, ratios, type SituationResult } from "./results.ts";

export interface Verdict {
  readonly target: string;
  readonly figure: string;
  readonly isReached: boolean;
}

/** Reached when the lower end of the interval does not lie above the target. */
function atMost(target: string, limit: number, values: readonly number[], digits = 2): Verdict {
  return { target, figure: spread(values, digits), isReached: quantile(values, 0.1) <= limit };
}

/** The targets of one situation. A peer that was left out has no verdict. */
export function verdictsOf({ situation, costs }: SituationResult): Verdict[] {
  if (!costs.has("pareta")) return [];
  const { history, rate } = situation;
  const where = `${history} messages${rate === null ? "" : `, ${rate}/s`}: `;
  const ours = (read: (cost: Cost) => number) => figures(costs, "pareta", read);
  const verdicts = [
    atMost(
      `${where}commits to frames at 60 Hz <= 1`,
      1,
      ours(({ commits, duration }) => commits / Math.ceil((duration * 60) / 1000)),
    ),
    atMost(
      `${where}renders outside the live row <= 0`,
      0,
      ours((cost) => cost.settledRenders),
      0,
    ),
    atMost(
      `${where}heap <= 1.5 MB`,
      1.5,
      ours((cost) => cost.heapMegabytes),
    ),
    ...rivals.filter((rival) => costs.has(rival)).flatMap((rival) => againstRival(where, costs, rival)),
  ];
  if (costs.has("hand-tuned") && rate === null) {
    const toBound = ratios(netCpu(costs, "pareta"), netCpu(costs, "hand-tuned"));
    verdicts.unshift(atMost(`${where}net CPU to the lower bound <= 1.5`, 1.5, toBound));
  }
  if (history === 200)
    verdicts.push(
      atMost(
        `${where}tasks over 50 ms <= 0`,
        0,
        ours((cost) => cost.longTasks),
        0,
      ),
    );
  if (rate !== null) verdicts.push(...againstBestRival(where, rate * 0.95, situation.tokens, costs));
  return verdicts;
}

function againstRival(where: string, costs: Costs, rival: Peer): Verdict[] {
  const to = (read: (cost: Cost) => number) =>
    ratios(figures(costs, "pareta", read), figures(costs, rival, read));
  return [
    atMost(
      `${where}CPU to ${rival} <= 1`,
      1,
      to((cost) => cost.task),
    ),
    // Shorter tasks than 50 ms are not reported: neither is behind then.
    atMost(
      `${where}longest task to ${rival} <= 1`,
      1,
      to((cost) => Math.max(50, cost.longest)),
    ),
    atMost(
      `${where}heap to ${rival} <= 1`,
      1,
      to((cost) => cost.heapMegabytes),
    ),
  ];
}

/** Script, layout and style beside the cheapest library that keeps up with the rate. */
function againstBestRival(where: string, rate: number, tokens: number, costs: Costs): Verdict[] {
  const work = (peer: Peer) => figures(costs, peer, (cost) => cost.script + cost.layoutAndStyle);
  const [best] = rivals
    .filter(
      (rival) =>
        quantile(
          figures(costs, rival, ({ duration }) => tokens / duration),
          0.5,
        ) *
          1000 >=
        rate,
    )
    .toSorted((one, other) => quantile(work(one), 0.5) - quantile(work(other), 0.5));
  if (!best) return [];
  return [
    atMost(
      `${where}script+layout+style to ${best}, the best that keeps up, <= 1`,
      1,
      ratios(work("pareta"), work(best)),
    ),
  ];
}

/** A token into a long thread must cost what it costs into an empty one: their intervals overlap. */
export function verdictOnLength(short: SituationResult, long: SituationResult): Verdict {
  const perToken = ({ situation, costs }: SituationResult) =>
    netCpu(costs, "pareta").map((cpu) => (cpu * 1000) / situation.tokens);
  const [inShort, inLong] = [perToken(short), perToken(long)];
  return {
    target: `net us a token into ${long.situation.history} messages as into ${short.situation.history}`,
    figure: `${spread(inLong, 1)} and ${spread(inShort, 1)}`,
    isReached: quantile(inLong, 0.1) <= quantile(inShort, 0.9),
  };
}

export const verdictOnTransition = (values: readonly number[]): Verdict =>
  atMost("a transition during an answer, to one without, <= 1.2", 1.2, values);

const bestMarkdownPeer: Peer = "streamdown";

/** Formatted rows beside the best peer's: net CPU, growth and first paint. */
export function verdictsOnMarkdown(results: readonly SituationResult[]): Verdict[] {
  const ours: Peer = "pareta-markdown";
  const verdicts: Verdict[] = [];
  for (const { situation, costs } of results) {
    if (!costs.has(ours)) continue;
    const { history, tokens } = situation;
    const where = `${tokens} tokens into ${history} messages: `;
    const longTasks = figures(costs, ours, (cost) => cost.longTasks);
    verdicts.push(atMost(`${where}tasks over 50 ms <= 0`, 0, longTasks, 0));
    const limit = { 0: 0.4, 200: 0.55 }[history];
    if (tokens !== 4000 || limit === undefined || !costs.has(bestMarkdownPeer)) continue;
    const toBest = ratios(netCpu(costs, ours), netCpu(costs, bestMarkdownPeer));
    verdicts.push(atMost(`${where}net CPU to ${bestMarkdownPeer} <= ${limit}`, limit, toBest));
    if (history === 0) continue;
    const paint = (peer: Peer) => figures(costs, peer, (cost) => cost.firstPaint);
    const paints = ratios(paint(ours), paint(bestMarkdownPeer));
    verdicts.push(atMost(`${where}first paint to ${bestMarkdownPeer} <= 0.5`, 0.5, paints));
  }
  const net = (tokens: number) => {
    const result = results.find(({ situation }) => situation.history === 0 && situation.tokens === tokens);
    return result?.costs.has(ours) ? netCpu(result.costs, ours) : [];
  };
  const growth = ratios(net(16_000), net(4000)).filter(Number.isFinite);
  if (growth.length > 0) verdicts.push(atMost("net CPU of 16,000 tokens to 4,000 <= 4.5", 4.5, growth));
  return verdicts;
}
