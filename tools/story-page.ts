import type { Page } from "playwright";

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** A row of Storybook's `index.json`. */
export interface StoryEntry {
  readonly type: "story" | "docs";
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly tags: readonly string[];
}

/** Set by the script below: what Storybook said about the one story that this page shows. */
interface StoryReport {
  isFinished: boolean;
  lastChange: number;
  readonly errors: string[];
}

declare global {
  interface Window {
    storyReport: StoryReport;
  }
}

/** On the way to a steady picture; a stream or a countdown is never steady, so there is an end to waiting. */
const patienceMs = 2000;
const quietMs = 120;
/** A play function may wait for an answer that takes its time. */
const finishMs = 30_000;

/** A story with this tag means to log an error, as one about an error boundary does. */
const logsErrors = "logs-errors";

/** A page that looks at stories one after another, and at all that goes wrong in them. */
export interface StoryPage {
  /** Shows a story in the light theme, its play function done; what went wrong, if anything did. */
  show(story: StoryEntry): Promise<string[]>;
  switchTo(theme: Theme): Promise<void>;
}

export async function openStoryPage(page: Page, url: string): Promise<StoryPage> {
  await page.addInitScript(watchStorybook);
  let logged: string[] = [];
  page.on("pageerror", (error) => logged.push(error.message));
  page.on("console", (message) => {
    // Chromium asks for an icon on its own account.
    const isOurs = !message.location().url.endsWith("/favicon.ico");
    if (message.type() === "error" && isOurs) logged.push(message.text());
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    const isLocal = origin === new URL(url).origin || protocol === "data:" || protocol === "blob:";
    if (!isLocal) logged.push(`asked for ${request.url()}`);
  });
  return {
    async show(story) {
      logged = [];
      // The test run is where axe has its say.
      const globals = "theme:light;a11y.manual:!true";
      const query = new URLSearchParams({ id: story.id, viewMode: story.type, globals });
      await page.goto(`${url}/iframe.html?${query}`);
      try {
        await page.waitForFunction(() => window.storyReport.isFinished, null, { timeout: finishMs });
      } catch {
        logged.push(`was not done after ${finishMs / 1000} s`);
      }
      await page.addStyleTag({ content: '.story-frame[data-padding="true"] { min-block-size: 0 }' });
      await settle(page);
      const reported = await page.evaluate(() => window.storyReport.errors);
      return [...new Set([...reported, ...(story.tags.includes(logsErrors) ? [] : logged)])];
    },
    async switchTo(theme) {
      await page.evaluate((chosen) => {
        document.querySelector(".story-frame")?.setAttribute("data-pareta-theme", chosen);
      }, theme);
      await settle(page);
    },
  };
}

/** Until fonts are there, the story's backend has answered, and nothing moves. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    async ({ patience, quiet }) => {
      await document.fonts.ready;
      const deadline = performance.now() + patience;
      const isMoving = () =>
        document
          .getAnimations()
          .some((one) => one.playState === "running" && one.effect?.getComputedTiming().endTime !== Infinity);
      const isWaiting = () =>
        window.paretaStory?.mock.requests.some((row) => row.status === null && row.abortedAt === null) ??
        false;
      const isQuiet = () => performance.now() - window.storyReport.lastChange > quiet;
      while (performance.now() < deadline && !(isQuiet() && !isWaiting() && !isMoving())) {
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
    { patience: patienceMs, quiet: quietMs },
  );
}

/** Runs in the page before Storybook does, which makes its channel there. */
function watchStorybook(): void {
  type Channel = { on(event: string, listener: (value: unknown) => void): void };
  const report: StoryReport = { isFinished: false, lastChange: performance.now(), errors: [] };
  window.storyReport = report;
  const say = (what: string) => (value: unknown) => {
    const error = value as { message?: string; description?: string; title?: string };
    report.errors.push(
      `${what}: ${error.message ?? error.description ?? error.title ?? JSON.stringify(value)}`,
    );
    report.isFinished = true;
  };
  let channel: Channel | undefined;
  Object.defineProperty(window, "__STORYBOOK_ADDONS_CHANNEL__", {
    configurable: true,
    get: () => channel,
    set(made: Channel) {
      channel = made;
      made.on("storyFinished", () => (report.isFinished = true));
      made.on("docsRendered", () => (report.isFinished = true));
      made.on("storyThrewException", say("threw"));
      made.on("storyErrored", say("has an error"));
      made.on("storyMissing", say("is missing"));
      made.on("playFunctionThrewException", say("its play function failed"));
      made.on("unhandledErrorsWhilePlaying", say("unhandled while playing"));
    },
  });
  new MutationObserver(() => (report.lastChange = performance.now())).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
}
