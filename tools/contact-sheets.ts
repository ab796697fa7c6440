import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright";
import { type StoryEntry, themes } from "./story-page.ts";

/** Chromium paints no picture higher than 16,384 px. */
const storiesPerSheet = 12;

/** Every group of stories on sheets of its own, light beside dark; the paths of the sheets. */
export async function writeContactSheets(
  page: Page,
  folder: string,
  stories: readonly StoryEntry[],
): Promise<string[]> {
  const sheets = join(folder, "sheets");
  await mkdir(sheets, { recursive: true });
  const written: string[] = [];
  for (const [title, group = []] of Object.entries(Object.groupBy(stories, (story) => story.title))) {
    for (let start = 0; start < group.length; start += storiesPerSheet) {
      const number = group.length > storiesPerSheet ? `-${start / storiesPerSheet + 1}` : "";
      const path = join(sheets, `${title.toLowerCase().replaceAll(/[^\da-z]+/g, "-")}${number}.png`);
      await page.setContent(await sheet(folder, title, group.slice(start, start + storiesPerSheet)));
      await page.screenshot({ path, fullPage: true });
      written.push(path);
    }
  }
  return written;
}

async function sheet(folder: string, title: string, stories: readonly StoryEntry[]): Promise<string> {
  const rows = await Promise.all(
    stories.map(async ({ id, name }) => {
      const pictures = await Promise.all(
        themes.map(async (theme) => `<img src="data:image/png;base64,${await picture(folder, id, theme)}">`),
      );
      return `<h2>${escapeText(name)}</h2><div>${pictures.join("")}</div>`;
    }),
  );
  return `<!doctype html><style>
    body { margin: 16px; background: #c9ccd1; font: 14px/20px system-ui, sans-serif; }
    h1 { margin: 0; font-size: 20px; } h2 { margin: 16px 0 4px; font-size: 14px; }
    div { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; align-items: start; }
    img { max-width: 100%; }
  </style><h1>${escapeText(title)}</h1>${rows.join("")}`;
}

function picture(folder: string, id: string, theme: string): Promise<string> {
  return readFile(join(folder, `${id}--${theme}.png`), "base64");
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
