import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The oldest pair that `@pareta/react` allows, for our sources and for what the tests render with. */
const oldest = {
  alias: ["react", "react-dom", "@tanstack/react-query", "@testing-library/react"].map((name) => ({
    find: new RegExp(`^${name}(?=/|$)`),
    replacement: here(`node_modules/${name}`),
  })),
};

const core = { root: here("../packages/react"), environment: "node" as const, include: ["src/**/*.test.ts"] };
const hooks = {
  root: here("../packages/react"),
  environment: "jsdom" as const,
  globals: true,
  include: ["src/**/*.test.tsx"],
  exclude: ["**/*.browser.test.tsx"],
};

const matchers = "@testing-library/jest-dom/vitest";

export default defineConfig({
  test: {
    projects: [
      { resolve: oldest, test: { ...core, name: "core, oldest peers", setupFiles: [here("is-oldest.ts")] } },
      {
        plugins: [react()],
        resolve: oldest,
        test: { ...hooks, name: "hooks, oldest peers", setupFiles: [matchers, here("is-oldest.ts")] },
      },
      {
        // The hooks themselves too, as an app that compiles its dependencies would have them.
        plugins: [react({ compiler: true })],
        test: { ...hooks, name: "hooks, React Compiler", setupFiles: [matchers, here("is-compiled.ts")] },
      },
    ],
  },
});
