import { expect, type Page, test } from "@playwright/test";
import { launchOptions } from "../../../tools/browser.ts";

// With scrollbars that take room, as on most desktops.
test.use({ launchOptions: { ...launchOptions(), ignoreDefaultArgs: ["--hide-scrollbars"] } });

const question = "Explain when a small open model is good enough";
const composer = (page: Page) => page.getByLabel("Your message");

async function ask(page: Page, text = question) {
  await composer(page).fill(text);
  await page.keyboard.press("Enter");
}

async function edges(page: Page, selector: string) {
  return page.locator(selector).evaluate((element) => {
    const { left, right } = element.getBoundingClientRect();
    return { left, right };
  });
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("thread, refusal and composer are one column at every width (F2, F4)", async ({ page }) => {
  await page.goto("/?pace=instant");
  await ask(page);
  await expect(page.getByText("Complete", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  // The second answer is on its way for as long as this looks.
  await page.evaluate(
    (route) => window.paretaDemo?.mock.faults.next(route, { kind: "stall", afterChunks: 8 }),
    "POST /v1/chat/completions" as const,
  );
  await ask(page, "Another one");
  await page.getByRole("textbox", { name: "Edit" }).press("Enter");
  await expect(page.locator(".pareta-chat-refusal")).toBeVisible();
  for (const width of [1440, 1280, 1100, 1024, 900, 800, 640, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const thread = await edges(page, ".pareta-chat-content");
    const dock = await edges(page, ".pareta-chat-composer");
    expect(Math.abs(thread.left - dock.left), `left at ${width}`).toBeLessThanOrEqual(1);
    expect(Math.abs(thread.right - dock.right), `right at ${width}`).toBeLessThanOrEqual(1);
    expect((await edges(page, ".pareta-chat-refusal")).left, `refusal at ${width}`).toBe(dock.left);
    expect(await sideways(page)).toBe(0);
  }
});

for (const width of [1440, 390]) {
  test(`the editor of a short message is as wide as its row at ${width} px (F3)`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto("/?pace=instant");
    await ask(page, "Hi");
    await page.getByRole("button", { name: "Edit" }).click();
    const list = await edges(page, ".pareta-chat-list");
    const editor = await edges(page, ".pareta-chat-edit");
    expect(Math.abs(editor.right - editor.left - (list.right - list.left))).toBeLessThanOrEqual(1);
    const box = await page.getByRole("textbox", { name: "Edit" }).boundingBox();
    const send = await page.locator(".pareta-chat-edit").getByRole("button", { name: "Send" }).boundingBox();
    // 4 px of ring, and 8 px to it.
    expect((send?.y ?? 0) - (box?.y ?? 0) - (box?.height ?? 0)).toBeGreaterThanOrEqual(12);
  });

  test(`a question is nearer to its answer than to the turn before at ${width} px (F17)`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto("/?pace=instant");
    for (const text of ["Hi", question]) {
      await ask(page, text);
      await expect(page.locator('[data-slot="chat"]')).toHaveAttribute("data-state", "ready");
    }
    const { within, between } = await page.evaluate(() => {
      const rows = [...document.querySelectorAll('[data-slot="chat-message"]')];
      const place = (row: Element | undefined, part: string) => {
        const element = part === "" ? row : row?.querySelector(part);
        return element?.getBoundingClientRect() ?? new DOMRect();
      };
      const bubble = place(rows[2], ".pareta-chat-text");
      return {
        within: place(rows[3], ".pareta-chat-author").top - bubble.bottom,
        between: bubble.top - place(rows[1], "").bottom,
      };
    });
    expect(within).toBeLessThanOrEqual(16);
    expect(within).toBeGreaterThanOrEqual(0);
    expect(between).toBeGreaterThanOrEqual(32);
    // They stand in the answer's first line, and can be pressed there.
    await page.getByRole("button", { name: "Edit" }).last().click();
    await expect(page.getByRole("textbox", { name: "Edit" })).toHaveValue(question);
  });
}

for (const scenario of ["happy", "no-credit"]) {
  for (const [width, height] of [
    [320, 256],
    [844, 390],
    [320, 400],
  ] as const) {
    test(`${scenario}: the thread can be read in ${width} x ${height} px (F9)`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.goto(`/?pace=instant&scenario=${scenario}`);
      await ask(page);
      await expect(page.locator('[data-slot="chat"]')).toHaveAttribute("data-state", /ready|error/);
      const thread = page.getByRole("region", { name: "Messages" });
      expect((await thread.boundingBox())?.height).toBeGreaterThanOrEqual(160);
      expect(await sideways(page)).toBe(0);
      await thread.scrollIntoViewIfNeeded();
      await expect(thread).toBeInViewport({ ratio: 0.6 });
    });
  }
}

test("the composer is at most five Tabs away, and one press of the skip link (F12)", async ({ page }) => {
  await page.goto("/?pace=instant");
  await expect(composer(page)).toBeVisible();
  for (let tabs = 0; tabs < 5; tabs++) {
    await page.keyboard.press("Tab");
    if (await composer(page).evaluate((box) => box === document.activeElement)) break;
  }
  await expect(composer(page)).toBeFocused();
  const isBeforePanel = await composer(page).evaluate((box) => {
    const panel = document.querySelector(".panel");
    return panel !== null && (box.compareDocumentPosition(panel) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  });
  expect(isBeforePanel).toBe(true);
  await page.reload();
  await expect(composer(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(composer(page)).toBeFocused();
});

for (const width of [1440, 1024, 390]) {
  test(`what the whole page meets stands in the thread's column at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto("/?pace=instant&scenario=forbidden");
    const problem = await edges(page, '.page-problem > [data-slot="error-state"]');
    const box = await edges(page, ".pareta-chat-input");
    expect(Math.abs(problem.left - box.left)).toBeLessThanOrEqual(1);
    expect(Math.abs(problem.right - box.right)).toBeLessThanOrEqual(1);
  });
}

test("one cause is one alarm, before and after a message (F24)", async ({ page }) => {
  await page.goto("/?pace=instant&scenario=forbidden");
  await expect(page.getByRole("alert")).toHaveCount(1);
  await ask(page);
  await expect(page.getByRole("region", { name: "Conversation" }).getByRole("alert")).toHaveCount(1);
  await expect(page.getByRole("alert")).toHaveCount(1);
});

test("empty shows nothing else first, and an unknown scenario is said (N12)", async ({ page }) => {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      for (const selector of ["textarea", '[role="alert"]', '[data-slot="chat"]']) {
        if (document.querySelector(selector)) seen.push(selector);
      }
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto("/?scenario=empty");
  await expect(page.getByRole("main").getByRole("heading", { name: "No endpoints yet" })).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, "seen"))).toEqual([]);
  await page.goto("/?scenario=emtpy&pace=instant");
  await expect(page.getByText("There is no scenario called “emtpy”.")).toBeVisible();
  await page.getByLabel("Scenario").selectOption("empty");
  await expect(page.getByText("There is no scenario called")).toHaveCount(0);
});

test("one's own message comes into sight when it is sent while scrolled up (B12)", async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 480 });
  await page.goto("/?pace=instant");
  await ask(page);
  await expect(page.getByText("Complete", { exact: true })).toBeVisible();
  const thread = page.getByRole("region", { name: "Messages" });
  await thread.hover();
  await page.mouse.wheel(0, -5000);
  await expect.poll(() => thread.evaluate((element) => element.scrollTop)).toBe(0);
  await ask(page, "My own next words");
  await expect(page.locator('[data-slot="chat-message"][data-role="user"]')).toHaveCount(2);
  await expect
    .poll(() =>
      thread.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight),
    )
    .toBeLessThan(2);
});

for (const delay of [0, 90, 450]) {
  test(`a double click on Send, ${delay} ms apart, is one answer that runs on (A13)`, async ({ page }) => {
    // The page's clock stands still between the presses: how long a machine takes for them does not matter.
    await page.addInitScript(() => {
      const now = performance.now.bind(performance);
      performance.now = () => Number(Reflect.get(window, "heldNow") ?? now());
    });
    await page.goto("/?pace=200");
    await composer(page).fill(question);
    const place = await page.getByRole("button", { name: "Send" }).boundingBox();
    if (!place) throw new Error("There is no Send.");
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
    const hold = (ms: number | null) =>
      page.evaluate((by) => {
        Reflect.set(window, "heldNow", by === null ? undefined : performance.now() + by);
      }, ms);
    await hold(0);
    for (const clickCount of [1, 2]) {
      await page.mouse.move(x, y);
      await page.mouse.down({ clickCount });
      await page.mouse.up({ clickCount });
      if (clickCount === 1) await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
      if (clickCount === 1) await hold(delay);
    }
    await hold(null);
    await expect(page.getByText("Complete", { exact: true })).toBeVisible({ timeout: 20_000 });
    const debits = await page.evaluate(
      () => window.paretaDemo?.mock.ledger.filter((row) => row.microUsd > 0).length,
    );
    expect(debits).toBe(1);
  });
}

test("a press that is meant for Stop stops at once, a moment after one on Send", async ({ page }) => {
  // The clock that presses are measured with stands still: this is as soon as a hand can be.
  await page.addInitScript(() => {
    performance.now = () => 1000;
  });
  await page.goto("/?pace=60");
  await composer(page).fill(question);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.locator('[data-slot="chat-message"][data-role="assistant"]')).toHaveAttribute(
    "data-state",
    "stopped",
  );
  const charges = await page.evaluate(() => window.paretaDemo?.mock.ledger.length);
  expect(charges).toBeLessThanOrEqual(1);
});

test("the first Escape stops the answer and leaves the dialog around it open (C10)", async ({ page }) => {
  await page.goto("/?pace=60");
  await expect(composer(page)).toBeVisible();
  await page.evaluate(() => {
    const dialog = document.createElement("dialog");
    const root = document.querySelector("#root");
    if (!root) throw new Error("There is no page.");
    root.before(dialog);
    dialog.append(root);
    dialog.showModal();
  });
  await ask(page);
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  await composer(page).press("Escape");
  await expect(page.getByText("Stopped", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => document.querySelector("dialog")?.open)).toBe(true);
  await composer(page).press("Escape");
  expect(await page.evaluate(() => document.querySelector("dialog")?.open)).toBe(false);
});
