/**
 * Many rows into one eval set, in Chromium: `pnpm bench:rows [--rounds 5] [--rows 100000] [--bytes 600]`.
 * Prints for how long the page could do nothing else at a time: tasks over 50 ms as the browser reports them, and the
 * longest wait of a probe that asks for its turn all the time.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { launchOptions } from "../tools/browser.ts";
import { serveApi } from "./rows/api.ts";
import type { Report } from "./rows/report.ts";
import { serveSite } from "./site.ts";
import { quantile, spread } from "./statistics.ts";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    rows: { type: "string", default: "100000" },
    bytes: { type: "string", default: "600" },
  },
});
const rounds = Number(options.rounds);

const site = await serveSite({ rows: "rows/page.tsx" });
const api = await serveApi();
const browser = await chromium.launch(launchOptions());
console.log(
  `Chromium ${browser.version()}, ${process.arch}, ${availableParallelism()} cores; ${rounds} rounds`,
);

const idles: number[] = [];
const reports: Report[] = [];
for (let round = 0; round < rounds; round++) {
  const page = await browser.newPage();
  await page.goto(`${site.url}/rows?rows=${options.rows}&bytes=${options.bytes}&api=${api.url}`);
  await page.waitForFunction(() => window.rowsBench !== undefined);
  // What making the rows left to do is not theirs.
  await page.waitForTimeout(500);
  const idle = await page.evaluate(() => window.rowsBench?.idle());
  const report = await page.evaluate(() => window.rowsBench?.create());
  await page.close();
  if (idle) idles.push(idle.longestWait);
  if (report) reports.push(report);
}
await browser.close();
site.close();
api.close();

const of = (read: (report: Report) => number) => reports.map(read);
const longest = of(({ longestWait }) => longestWait);
console.log(`\n${options.rows} rows, ${(api.lastLength() / 1e6).toFixed(1)} MB on the wire`);
console.log(`  longest wait for a turn, ms  ${spread(longest, 1)}`);
console.log(`    of the page alone, 2 s     ${spread(idles, 1)}`);
console.log(
  `  tasks over 50 ms             ${spread(
    of(({ longTasks }) => longTasks),
    0,
  )}`,
);
console.log(
  `  turns the page had           ${spread(
    of(({ turns }) => turns),
    0,
  )}`,
);
console.log(
  `  from press to answer, ms       ${spread(
    of(({ milliseconds }) => milliseconds),
    0,
  )}`,
);
console.log("\nTarget (reached when the interval touches it)");
console.log(
  `  ${quantile(longest, 0.1) < 50 ? "reached" : "MISSED "}  the page waits less than 50 ms at a time`,
);
