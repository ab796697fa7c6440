import react from "@vitejs/plugin-react";
import { storybookTest } from "@storybook/addon-vitest/vitest-plugin";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { launchOptions } from "./tools/browser.ts";

// A fresh object each time: Vitest writes the resolved names into it.
const browser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: launchOptions() }),
  instances: [{ browser: "chromium" as const }],
});

const node = (name: string, root: string) => ({
  test: {
    name,
    root,
    environment: "node" as const,
    include: ["{src,tests}/**/*.test.ts"],
    exclude: ["**/*.browser.test.ts"],
  },
});

export default defineConfig({
  test: {
    projects: [
      node("sdk", "packages/sdk"),
      node("mock", "packages/mock"),
      node("react core", "packages/react"),
      {
        plugins: [react()],
        test: {
          name: "react",
          root: "packages/react",
          environment: "jsdom",
          globals: true,
          include: ["src/**/*.test.tsx"],
          exclude: ["**/*.browser.test.tsx"],
          setupFiles: ["@testing-library/jest-dom/vitest"],
        },
      },
      {
        plugins: [react()],
        // Found while a test runs, it would reload the page under that test.
        optimizeDeps: { include: ["fast-check"] },
        test: {
          name: "browser",
          include: ["packages/*/src/**/*.browser.test.{ts,tsx}"],
          browser: browser(),
        },
      },
      {
        plugins: [storybookTest({ configDir: ".storybook" })],
        test: { name: "storybook", browser: browser() },
      },
    ],
  },
});
