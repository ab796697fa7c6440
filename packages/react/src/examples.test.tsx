import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createMockPareta } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, waitFor } from "@testing-library/react";
import { Pareta } from "pareta";
import { createElement, type FunctionComponent, isValidElement, type ReactElement, StrictMode } from "react";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import * as door from "./index.ts";
import { ParetaProvider } from "./provider/pareta-provider.tsx";
import { layOut, type Sample } from "./testing/type-check.ts";

const here = dirname(fileURLToPath(import.meta.url));

/** The code blocks of `@example` in a source file, or of a page. */
function examplesOf(path: string): Sample[] {
  const text = readFileSync(path, "utf8");
  const source = path.endsWith(".md") ? text : text.replaceAll(/^ *\* ?/gm, "");
  const blocks = [...source.matchAll(/```(tsx?)\n([^]*?)```/g)];
  const base = relative(here, path).replaceAll(/\W+/g, "-");
  return blocks.map(([, extension = "ts", code = ""], index) => ({
    name: `${base}-${index}`,
    code,
    extension,
  }));
}

const sources = readdirSync(here, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|stories)\.|^testing/.test(path))
  .map((path) => join(here, path));
const examples = [...sources, resolve(here, "../README.md")].flatMap(examplesOf);

let laidOut: ReturnType<typeof layOut>;
beforeAll(() => {
  laidOut = layOut("examples", examples);
});

afterAll(() => {
  laidOut.remove();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("every public hook, the provider and the factories have an example", () => {
  const all = examples.map(({ code }) => code).join("\n");
  const missing = Object.keys(door).filter(
    (name) => /^(use|pareta(?!Keys)|ParetaP)/.test(name) && !all.includes(name),
  );
  expect(missing).toEqual([]);
});

it("the examples compile", () => {
  expect(laidOut.problems()).toBe("");
}, 30_000);

it.each(examples)("$name runs", async ({ name, extension }) => {
  const errors: unknown[] = [];
  vi.spyOn(console, "error").mockImplementation((...values: unknown[]) => void errors.push(values));
  vi.spyOn(console, "log").mockImplementation(() => {});
  const mock = createMockPareta();
  vi.stubGlobal("fetch", mock.fetch);
  const module: Record<string, unknown> = await import(
    /* @vite-ignore */ `${laidOut.folder}/${name}.${extension}`
  );
  // What a script rendered itself goes before what we render.
  cleanup();

  const client = new Pareta({ fetch: mock.fetch });
  const queryClient = new QueryClient();
  const idle = () =>
    waitFor(() => expect(queryClient.isFetching() + queryClient.isMutating()).toBe(0), { timeout: 5000 });
  for (const element of elementsOf(module)) {
    const { container, unmount } = render(
      <StrictMode>
        <ParetaProvider client={client} queryClient={queryClient}>
          {element}
        </ParetaProvider>
      </StrictMode>,
    );
    await idle();
    for (const button of container.querySelectorAll("button")) {
      await act(async () => fireEvent.click(button));
      await idle();
    }
    expect(container.querySelector("[role=alert]")).toBeNull();
    unmount();
  }
  queryClient.clear();
  expect(errors).toEqual([]);
  const refused = mock.requests.filter((row) => (row.status ?? 0) >= 400).map((row) => row.path);
  expect(refused).toEqual([]);
});

/** What a module wants to show: its `example`, else each of its components. */
function elementsOf(module: Record<string, unknown>): ReactElement[] {
  if (isValidElement(module["example"])) return [module["example"]];
  return Object.entries(module).flatMap(([name, value]) =>
    // By its name a component; one that needs props has an `example` beside it.
    /^[A-Z]/.test(name) && typeof value === "function" ? [createElement(value as FunctionComponent)] : [],
  );
}
