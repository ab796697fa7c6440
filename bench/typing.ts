/**
 * Typing into a chat with a long history, before and while an answer arrives at 200 tokens a second:
 * `pnpm bench:typing [--rounds 5] [--history 10000]`. Target (R19): a key is on the screen within 50 ms.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { launchOptions } from "../tools/browser.ts";
import { type KeyTimes, measureTyping, type Situation } from "./chat/measure.ts";
import { printColumns } from "./print-columns.ts";
import { serveSite } from "./site.ts";
import { quantile, spread } from "./statistics.ts";

const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, history: { type: "string", default: "10000" } },
  allowPositionals: true,
});
const rounds = Number(options.rounds);
const histories = [0, Number(options.history)];

const site = await serveSite({ chat: "chat/peers/pareta-markdown.tsx" });
const browser = await chromium.launch(launchOptions());
console.log(
  `Chromium ${browser.version()}, ${process.arch}, ${availableParallelism()} cores; ${rounds} rounds of 40 keys, median [10 %-90 %]`,
);
const results = histories.map((history) => ({ history, times: new Array<KeyTimes>() }));
for (let round = 0; round < rounds; round++) {
  for (const { history, times } of results) {
    const situation: Situation = { history, tokens: 4000, rate: 200, markdown: true };
    times.push(await measureTyping(browser, `${site.url}/chat`, situation));
  }
  console.error(`round ${round + 1} of ${rounds}`);
}
await browser.close();
site.close();

const shareOf = (times: readonly KeyTimes[], read: (times: KeyTimes) => readonly number[], q: number) =>
  spread(
    times.map((one) => quantile(read(one), q)),
    1,
  );
printColumns([
  ["", ...results.map(({ history }) => `${history} messages`)],
  [
    "first paint, ms",
    ...results.map(({ times }) =>
      spread(
        times.map(({ firstPaint }) => firstPaint),
        0,
      ),
    ),
  ],
  ["key to paint, ms", ...results.map(({ times }) => shareOf(times, ({ alone }) => alone, 0.5))],
  ["  slowest of 40", ...results.map(({ times }) => shareOf(times, ({ alone }) => alone, 1))],
  ["during an answer, ms", ...results.map(({ times }) => shareOf(times, ({ during }) => during, 0.5))],
  ["  slowest of 40", ...results.map(({ times }) => shareOf(times, ({ during }) => during, 1))],
]);
