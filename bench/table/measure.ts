import type { Browser } from "playwright";
import { metrics, retainedHeap } from "../page-metrics.ts";
import { median, quantile } from "../statistics.ts";
import { typeKeys } from "../type-keys.ts";

/** Times are milliseconds; of scrolling, CPU time of the main thread. */
export interface TableCost {
  readonly firstPaint: number;
  readonly script: number;
  readonly task: number;
  readonly layoutAndStyle: number;
  readonly gap: number;
  readonly blank: number;
  readonly sort: number;
  /** Of a text field beside the table, from a key press to its paint: the median, and what one key in twenty exceeds. */
  readonly key: number;
  readonly slowKey: number;
  readonly nodes: number;
  readonly heapMegabytes: number;
}

const inPage = {
  mount: () => window.tableBench?.mount(),
  scroll: ([frames, px]: readonly [number, number]) => window.tableBench?.scroll(frames, px),
  sort: () => window.tableBench?.sortByQuality(),
  nodes: () => window.tableBench?.nodes(),
  startTyping: () => window.tableBench?.startTyping(),
};

/** One life of a table: it appears, is scrolled by 400 px in each of 120 frames, is sorted, and stands beside what is typed. */
export async function measureTable(browser: Browser, url: string, rows: number): Promise<TableCost> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  try {
    const page = await context.newPage();
    const fails = new Promise<never>((_, reject) => page.on("pageerror", reject));
    const measured = (async () => {
      await page.goto(`${url}?rows=${rows}`);
      await page.waitForFunction(() => window.tableBench !== undefined);
      const session = await context.newCDPSession(page);
      await session.send("Performance.enable", { timeDomain: "threadTicks" });
      const heapBefore = await retainedHeap(session);
      const firstPaint = (await page.evaluate(inPage.mount)) ?? NaN;
      await page.waitForTimeout(300);
      const heapAfter = await retainedHeap(session);
      const nodes = (await page.evaluate(inPage.nodes)) ?? NaN;
      const before = await metrics(session);
      const report = await page.evaluate(inPage.scroll, [120, 400] as const);
      const after = await metrics(session);
      const grown = (name: string) => ((after.get(name) ?? NaN) - (before.get(name) ?? NaN)) * 1000;
      const sort = (await page.evaluate(inPage.sort)) ?? NaN;
      await page.evaluate(inPage.startTyping);
      const keyTimes = await typeKeys(page);
      return {
        firstPaint,
        script: grown("ScriptDuration"),
        task: grown("TaskDuration"),
        layoutAndStyle: grown("LayoutDuration") + grown("RecalcStyleDuration"),
        gap: quantile(report?.gaps ?? [], 0.95),
        blank: report?.blank ?? NaN,
        sort,
        key: median(keyTimes),
        slowKey: quantile(keyTimes, 0.95),
        nodes,
        heapMegabytes: (heapAfter - heapBefore) / 1e6,
      };
    })();
    return await Promise.race([measured, fails]);
  } finally {
    await context.close();
  }
}
