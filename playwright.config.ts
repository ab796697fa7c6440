import { defineConfig } from "@playwright/test";
import { launchOptions } from "./tools/browser.ts";

export default defineConfig({
  testDir: "apps/demo/e2e",
  reporter: "list",
  forbidOnly: true,
  use: { baseURL: "http://127.0.0.1:4173", launchOptions: launchOptions(), trace: "retain-on-failure" },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
  webServer: {
    command: "pnpm run build && pnpm run preview",
    cwd: "apps/demo",
    url: "http://127.0.0.1:4173",
    reuseExistingServer: false,
  },
});
