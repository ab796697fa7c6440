/**
 * What one token costs the cache, side by side: `pnpm bench:cache [--rounds 9] [--tokens 1000]`.
 * Every message of the thread is shown, and whoever shows it hears of it. CPU time of the process, net of the loop that
 * delivers the tokens, one a turn of the event loop. Rounds are interleaved and rotated; ratios are taken in their round.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { keepers } from "./cache/keepers.ts";
import { median, quantile, spread } from "./statistics.ts";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    tokens: { type: "string", default: "1000" },
  },
});
const rounds = Number(options.rounds);
const tokens = Array.from({ length: Number(options.tokens) }, (_, index) => `token ${index} `);
const lengths = [50, 500, 5000];

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Microseconds of CPU a token; what is shown in the end must be the whole answer. */
async function cost(keeper: keyof typeof keepers | null, length: number): Promise<number> {
  const thread = keeper ? keepers[keeper](length) : undefined;
  // What building the thread left to do is not the tokens'.
  for (let turns = 0; turns < 20; turns++) await turn();
  const start = process.cpuUsage();
  for (const token of tokens) {
    thread?.append(token);
    await turn();
  }
  const { user, system } = process.cpuUsage(start);
  for (let turns = 0; thread?.shown() !== (thread && tokens.join("")); turns++) {
    if (turns > 1000) throw new Error(`${keeper} does not show the whole answer.`);
    await turn();
  }
  thread?.close();
  return (user + system) / tokens.length;
}

const names = Object.keys(keepers) as (keyof typeof keepers)[];
const results = new Map(
  names.map((name) => [name, new Map(lengths.map((length) => [length, [] as number[]]))]),
);
const of = (name: (typeof names)[number], length: number) => results.get(name)?.get(length) ?? [];

// The first two rounds warm up.
for (let round = -2; round < rounds; round++) {
  for (const length of lengths) {
    const loop = Math.min(await cost(null, length), await cost(null, length));
    for (let place = 0; place < names.length; place++) {
      const name = names[(place + round + 2) % names.length];
      if (!name) continue;
      const net = (await cost(name, length)) - loop;
      if (round >= 0) of(name, length).push(Math.max(net, 0.01));
    }
  }
  if (round >= 0) console.error(`round ${round + 1} of ${rounds}`);
}

console.log(
  `Node ${process.version}, ${process.arch}, ${availableParallelism()} cores; ${rounds} rounds of ${tokens.length} tokens, median [10 %-90 %]`,
);
console.log("\nCPU us a token");
for (const name of names) {
  console.log(`  ${name}`);
  for (const length of lengths) {
    console.log(`    ${String(length).padStart(5)} messages  ${spread(of(name, length), 1)}`);
  }
}

console.log("\nTargets (reached when the interval touches the target)");
const [short = 0, ...longer] = lengths;
for (const length of longer) {
  const [long, base] = [of("pareta, a row each", length), of("pareta, a row each", short)];
  // Flat: a token into the long thread costs what it does into the short one.
  verdict(
    quantile(long, 0.1) <= quantile(base, 0.9) * 1.5,
    `a token into ${length} messages costs at most 1.5 times one into ${short}`,
    (median(long) / median(base)).toFixed(2),
  );
}
for (const rival of ["one entry, sharing off", "one entry, sharing on"] as const) {
  for (const length of lengths) {
    const ours = of("pareta, a row each", length);
    const ratios = ours.map((value, round) => value / (of(rival, length)[round] ?? NaN));
    verdict(quantile(ratios, 0.1) <= 1, `${length} messages: to ${rival} <= 1`, spread(ratios));
  }
}

function verdict(isReached: boolean, target: string, figure: string): void {
  console.log(`  ${isReached ? "reached" : "MISSED "}  ${target.padEnd(58)}  ${figure}`);
}
