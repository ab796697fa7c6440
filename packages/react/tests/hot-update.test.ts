import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMockPareta } from "@pareta/mock";
import { startMockServer } from "@pareta/mock/server";
import react from "@vitejs/plugin-react";
import { type Browser, chromium } from "playwright";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchOptions } from "../../../tools/browser.ts";

const chat = "POST /v1/chat/completions";
const source = join(import.meta.dirname, "hot-page");
let folder = "";
let vite: ViteDevServer;
let browser: Browser;

/** A host's project outside of the workspace, with a page for each test to edit while the dev server runs. */
const pages = ["refreshed", "remounted", "another-client"] as const;
type PageName = (typeof pages)[number];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hot-page-"));
  for (const name of pages) await cp(source, join(folder, name), { recursive: true });
  await symlink(join(import.meta.dirname, "../node_modules"), join(folder, "node_modules"));
  vite = await createServer({
    configFile: false,
    root: folder,
    cacheDir: join(folder, ".vite"),
    logLevel: "error",
    plugins: [react()],
    resolve: { alias: { "@pareta/react": join(import.meta.dirname, "../src/index.ts") } },
    // A dependency found late would reload the page in the middle of a test.
    optimizeDeps: {
      include: [
        "react",
        "react/jsx-runtime",
        "react/jsx-dev-runtime",
        "react-dom/client",
        "@tanstack/react-query",
      ],
    },
    server: { host: "127.0.0.1", port: 0, fs: { strict: false } },
  });
  await vite.listen();
  browser = await chromium.launch(launchOptions());
  const page = await browser.newPage();
  await page.goto(addressOf("refreshed", ""));
  await page.getByRole("button").waitFor();
  await page.close();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await vite.close();
  await rm(folder, { recursive: true });
});

async function edit(page: PageName, file: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, page, file);
  const text = await readFile(path, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`The edit changes nothing in ${file}.`);
  await writeFile(path, changed);
}

/** A wire to that server which lets the first words of a stream through, and the rest when it is told to. */
async function holdingWire(target: string) {
  const { hostname, port } = new URL(target);
  let letGo = () => {};
  const released = new Promise<void>((resolve) => (letGo = resolve));
  const wire = createTcpServer((client) => {
    const upstream = connect(Number(port), hostname);
    let events = 0;
    upstream.on("data", (bytes) => {
      client.write(bytes);
      events += bytes.toString("latin1").split("data: ").length - 1;
      if (events < 5) return;
      upstream.pause();
      void released.then(() => upstream.resume());
    });
    upstream.on("end", () => client.end());
    upstream.on("error", () => client.destroy());
    client.on("error", () => upstream.destroy());
    client.on("close", () => upstream.destroy());
    client.pipe(upstream);
  });
  await new Promise<void>((resolve) => wire.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(wire.address() as AddressInfo).port}`;
  return { url, letGo, close: () => void wire.close() };
}

function addressOf(name: PageName, server: string): string {
  return `${vite.resolvedUrls?.local[0]}${name}/?server=${encodeURIComponent(server)}`;
}

/** A page in which an answer has begun to stream, and its backend. */
async function streamingPage(name: PageName, tokensPerSecond = 2000) {
  const mock = createMockPareta({ pace: { tokensPerSecond } });
  const server = await startMockServer(mock);
  const wire = await holdingWire(server.url);
  const page = await browser.newPage();
  const loads: string[] = [];
  page.on("framenavigated", (frame) => loads.push(frame.url()));
  await page.goto(addressOf(name, wire.url));
  await page.getByRole("button").click();
  const answer = page.locator("p[data-role=assistant]");
  await page.locator("p[data-role=assistant][data-state=streaming]:not(:empty)").waitFor();
  const posts = () => mock.requests.filter((row) => row.route === chat);
  const complete = async () => {
    wire.letGo();
    await page.locator("p[data-role=assistant][data-state=complete]").waitFor();
    const debits = mock.ledger.filter((row) => row.microUsd > 0).length;
    return { answers: await answer.count(), posts: posts().length, debits, loads: loads.length };
  };
  const close = async () => {
    await page.close();
    wire.close();
    await server.close();
  };
  return { page, answer, posts, complete, clicks: page.locator("[data-slot=clicks]"), close };
}

describe("M17 a file is edited while an answer streams: no new POST", () => {
  it("a component is refreshed, its state kept: the answer goes on", async () => {
    const { page, answer, posts, complete, clicks, close } = await streamingPage("refreshed");
    await edit("refreshed", "chat.tsx", (text) => text.replace("Version 1", "Version 2"));
    await page.getByText("Version 2").waitFor();
    expect(await clicks.textContent()).toBe("1");
    expect(await answer.getAttribute("data-state")).toBe("streaming");
    expect(posts()).toHaveLength(1);
    expect(await complete()).toEqual({ answers: 1, posts: 1, debits: 1, loads: 1 });
    await close();
  }, 30_000);

  it("a component gets another hook and is mounted anew, its state lost: the answer goes on", async () => {
    const { page, answer, posts, complete, clicks, close } = await streamingPage("remounted");
    await edit("remounted", "chat.tsx", (text) =>
      text.replace("Version 1", "Version 3").replace("useState(0);", "useState(0);\n  useState(1);"),
    );
    await page.getByText("Version 3").waitFor();
    expect(await clicks.textContent()).toBe("0");
    expect(await answer.getAttribute("data-state")).toBe("streaming");
    expect(posts()).toHaveLength(1);
    expect(await complete()).toEqual({ answers: 1, posts: 1, debits: 1, loads: 1 });
    await close();
  }, 30_000);

  it("the client's own module makes another client: the old one's chat is gone, and nothing is sent with the new", async () => {
    // So slow that its end lies behind the edit: what breaks off is the request.
    const { answer, posts, close } = await streamingPage("another-client", 20);
    await edit("another-client", "client.ts", (text) => `${text}// Edited.\n`);
    await answer.waitFor({ state: "detached" });
    await expect.poll(() => posts()[0]?.abortedAt).not.toBeNull();
    expect(posts()).toHaveLength(1);
    await close();
  }, 30_000);
});
