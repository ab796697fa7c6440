import type { Page } from "playwright";
import "./key-times.ts";

/** Forty keys as the browser hands them on from a keyboard, at different places within a frame; how long each waited. */
export async function typeKeys(page: Page): Promise<readonly number[]> {
  const keys = 40;
  for (let key = 0; key < keys; key++) {
    await page.keyboard.press("a");
    await page.waitForTimeout(50 + ((key * 7) % 17));
  }
  await page.waitForFunction((count) => window.keyTimes?.length === count, keys, { timeout: 5000 });
  const times = (await page.evaluate(() => window.keyTimes?.splice(0))) ?? [];
  return times;
}
