import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Browser } from "playwright";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
};

/** What a bundler without HTML leaves out: a page with its scripts and stylesheets. */
export function writePage(folder: string): void {
  const page = join(folder, "index.html");
  if (existsSync(page)) return;
  const files = readdirSync(folder);
  const styles = files
    .filter((file) => file.endsWith(".css"))
    .map((file) => `<link rel=stylesheet href=${file}>`);
  const scripts = files
    .filter((file) => file.endsWith(".js"))
    .map((file) => `<script type=module src=${file}></script>`);
  const head = [
    "<!doctype html>",
    "<html lang=en>",
    "<title>A chat</title>",
    '<link rel=icon href="data:,">',
  ];
  writeFileSync(page, [...head, ...styles, "<div id=root></div>", ...scripts].join("\n"));
}

export interface PageServer extends AsyncDisposable {
  readonly url: string;
}

/** A built page, and under `/api/pareta` what a host's own server does: it adds the key and passes the rest on. */
export async function servePage(folder: string, backend: string): Promise<PageServer> {
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    if (path.startsWith("/api/pareta/")) {
      const { method, headers } = request;
      const target = new URL(path.slice("/api/pareta".length), backend);
      const onward = forward(target, {
        method,
        headers: { ...headers, host: target.host, authorization: "Bearer pareta_sk_test" },
      });
      onward.on("response", (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on("error", () => response.destroy());
      request.pipe(onward);
      return;
    }
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Asks a question on a page with a chat, then looks for each text on the page of its path, and says what was wrong: `null`
 * for nothing.
 */
export async function askOnPage(
  browser: Browser,
  url: string,
  texts: Readonly<Record<string, string>> = {},
): Promise<string | null> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      complaints.push(`${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  try {
    await page.goto(url);
    await page.getByRole("textbox").fill("Which model is good enough?");
    await page.keyboard.press("Enter");
    await page.locator('[data-slot="chat-message"][data-role="assistant"][data-state="complete"]').waitFor();
    for (const [path, text] of Object.entries(texts)) {
      await page.goto(new URL(path, url).href);
      await page.getByText(text).waitFor();
    }
    return complaints.length === 0 ? null : `the console says ${complaints.join("; ")}`;
  } catch (error) {
    return [error instanceof Error ? error.message : String(error), ...complaints].join("\n");
  } finally {
    await page.close();
  }
}
