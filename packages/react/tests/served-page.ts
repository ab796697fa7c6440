import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMockPareta } from "@pareta/mock";
import { startMockServer } from "@pareta/mock/server";
import { chromium } from "playwright";
import { build } from "vite";
import { launchOptions } from "../../../tools/browser.ts";

/** Chromium, and a page of this folder on a loopback port. */
export async function servePage(module: string) {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, rolldownOptions: { input: `${import.meta.dirname}/${module}` } },
    define: { "process.env.NODE_ENV": '"development"' },
  });
  const [output] = [built].flat();
  const chunk =
    output && "output" in output ? output.output.find((part) => part.type === "chunk") : undefined;
  const pages = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(
      isScript ? chunk?.code : `<!doctype html><body></body><script type="module" src="/page.js"></script>`,
    );
  });
  await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
  const { port } = pages.address() as AddressInfo;
  const browser = await chromium.launch(launchOptions());
  return {
    /** The page in a tab of its own, over a backend of its own that speaks HTTP/1.1. */
    async open(query: Readonly<Record<string, string | number>>, mock = createMockPareta()) {
      const server = await startMockServer(mock);
      const page = await browser.newPage();
      const search = new URLSearchParams({ server: server.url });
      for (const [name, value] of Object.entries(query)) search.set(name, String(value));
      await page.goto(`http://127.0.0.1:${port}/?${search.toString()}`);
      const posts = () => mock.requests.filter((row) => row.route === "POST /v1/chat/completions");
      const close = async () => {
        await page.close();
        await server.close();
      };
      return { mock, page, posts, close };
    },
    /** Stops the browser's pages as a machine that sleeps does, and lets them go on. */
    async sleep(milliseconds: number) {
      const session = await browser.newBrowserCDPSession();
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const renderers = processInfo.flatMap(({ type, id }) => (type === "renderer" ? [id] : []));
      for (const renderer of renderers) process.kill(renderer, "SIGSTOP");
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      for (const renderer of renderers) process.kill(renderer, "SIGCONT");
      await session.detach();
    },
    async close() {
      await browser.close();
      pages.closeAllConnections();
      await new Promise((resolve) => pages.close(resolve));
    },
  };
}
