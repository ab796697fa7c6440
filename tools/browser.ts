import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { chromium } from "playwright";

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

function isExecutable(path: string | undefined): path is string {
  if (!path) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium that tests drive: `$CHROME_BIN`, Playwright's own, or the system's. Looks only, installs nothing. */
export function findBrowser(): string | undefined {
  return [process.env["CHROME_BIN"], chromium.executablePath(), ...systemBrowsers].find(isExecutable);
}

/** Launch options for Playwright and Vitest: a quiet Chromium that calls no host of its own accord. */
export function launchOptions() {
  const executablePath = findBrowser();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}

function run(command: string, args: readonly string[]): boolean {
  console.log(`$ ${command} ${args.join(" ")}`);
  return spawnSync(command, args, { stdio: "inherit" }).status === 0;
}

function installBrowser(): void {
  if (run("playwright", ["install", "chromium"])) return;
  const isRootOnLinux = process.platform === "linux" && process.getuid?.() === 0;
  if (!isRootOnLinux) return;
  if (run("apt-get", ["update"])) run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
}

/** Finds a Chromium or installs one; says plainly what is missing if it cannot. */
export function ensureBrowser(): string {
  if (findBrowser() === undefined) installBrowser();
  const browser = findBrowser();
  if (browser !== undefined) return browser;
  throw new Error(
    "The tests need Chromium and none was found or could be installed. " +
      "Install Chromium or Chrome, or set CHROME_BIN to its executable, then run the tests again.",
  );
}

if (import.meta.main) {
  try {
    console.log(`Browser: ${ensureBrowser()}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
