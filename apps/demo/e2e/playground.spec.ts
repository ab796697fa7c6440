import { expect, type Page, test } from "@playwright/test";

const question = "Explain when a small open model is good enough";
const chatRoute = "POST /v1/chat/completions" as const;

/** Every test ends without a word in the console: a warning there is a fault of the page. */
const complaints: string[] = [];

test.beforeEach(({ page }) => {
  complaints.length = 0;
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

async function ask(page: Page, text = question) {
  await page.getByLabel("Your message").fill(text);
  await page.keyboard.press("Enter");
}

const messages = (page: Page) => page.locator('[data-slot="chat-message"]');
const questions = (page: Page) => page.locator('[data-slot="chat-message"][data-role="user"]');
const answerText = (page: Page) =>
  page.locator('[data-slot="chat-message"][data-role="assistant"] [data-slot="markdown"]').last();
const answerAlert = (page: Page) => page.getByRole("region", { name: "Conversation" }).getByRole("alert");
const endpointStatus = (page: Page) => page.getByRole("complementary").locator('[data-slot="status-badge"]');
/** What the panel says of the conversation: "Messages", "Cost". */
const figure = (page: Page, name: string) =>
  page
    .locator("dl > div")
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator("dd");

/** What the mock was asked and what it charged, from the page's own hook. */
async function bill(page: Page) {
  return page.evaluate((route) => {
    const mock = window.paretaDemo?.mock;
    const posts = mock?.requests.filter((request) => request.route === route) ?? [];
    const debits = mock?.ledger.filter((row) => row.microUsd > 0) ?? [];
    return {
      statuses: posts.map((post) => post.status),
      keys: new Set(posts.map((post) => post.key)).size,
      debits: debits.length,
    };
  }, chatRoute);
}

test("an answer grows while it streams, from one POST and one debit", async ({ page }) => {
  await page.goto("/?pace=60");
  await expect(page.getByText("Demo data", { exact: true })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Endpoint" })).toHaveValue("ep_general_chat_01");
  await expect(endpointStatus(page)).toHaveText("Live");
  await expect(figure(page, "Cost")).toHaveText("Nothing billed yet");
  await ask(page);

  await expect(page.getByText("Writing")).toBeVisible();
  const lengths = new Set<number>();
  await expect
    .poll(async () => {
      lengths.add((await answerText(page).innerText()).length);
      return lengths.size;
    })
    .toBeGreaterThan(2);
  await expect(page.getByText("Writing")).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();

  await expect(page.getByText("Complete", { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/^Billed \$0\.00\d+$/)).toBeVisible();
  await expect(page.locator('[data-slot="chat-announcer"]')).toHaveText(/Answer complete, \d+ tokens\.$/);
  await expect(answerText(page).locator("strong").first()).toBeVisible();
  await expect(figure(page, "Messages")).toHaveText("2");
  await expect(figure(page, "Cost")).toHaveText(/^\$0\.00\d+$/);
  expect(await bill(page)).toEqual({ statuses: [200], keys: 1, debits: 1 });
});

test("the picker asks another endpoint, and the address keeps it", async ({ page }) => {
  await page.goto("/?pace=instant");
  await page.getByRole("combobox", { name: "Endpoint" }).selectOption("ep_ticket_triage_02");
  await expect(page).toHaveURL(/endpoint=ep_ticket_triage_02/);
  await ask(page, "My invoice is wrong, I was charged twice.");
  await expect(page.getByText("Complete", { exact: true })).toBeVisible();
  const models = await page.evaluate(() =>
    window.paretaDemo?.mock.requests.flatMap(({ body }) => (body === null ? [] : [body])),
  );
  expect(models).toMatchObject([{ model: "ep_ticket_triage_02", stream: true }]);
});

test("Stop keeps what arrived, says that the bill is unknown, and hangs up", async ({ page }) => {
  await page.goto("/?pace=30");
  await ask(page);
  await expect.poll(async () => (await answerText(page).innerText()).length).toBeGreaterThan(40);
  await page.getByRole("button", { name: "Stop" }).click();

  await expect(page.getByText("Stopped", { exact: true })).toBeVisible();
  const kept = await answerText(page).innerText();
  expect(kept.length).toBeGreaterThan(40);
  await expect(page.getByText("May have been billed")).toBeVisible();
  await expect(figure(page, "Cost")).toHaveText("Unknown");
  await expect(page.getByText("$0.00", { exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible();
  expect(await answerText(page).innerText()).toBe(kept);
  expect(await bill(page)).toMatchObject({ statuses: [200], keys: 1 });
  expect(await page.evaluate(() => window.paretaDemo?.mock.requests.at(-1)?.abortedAt)).not.toBeNull();
});

test("no-credit: a state of its own with the draft kept; after a top-up the same message is answered", async ({
  page,
}) => {
  await page.goto("/?scenario=no-credit&pace=instant");
  await ask(page);
  const alert = answerAlert(page);
  await expect(alert).toContainText("Your organization is out of credit");
  await expect(alert).toContainText("Nothing was charged for this request.");
  await expect(page.getByLabel("Your message")).toHaveValue(question);
  expect(await bill(page)).toEqual({ statuses: [402], keys: 1, debits: 0 });

  await alert.locator("..").getByRole("button", { name: "Top up" }).click();
  await expect(page.getByRole("complementary", { name: "Demo credit" })).toContainText(
    "$5.00 of demo credit added",
  );
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Complete", { exact: true })).toBeVisible();
  await expect(alert).toHaveCount(0);
  await expect(page.getByLabel("Your message")).toHaveValue("");
  await expect(questions(page)).toHaveCount(1);
  // Refused is definite: the second press is a new act with a key of its own.
  expect(await bill(page)).toEqual({ statuses: [402, 200], keys: 2, debits: 1 });
});

test("cold: waits while the endpoint wakes, then answers once, billed once", async ({ page }) => {
  await page.goto("/?scenario=cold&pace=200");
  await expect(endpointStatus(page)).toHaveText("Asleep");
  await ask(page);
  await expect(page.getByText("ep_general_chat_01 is waking up", { exact: true })).toBeVisible();
  await expect(
    page.getByText(/It sleeps when idle so you don’t pay for it\. .* Waiting 0:0\d\./),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
  await expect(page.getByText("Complete", { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("is waking up")).toHaveCount(0);
  await expect(endpointStatus(page)).toHaveText("Live");
  expect(await bill(page)).toEqual({ statuses: [503, 200], keys: 1, debits: 1 });
});

test("cold: Cancel ends the wait, and nothing is sent or billed afterwards", async ({ page }) => {
  await page.goto("/?scenario=cold&pace=human");
  await ask(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Stopped", { exact: true })).toBeVisible();
  await expect(page.getByText("Not billed")).toBeVisible();
  await expect(figure(page, "Cost")).toHaveText("Nothing billed yet");
  expect(await bill(page)).toEqual({ statuses: [503], keys: 1, debits: 0 });
});

test("the scenario menu changes the running page and its address", async ({ page }) => {
  await page.goto("/?pace=instant");
  await page.getByLabel("Scenario").selectOption("no-credit");
  await expect(page).toHaveURL(/scenario=no-credit/);
  await ask(page);
  await expect(answerAlert(page)).toContainText("out of credit");
  await page.getByLabel("Scenario").selectOption("happy");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Complete", { exact: true })).toBeVisible();
});

test("Shift+Enter breaks the line, Enter sends, twice in a row is one message", async ({ page }) => {
  await page.goto("/?pace=instant");
  const composer = page.getByLabel("Your message");
  await composer.fill("first line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("second line");
  await expect(composer).toHaveValue("first line\nsecond line");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Complete", { exact: true })).toBeVisible();
  await expect(questions(page)).toHaveCount(1);
  expect(await bill(page)).toEqual({ statuses: [200], keys: 1, debits: 1 });
});

test("Enter belongs to the input method while it composes", async ({ page }) => {
  await page.goto("/?pace=instant");
  const composer = page.getByLabel("Your message");
  await composer.fill("にほん");
  await composer.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await expect(composer).toHaveValue("にほん");
  expect(await bill(page)).toMatchObject({ statuses: [] });
});

test("a reader who scrolled up stays there, and can jump back", async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 480 });
  // While this is set the answer waits, however long this machine takes to scroll.
  await page.addInitScript(() => {
    const start = window.setTimeout.bind(window);
    const wait = (callback: () => void, ms?: number): number =>
      start(() => (Reflect.get(window, "isHeld") === true ? wait(callback, 20) : callback()), ms);
    Object.assign(window, { setTimeout: wait });
  });
  await page.goto("/?pace=60");
  await ask(page);
  await page.waitForFunction(() => {
    const isScrolled = (document.querySelector('[aria-label="Messages"]')?.scrollTop ?? 0) > 60;
    Reflect.set(window, "isHeld", isScrolled);
    return isScrolled;
  });
  const list = page.getByRole("region", { name: "Messages" });
  const scrollTop = () => list.evaluate((element) => element.scrollTop);
  const length = async () => (await answerText(page).innerText()).length;
  await list.hover();
  await page.mouse.wheel(0, -4000);
  await expect.poll(scrollTop).toBe(0);
  const before = await length();
  await page.evaluate(() => Reflect.set(window, "isHeld", false));
  await expect.poll(length).toBeGreaterThan(before);
  expect(await scrollTop()).toBe(0);
  await page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(page.getByRole("button", { name: "Jump to latest" })).toHaveCount(0);
});

test("Regenerate keeps both answers, and the reader can go back and forth", async ({ page }) => {
  await page.goto("/?pace=instant");
  await ask(page);
  await page.getByRole("button", { name: "Regenerate" }).click();
  const versions = page.locator('[data-slot="chat-branches"]');
  await expect(versions).toContainText("2/2");
  await versions.getByRole("button", { name: "Previous version" }).click();
  await expect(versions).toContainText("1/2");
  await expect(messages(page)).toHaveCount(2);
  expect(await bill(page)).toEqual({ statuses: [200, 200], keys: 2, debits: 2 });
});

test("a lost connection keeps the text; trying again is never billed twice", async ({ page }) => {
  await page.goto("/?pace=instant");
  await expect(endpointStatus(page)).toHaveText("Live");
  await page.evaluate(
    (route) => window.paretaDemo?.mock.faults.next(route, { kind: "drop", afterChunks: 20 }),
    chatRoute,
  );
  await ask(page);
  await expect(answerAlert(page)).toContainText("Connection lost");
  await expect(page.getByText("May have been billed")).toBeVisible();
  const kept = await answerText(page).innerText();
  expect(kept.length).toBeGreaterThan(20);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Complete", { exact: true })).toBeVisible();
  expect((await answerText(page).innerText()).length).toBeGreaterThan(kept.length);
  expect(await bill(page)).toEqual({ statuses: [200, 200], keys: 1, debits: 1 });
});

test("the running cost is said to be a least one once a bill is unknown, and counts every version", async ({
  page,
}) => {
  await page.goto("/?pace=instant");
  await ask(page);
  const cost = figure(page, "Cost");
  await expect(cost).toHaveText(/^\$0\.00\d+$/);
  await page.evaluate(
    (route) => window.paretaDemo?.mock.faults.next(route, { kind: "drop", afterChunks: 20 }),
    chatRoute,
  );
  await page.getByRole("button", { name: "Regenerate" }).click();
  await expect(answerAlert(page)).toContainText("Connection lost");
  await expect(cost).toHaveText(/^At least \$0\.00\d+$/);
  const amount = async () => Number((await cost.innerText()).replace("At least $", ""));
  const first = await amount();
  // Its charge was made when it broke off: what the second try is told is no bill of it.
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Billed, amount unknown")).toBeVisible();
  await expect(cost).toHaveText(`At least $${first}`);
  await page.getByRole("button", { name: "Regenerate" }).click();
  await expect(page.locator('[data-slot="chat-branches"]')).toContainText("3/3");
  await expect.poll(amount).toBeGreaterThan(first);
});

test("the settings go out as they are, and an unedited prompt stays with the server", async ({ page }) => {
  await page.goto("/?pace=instant&endpoint=ep_contract_kie_01");
  const prompt = page.getByLabel("System prompt");
  await expect(prompt).toHaveValue(/^Extract these fields as JSON/);
  const reply = page.locator('[data-slot="chat-message"][data-role="assistant"][data-state="complete"]');
  await ask(page, "Signed on 4 May 2026.");
  await expect(reply).toHaveCount(1);

  await prompt.fill("Answer in one word.");
  await page.getByLabel("Temperature").fill("0.2");
  await page.getByLabel("Max tokens").fill("2.5");
  await expect(page.getByText("Enter a whole number, 1 or more. Ignored until fixed.")).toBeVisible();
  await ask(page, "Signed on 5 May 2026.");
  await expect(reply).toHaveCount(2);

  await page.getByRole("button", { name: "Reset" }).click();
  await expect(prompt).toHaveValue(/^Extract these fields as JSON/);
  await page.getByLabel("Max tokens").fill("64");
  await ask(page, "Signed on 6 May 2026.");
  await expect(reply).toHaveCount(3);

  const bodies = await page.evaluate(() =>
    window.paretaDemo?.mock.requests.flatMap(({ body }) => (body === null ? [] : [JSON.stringify(body)])),
  );
  const [first, second, third] = (bodies ?? []).map((body) => JSON.parse(body));
  expect(first.messages[0]).toMatchObject({ role: "user" });
  expect(first).not.toHaveProperty("temperature");
  expect(second).toMatchObject({ temperature: 0.2 });
  expect(second.messages[0]).toMatchObject({ role: "system", content: "Answer in one word." });
  expect(second).not.toHaveProperty("max_tokens");
  expect(third).toMatchObject({ temperature: 0.2, max_tokens: 64 });
  expect(third.messages[0]).toMatchObject({ role: "user" });
});

test("a theme is kept, and there before the page's own code", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/?pace=instant");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect.poll(background).not.toBe(light);
  await page.route(/\/assets\/.*\.js$/, (route) => route.abort());
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-pareta-theme", "dark");
  expect(await background()).not.toBe(light);
  // Of the scripts that were held back.
  complaints.length = 0;
});

test("a reload keeps the scenario and the endpoint, and sends nothing again", async ({ page }) => {
  await page.goto("/?pace=instant");
  await page.getByRole("combobox", { name: "Endpoint" }).selectOption("ep_ticket_triage_02");
  await page.getByLabel("Scenario").selectOption("slow");
  await ask(page, "My invoice is wrong.");
  await page.reload();
  await expect(page.getByLabel("Scenario")).toHaveValue("slow");
  await expect(page.getByRole("combobox", { name: "Endpoint" })).toHaveValue("ep_ticket_triage_02");
  await expect(endpointStatus(page)).toHaveText("Live");
  expect(await bill(page)).toMatchObject({ statuses: [], debits: 0 });
});

test("on a narrow page the panel is a sheet over the conversation, and nothing scrolls sideways", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/?pace=instant");
  const picker = page.getByRole("combobox", { name: "Endpoint" });
  await expect(picker).toBeHidden();
  await page.getByText("Settings and usage").click();
  await picker.selectOption("ep_ticket_triage_02");
  await page.getByText("Settings and usage").click();
  await expect(picker).toBeHidden();
  await expect(page.getByText("ep_ticket_triage_02", { exact: true }).first()).toBeVisible();
  const wide = () =>
    page.evaluate(
      () =>
        [document.documentElement, ...document.querySelectorAll('[aria-label="Messages"]')].filter(
          (element) => element.scrollWidth > element.clientWidth,
        ).length,
    );
  expect(await wide()).toBe(0);
  await ask(page);
  await expect(page.getByText("Complete", { exact: true })).toBeVisible();
  expect(await wide()).toBe(0);
});

test("empty: says what to do in place of a chat with nobody", async ({ page }) => {
  await page.goto("/?scenario=empty&pace=instant");
  await expect(page.getByRole("main").getByRole("heading", { name: "No endpoints yet" })).toBeVisible();
  await expect(page.getByLabel("Your message")).toHaveCount(0);
  await page.getByLabel("Scenario").selectOption("happy");
  await expect(page.getByLabel("Your message")).toBeVisible();
});

const failures = {
  "rate-limited": "Too many requests",
  offline: "Couldn’t reach Pareta",
  error: "Pareta returned an error",
  forbidden: "This key doesn’t have access",
  "not-found": "It may have been deleted.",
};

for (const [scenario, words] of Object.entries(failures)) {
  test(`${scenario}: the answer's place says what is the matter, and no bill is made up`, async ({
    page,
  }) => {
    await page.goto(`/?scenario=${scenario}&pace=instant`);
    await ask(page);
    await expect(messages(page).last()).toContainText(words);
    await expect(page.getByText("$0.00", { exact: true })).toHaveCount(0);
    expect(await bill(page)).toMatchObject({ debits: 0 });
  });
}

test("on paper the whole conversation stands, without the composer and what else only a press could use", async ({
  page,
}) => {
  await page.goto("/?pace=instant");
  for (const [index, text] of ["Explain unit tests", "Compare batch and streaming inference"].entries()) {
    await ask(page, text);
    await expect(page.getByText("Complete", { exact: true })).toHaveCount(index + 1);
  }
  const scroller = page.locator(".pareta-chat-scroller");
  const whole = await scroller.evaluate((element) => element.scrollHeight);
  await page.emulateMedia({ media: "print" });
  const { height, page: paper } = await scroller.evaluate((element) => ({
    height: element.getBoundingClientRect().height,
    page: document.documentElement.scrollHeight,
  }));
  expect(height).toBeGreaterThan(whole * 0.6);
  expect(paper).toBeGreaterThanOrEqual(Math.floor(height));
  await expect(page.getByRole("textbox", { name: "Your message" })).toBeHidden();
  await expect(page.getByRole("combobox")).toHaveCount(0);
});
