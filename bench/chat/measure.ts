import type { Browser, Page } from "playwright";
import { metrics, retainedHeap } from "../page-metrics.ts";
import { typeKeys } from "../type-keys.ts";

/** What one answer costs the page. Times are milliseconds, CPU time of the main thread unless said otherwise. */
export interface Cost {
  readonly task: number;
  readonly script: number;
  readonly layoutAndStyle: number;
  /** On the clock on the wall, as are the tasks over 50 ms. */
  readonly duration: number;
  readonly longest: number;
  readonly longTasks: number;
  readonly commits: number;
  readonly settledRenders: number;
  readonly layouts: number;
  readonly heapMegabytes: number;
  /** From the first render of the thread to the second frame after it, on the clock on the wall. */
  readonly firstPaint: number;
}

export interface Situation {
  readonly history: number;
  readonly tokens: number;
  /** Tokens a second; `null`: as fast as the page reads. */
  readonly rate: number | null;
  /** Rows show formatted text. */
  readonly markdown?: boolean;
}

async function openPage<T>(
  browser: Browser,
  url: string,
  { history, tokens, rate, markdown = false }: Situation,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  try {
    const page = await context.newPage();
    const fails = new Promise<never>((_, reject) => page.on("pageerror", reject));
    const query = `history=${history}&tokens=${tokens}${rate === null ? "" : `&rate=${rate}`}`;
    await page.goto(`${url}?${query}${markdown ? "&markdown" : ""}`);
    const used = (async () => {
      await page.waitForFunction(() => window.bench !== undefined);
      // What mounting left to do is not the answer's.
      await page.waitForTimeout(300);
      return await use(page);
    })();
    return await Promise.race([used, fails]);
  } finally {
    await context.close();
  }
}

const inPage = {
  stream: () => window.bench?.stream(),
  navigate: () => window.bench?.navigate(),
  begin: () => window.bench?.begin(),
  startTyping: () => window.bench?.startTyping(),
  mounted: () => window.bench?.mounted,
};

export function measureStream(browser: Browser, url: string, situation: Situation): Promise<Cost> {
  return openPage(browser, url, situation, async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const heapBefore = await retainedHeap(session);
    const firstPaint = await page.evaluate(inPage.mounted);
    const before = await metrics(session);
    const report = await page.evaluate(inPage.stream);
    const after = await metrics(session);
    if (!report) throw new Error("The page has no thread.");
    // Timers of the answer's end let go of what they hold.
    await page.waitForTimeout(300);
    const heapAfter = await retainedHeap(session);
    const grown = (name: string) => (after.get(name) ?? NaN) - (before.get(name) ?? NaN);
    return {
      task: grown("TaskDuration") * 1000,
      script: grown("ScriptDuration") * 1000,
      layoutAndStyle: (grown("LayoutDuration") + grown("RecalcStyleDuration")) * 1000,
      duration: report.milliseconds,
      longest: Math.max(0, ...report.longTasks),
      longTasks: report.longTasks.length,
      commits: report.commits,
      settledRenders: report.settledRenders,
      layouts: grown("LayoutCount"),
      heapMegabytes: (heapAfter - heapBefore) / 1e6,
      firstPaint: firstPaint ?? NaN,
    };
  });
}

/** Milliseconds of a transition of about a second, alone or half a second into an answer. */
export function measureTransition(
  browser: Browser,
  url: string,
  situation: Situation,
  isStreaming: boolean,
): Promise<number> {
  return openPage(browser, url, situation, async (page) => {
    if (isStreaming) {
      await page.evaluate(inPage.begin);
      await page.waitForTimeout(500);
    }
    return (await page.evaluate(inPage.navigate)) ?? NaN;
  });
}

export interface KeyTimes {
  readonly firstPaint: number;
  /** Milliseconds from a key press to its paint, while nothing else happens and while an answer arrives. */
  readonly alone: readonly number[];
  readonly during: readonly number[];
}

/** What somebody feels who writes the next message into the chat's box. */
export function measureTyping(browser: Browser, url: string, situation: Situation): Promise<KeyTimes> {
  return openPage(browser, url, situation, async (page) => {
    const firstPaint = (await page.evaluate(inPage.mounted)) ?? NaN;
    await page.evaluate(inPage.startTyping);
    const alone = await typeKeys(page);
    await page.evaluate(inPage.begin);
    await page.waitForTimeout(500);
    return { firstPaint, alone, during: await typeKeys(page) };
  });
}
