import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchOptions } from "../../../tools/browser.ts";
import { serveFolder, type StaticServer } from "../../../tools/static-server.ts";
import type * as ServerPage from "./strict-page/server.tsx";

declare global {
  interface Window {
    /** What the page's policy refused: the directive, and the beginning of what it was about. */
    violations: (readonly [directive: string, sample: string])[];
  }
}

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");
let folder = "";
let site: StaticServer;
let browser: Browser;
let rendering: typeof ServerPage;

async function buildEntry(entry: "client" | "server"): Promise<void> {
  await build({
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    oxc: { jsx: { runtime: "automatic", development: false } },
    ssr: { noExternal: true },
    build: {
      ssr: entry === "server",
      outDir: join(folder, entry),
      rolldownOptions: {
        input: join(import.meta.dirname, `strict-page/${entry}.tsx`),
        output: { entryFileNames: "page.js", assetFileNames: "page[extname]" },
      },
    },
  });
}

const pageAround = (body: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Strict</title>
    <link rel="icon" href="/icon.svg">
    <link rel="stylesheet" href="/page.css">
  </head>
  <body><div id="root">${body}</div><script type="module" src="/page.js"></script></body>
</html>`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "strict-page-"));
  await buildEntry("client");
  await buildEntry("server");
  rendering = await import(pathToFileURL(join(folder, "server/page.js")).href);
  const client = join(folder, "client");
  await writeFile(join(client, "index.html"), pageAround(rendering.renderPage().html));
  await writeFile(join(client, "icon.svg"), `<svg xmlns="http://www.w3.org/2000/svg"/>`);
  await mkdir(join(client, "planted"));
  const offences = `document.body.insertAdjacentHTML("beforeend", "<p>")`;
  await writeFile(join(client, "planted/page.js"), offences);
  await writeFile(
    join(client, "planted/index.html"),
    `<p style="color: red"></p><style>p { color: red }</style><script>0</script><script src="page.js"></script>`,
  );
  site = await serveFolder(client, { "content-security-policy": policy });
  browser = await chromium.launch(launchOptions());
}, 60_000);

afterAll(async () => {
  await browser.close();
  await site[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** A page under the policy, and what it was not allowed to do. */
async function openStrict(path: string) {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, sample }) => {
      window.violations.push([effectiveDirective, sample]);
    });
  });
  await page.goto(`${site.url}${path}`);
  return { page, violations: () => page.evaluate(() => window.violations), complaints };
}

it("X27 the policy sees a style attribute, a style element, an inline script and an HTML string", async () => {
  const { page, violations } = await openStrict("/planted/");
  await expect
    .poll(async () => new Set((await violations()).map(([directive]) => directive)))
    .toEqual(new Set(["require-trusted-types-for", "script-src-elem", "style-src-attr", "style-src-elem"]));
  await page.close();
});

it("X27 what a server sends of every component has no style of its own and no script", () => {
  const { html, requests } = rendering.renderPage();
  for (const { name } of rendering.everyComponent) expect(html).toContain(`data-sample="${name}"`);
  expect(html).not.toMatch(/\sstyle=|<style|<script|\son\w+=|javascript:/);
  expect(requests).toBe(0);
});

it("X27 every component hydrates and works under a strict policy and trusted types: 0 violations", async () => {
  const { page, violations, complaints } = await openStrict("/");
  for (const { name, press = [], shows } of rendering.everyComponent) {
    const sample = page.locator(`[data-sample="${name}"]`);
    for (const button of press) await sample.getByRole("button", { name: button, exact: true }).click();
    if (shows !== undefined) await sample.locator(shows).waitFor();
  }
  expect(await violations()).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
}, 30_000);
