import { createMockPareta } from "@pareta/mock";
import { Pareta } from "pareta";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { servePage } from "./served-page.ts";

let site: Awaited<ReturnType<typeof servePage>>;
beforeAll(async () => {
  site = await servePage("streams-page.tsx");
}, 60_000);
afterAll(() => site.close());

const paced = (tokensPerSecond: number) => createMockPareta({ pace: { tokensPerSecond, runMs: 600_000 } });
const inState = (page: Page, name: string, value: string) => page.locator(`section[data-${name}=${value}]`);

describe("R14 ten streams over HTTP/1.1, of which a browser opens six connections", () => {
  it("all finish, four at a time, and polls are answered meanwhile", async () => {
    const mock = paced(150);
    const started = await new Pareta({ fetch: mock.fetch }).evals.runs.create({
      evalSet: "es_contracts_120",
      models: ["contract-key-fields-open-1"],
    });
    const { page, posts, close } = await site.open({ chats: 10, run: started.id }, mock);
    const polls = () => mock.requests.filter((row) => row.route === "GET /v1/eval-runs/{id}");
    await page.locator("output").filter({ hasText: /./ }).waitFor();
    for (const button of await page.getByText("Send").all()) await button.click();
    await inState(page, "waiting", "queued").first().waitFor();
    const pollsBefore = polls().length;
    const models = await page.evaluate(async () => {
      const server = new URL(location.href).searchParams.get("server") ?? "";
      const headers = { authorization: "Bearer pareta_sk_test" };
      return (await fetch(`${server}/v1/models`, { headers })).status;
    });
    expect(models).toBe(200);
    expect(await inState(page, "waiting", "queued").count()).toBeGreaterThan(0);
    const complete = () => inState(page, "answer", "complete").count();
    const overLimit: number[] = [];
    await vi.waitFor(
      async () => {
        // What has ended has ended: the count of POSTs is the older of the two.
        const sent = posts().length;
        const ended = await complete();
        if (sent - ended > 4) overLimit.push(sent - ended);
        expect(ended).toBe(10);
      },
      { timeout: 60_000, interval: 20 },
    );
    expect(overLimit).toEqual([]);
    expect(posts()).toHaveLength(10);
    expect(mock.ledger.filter((row) => row.microUsd > 0)).toHaveLength(10);
    expect(polls().length - pollsBefore).toBeGreaterThan(0);
    expect(polls().filter(({ status }) => status !== 200).length).toBeLessThanOrEqual(1);
    await close();
  }, 90_000);
});

describe("a stream that is left is closed at the server", () => {
  it.each([
    ["R1 its component unmounts", (page: Page) => page.getByText("Leave").click()],
    ["M14 R22 Stop is pressed", (page: Page) => page.getByText("Stop").click()],
    ["R12 the page is left", (page: Page) => page.goto("about:blank")],
  ])(
    "when %s",
    async (_, leave) => {
      const { page, posts, close } = await site.open({}, paced(40));
      await page.getByText("Send").click();
      await inState(page, "status", "streaming").waitFor();
      await leave(page);
      await vi.waitFor(() => expect(posts()[0]?.abortedAt).not.toBeNull(), { timeout: 10_000 });
      expect(posts()).toHaveLength(1);
      await close();
    },
    30_000,
  );
});

// Windows cannot stop a process.
describe.runIf(process.platform !== "win32")(
  "R10 R11 a machine that sleeps in the middle of an answer",
  () => {
    it("wakes without a false timeout and without a burst of polls; the answer is whole", async () => {
      const mock = paced(50);
      const started = await new Pareta({ fetch: mock.fetch }).evals.runs.create({
        evalSet: "es_contracts_120",
        models: ["contract-key-fields-open-1"],
      });
      const { page, posts, close } = await site.open({ idle: 2000, run: started.id }, mock);
      await page.evaluate(() => {
        let last = performance.now();
        setInterval(() => {
          const now = performance.now();
          document.body.dataset["longestGap"] = String(
            Math.max(Number(document.body.dataset["longestGap"] ?? 0), now - last),
          );
          last = now;
        }, 20);
      });
      await page.getByText("Send").click();
      await inState(page, "status", "streaming").waitFor();
      await site.sleep(3500);
      await inState(page, "answer", "complete").waitFor({ timeout: 20_000 });
      expect(Number(await page.locator("body").getAttribute("data-longest-gap"))).toBeGreaterThan(3000);
      expect(posts()).toHaveLength(1);
      expect(mock.ledger.filter((row) => row.microUsd > 0)).toHaveLength(1);
      const polls = mock.requests.flatMap(({ route, at }) =>
        route === "GET /v1/eval-runs/{id}" ? [at] : [],
      );
      const gaps = polls.slice(1).map((at, index) => at - (polls[index] ?? 0));
      // The shortest pause between two looks is 100 ms: a burst would be nearer together.
      expect(gaps.filter((gap) => gap < 50)).toEqual([]);
      await close();
    }, 60_000);
  },
);

describe("R9 what onFinish throws", () => {
  it("reaches the page's error reporting once, and the chat is ready", async () => {
    const { page, close } = await site.open({ throws: 1 });
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.getByText("Send").click();
    await inState(page, "answer", "complete").waitFor();
    await inState(page, "status", "ready").waitFor();
    await vi.waitFor(() => expect(errors.map(({ message }) => message)).toEqual(["the host's own"]));
    await close();
  }, 30_000);
});
