/**
 * Side-by-side SSE benchmark: `pnpm bench:sse [-- --rounds 9 --only pareta]`.
 * Rounds are interleaved and rotated; a ratio is taken within its round, so a slow moment of the machine hits both sides.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { bodyOf, chatCorpus, modes, pieces } from "./corpus.ts";
import { batchDecoders, type Decoder, limit, streamDecoders } from "./decoders.ts";
import { median, spread } from "./statistics.ts";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    only: { type: "string", default: "" },
    mode: { type: "string", default: "" },
  },
});
const rounds = Number(options.rounds);
const corpus = chatCorpus(20_000);

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as (options: { type: "minor" }) => void;

/**
 * Milliseconds of one run, whose answer must be right. Nobody pays for the young garbage of the one before; a whole
 * collection would also throw compiled code away, which a program that streams does not do between two answers.
 */
async function time(run: () => string | Promise<string>, text: string): Promise<number> {
  collectGarbage({ type: "minor" });
  const start = performance.now();
  const answer = await run();
  const milliseconds = performance.now() - start;
  if (answer !== text) throw new Error("The text differs from the source.");
  return milliseconds;
}

interface Result {
  readonly milliseconds: number[];
  /** To the limit, round by round. */
  readonly ratios: number[];
}

async function compare(decoders: Record<string, Decoder>, chunks: readonly Uint8Array<ArrayBuffer>[]) {
  const entries = Object.entries(decoders).filter(
    ([name]) => name.includes(options.only) || name.startsWith("pareta"),
  );
  const results = new Map<string, Result>(entries.map(([name]) => [name, { milliseconds: [], ratios: [] }]));
  const limits: number[] = [];
  // The first two rounds warm up.
  for (let round = -2; round < rounds; round++) {
    const floor = Math.min(
      await time(() => limit(corpus.bytes), corpus.text),
      await time(() => limit(corpus.bytes), corpus.text),
    );
    if (round >= 0) limits.push(floor);
    for (let turn = 0; turn < entries.length; turn++) {
      const [name, decode] = entries[(turn + round + 2) % entries.length] ?? [];
      if (!name || !decode) continue;
      const milliseconds = await time(() => decode(chunks), corpus.text);
      if (round < 0) continue;
      results.get(name)?.milliseconds.push(milliseconds);
      results.get(name)?.ratios.push(milliseconds / floor);
    }
  }
  return { limits, results };
}

function print(title: string, mode: string, { limits, results }: Awaited<ReturnType<typeof compare>>): void {
  console.log(`\n${title}, ${mode} a chunk; limit ${spread(limits, 1)} ms`);
  const ours = results.get("pareta") ?? results.get("pareta parser");
  for (const [name, { milliseconds, ratios }] of results) {
    const toOurs = milliseconds.map((value, round) => value / (ours?.milliseconds[round] ?? NaN));
    const rate = (corpus.events / median(milliseconds)).toFixed(0).padStart(5);
    console.log(
      `  ${name.padEnd(20)} ${spread(milliseconds, 1).padEnd(24)} ms ${rate} k ev/s  x limit ${spread(ratios).padEnd(20)}  x ours ${spread(toOurs)}`,
    );
  }
}

/** One event of `size` bytes in small pieces: twice the size must take about twice the time. */
async function oneEvent(size: number, piece: number): Promise<void> {
  const took = async (bytes: number) => {
    const content = "é".repeat(bytes / 2);
    const body = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\ndata: [DONE]\n\n`;
    const chunks = pieces(new TextEncoder().encode(body), () => piece);
    const decode = streamDecoders["pareta"] ?? (() => "");
    const runs = [];
    for (let run = 0; run < rounds; run++) runs.push(await time(() => decode(chunks), content));
    return runs;
  };
  await took(size / 2);
  const [half, whole] = [await took(size / 2), await took(size)];
  console.log(
    `  ${(size / 2 ** 20).toFixed(0)} MiB in ${piece} B pieces: ${spread(whole, 1)} ms, half of it ${spread(half, 1)} ms, ratio ${(median(whole) / median(half)).toFixed(2)}`,
  );
}

console.log(
  `Node ${process.version}, ${process.arch}, ${availableParallelism()} cores; ${corpus.events} events, ${(corpus.bytes.length / 1e6).toFixed(2)} MB; ${rounds} rounds, median [10 %-90 %]`,
);
for (const [mode, cut] of Object.entries(modes)) {
  if (!mode.includes(options.mode)) continue;
  const chunks = cut(corpus.bytes);
  const drain: Decoder = async (chunks) => {
    const reader = bodyOf(chunks).getReader();
    while (!(await reader.read()).done);
    return corpus.text;
  };
  print("Parser and JSON.parse", mode, await compare(batchDecoders, chunks));
  print(
    "Typed async iteration",
    mode,
    await compare({ ...streamDecoders, "pareta's body, drained": drain }, chunks),
  );
}
console.log("\nOne event, ours");
await oneEvent(2 ** 20, 64);
await oneEvent(8 * 2 ** 20, 16_384);
