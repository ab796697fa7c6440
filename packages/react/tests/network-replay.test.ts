import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createMockPareta, type Fault } from "@pareta/mock";
import { startMockServer } from "@pareta/mock/server";
import { type Browser, chromium } from "playwright";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchOptions } from "../../../tools/browser.ts";

const chat = "POST /v1/chat/completions";
let browser: Browser;
let pages: Server;
let script = "";

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, rolldownOptions: { input: `${import.meta.dirname}/replay-page.tsx` } },
    define: { "process.env.NODE_ENV": '"development"' },
  });
  const [output] = [built].flat();
  const chunk =
    output && "output" in output ? output.output.find((part) => part.type === "chunk") : undefined;
  script = chunk?.code ?? "";
  pages = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(
      isScript ? script : `<!doctype html><body></body><script type="module" src="/page.js"></script>`,
    );
  });
  await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
  browser = await chromium.launch(launchOptions());
}, 60_000);

afterAll(async () => {
  await browser.close();
  pages.closeAllConnections();
  await new Promise((resolve) => pages.close(resolve));
});

/** One press of Send in a page of its own, over that many warm connections, the first POSTs struck by faults. */
async function pressSend(warm: number, faults: readonly Fault[]) {
  const mock = createMockPareta();
  const server = await startMockServer(mock);
  for (const fault of faults) mock.faults.next(chat, fault);
  const page = await browser.newPage();
  const { port } = pages.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/?warm=${warm}&server=${encodeURIComponent(server.url)}`);
  await page.getByRole("button").click();
  const answer = page.locator("p[data-role=assistant]");
  const ends = ["complete", "incomplete", "failed"].map(
    (state) => `p[data-state=${state}][data-role=assistant]`,
  );
  await page.locator(ends.join()).waitFor({ state: "attached" });
  const settled = async () => ({
    turns: await page.locator("p[data-role=user]").count(),
    answers: await answer.count(),
    status: await answer.getAttribute("data-state"),
  });
  const posts = () => mock.requests.filter((row) => row.route === chat);
  const close = async () => {
    await page.close();
    await server.close();
  };
  return { mock, page, posts, settled, close };
}

describe("T3 M4 Chromium sends a POST again by itself when a warm connection breaks", () => {
  it.each([1, 3, 6])(
    "over %i warm connections: one key, one debit, one turn",
    async (warm) => {
      const { mock, posts, settled, close } = await pressSend(warm, [{ kind: "reset" }]);
      expect(posts().length).toBeGreaterThan(1);
      expect(new Set(posts().map((row) => row.key)).size).toBe(1);
      expect(mock.ledger.filter((row) => row.microUsd > 0)).toHaveLength(1);
      expect(await settled()).toEqual({ turns: 1, answers: 1, status: "complete" });
      await close();
    },
    30_000,
  );

  it("and when the first was accepted and its answer lost, the copy is not charged", async () => {
    const { mock, posts, settled, close } = await pressSend(3, [{ kind: "drop" }]);
    expect(posts().length).toBeGreaterThan(1);
    expect(new Set(posts().map((row) => row.key)).size).toBe(1);
    expect(mock.ledger.filter((row) => row.microUsd > 0)).toHaveLength(1);
    expect(await settled()).toEqual({ turns: 1, answers: 1, status: "complete" });
    await close();
  }, 30_000);
});
