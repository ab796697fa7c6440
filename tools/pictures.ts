/**
 * Pictures of every story, light and dark: `pnpm pictures [--only pattern] [--width 390] [--docs] [--url http://…]`.
 *
 * Builds Storybook, or looks at one that runs (`--url`). Writes `pictures/<story>--<theme>.png` and contact sheets, one
 * for each component. Exits 1 when a story threw, logged an error or asked another origin for something.
 */
import { execFileSync } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type BrowserContext, chromium, type Page } from "playwright";
import { launchOptions } from "./browser.ts";
import { writeContactSheets } from "./contact-sheets.ts";
import { serveFolder } from "./static-server.ts";
import { openStoryPage, type StoryEntry, themes } from "./story-page.ts";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    width: { type: "string", default: "1000" },
    docs: { type: "boolean", default: false },
    url: { type: "string" },
  },
});
const folder = "pictures";
/** Two cores draw no more than this at once. */
const pagesAtOnce = 3;
const height = 720;
const tallestPicture = 4000;

function buildStorybook(): string {
  execFileSync("pnpm", ["run", "build:storybook"], { stdio: ["ignore", "ignore", "inherit"] });
  return "storybook-static";
}

async function listStories(url: string): Promise<StoryEntry[]> {
  const response = await fetch(`${url}/index.json`);
  const { entries }: { entries: Record<string, StoryEntry> } = await response.json();
  const pattern = new RegExp(options.only, "i");
  const all = Object.values(entries);
  return all
    .filter(
      ({ type, id, title, name }) =>
        (options.docs || type === "story") && pattern.test(`${id} ${title} ${name}`),
    )
    .map((entry) => (entry.type === "docs" ? { ...entry, tags: tagsOfStories(all, entry.title) } : entry));
}

/** A docs page does what the stories on it do. */
function tagsOfStories(entries: readonly StoryEntry[], title: string): string[] {
  return entries.filter((entry) => entry.title === title).flatMap(({ tags }) => tags);
}

/** The story with what it opened above the page, and no more of the page than that. */
async function takePicture(page: Page, path: string): Promise<void> {
  const clip = await page.evaluate((tallest) => {
    const shown = document.querySelectorAll(".story-frame, dialog[open], :popover-open, #storybook-docs");
    const boxes = [...shown]
      .map((element) => element.getBoundingClientRect())
      .filter(({ width }) => width > 0);
    // A story that threw shows nothing of its own.
    const all = boxes.length > 0 ? boxes : [document.documentElement.getBoundingClientRect()];
    const x = Math.min(...all.map(({ left }) => left));
    const y = Math.min(...all.map(({ top }) => top + scrollY));
    const width = Math.max(...all.map(({ right }) => right)) - x;
    // What stands out of the frame, as a menu does, belongs to it.
    const overflow = document.querySelector(".story-frame")?.scrollHeight ?? 0;
    const height = Math.max(overflow, Math.max(...all.map(({ bottom }) => bottom + scrollY)) - y);
    return { x, y, width: Math.max(1, width), height: Math.min(Math.max(1, height), tallest) };
  }, tallestPicture);
  await page.screenshot({ path, clip, fullPage: true, animations: "disabled", caret: "hide" });
}

async function look(context: BrowserContext, url: string, queue: StoryEntry[]): Promise<string[]> {
  const page = await context.newPage();
  const storyPage = await openStoryPage(page, url);
  const problems: string[] = [];
  for (let story = queue.shift(); story !== undefined; story = queue.shift()) {
    const { id, title, name, type } = story;
    const found = await storyPage.show(story);
    problems.push(...found.map((problem) => `${title} / ${name}: ${problem}`));
    for (const theme of type === "docs" ? themes.slice(0, 1) : themes) {
      await storyPage.switchTo(theme);
      await takePicture(page, join(folder, `${id}--${theme}.png`));
    }
  }
  return problems;
}

const start = performance.now();
// Kept by the browser, Storybook's own code is compiled once for all stories.
const headers = { "cache-control": "max-age=600" };
await using server = options.url === undefined ? await serveFolder(buildStorybook(), headers) : undefined;
const url = server?.url ?? options.url ?? "";
const stories = await listStories(url);
if (options.only === "") await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const browser = await chromium.launch(launchOptions());
const context = await browser.newContext({ viewport: { width: Number(options.width), height } });
const built = performance.now();
const queue = [...stories];
const problems = (
  await Promise.all(Array.from({ length: pagesAtOnce }, () => look(context, url, queue)))
).flat();
const looked = performance.now();
const sheets = await writeContactSheets(
  await context.newPage(),
  folder,
  stories.filter(({ type }) => type === "story"),
);
await browser.close();

const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
console.log(
  `${stories.length} stories, ${sheets.length} sheets in ${folder}/: ` +
    `${seconds(start, built)} s to build, ${seconds(built, looked)} s to look, ${seconds(looked, performance.now())} s for sheets`,
);
for (const problem of problems) console.error(`FAILED ${problem.split("\n")[0]}`);
if (problems.length > 0) process.exitCode = 1;
