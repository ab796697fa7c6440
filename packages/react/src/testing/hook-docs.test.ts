import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as kit from "../index.ts";
import { hookDocsOf } from "./hook-docs.ts";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const paths = readdirSync(source, { recursive: true, encoding: "utf8" });
const hooks = Object.keys(kit).filter((name) => /^use[A-Z]/.test(name));

function fileOf(hook: string, extension: string): string | undefined {
  const name = `${hook.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.${extension}`;
  const path = paths.find((path) => path.endsWith(`/${name}`));
  return path && readFileSync(join(source, path), "utf8");
}

describe("the page of a hook", () => {
  it("stands beside every public hook, under its noun, with a story", () => {
    const without = hooks.filter((hook) => {
      const stories = fileOf(hook, "stories.tsx") ?? "";
      return (
        !new RegExp(`title: "Hooks/[A-Z]\\w+/${hook}"`).test(stories) ||
        !/export const \w+: Story/.test(stories)
      );
    });
    expect(hooks.length).toBeGreaterThan(20);
    expect(without).toEqual([]);
  });

  it.each(hooks)("has a purpose, an example and a whole signature: %s", (hook) => {
    const { purpose, example, signature } = hookDocsOf(hook, fileOf(hook, "ts") ?? "");
    expect(purpose).toMatch(/^[A-Z].*\.$/);
    expect(example).toContain(`${hook}(`);
    expect(signature).toMatch(new RegExp(`^function ${hook}\\b[^]*\\): [^]*[\\w>}\\]]$`));
  });
});

describe("reading a hook's file", () => {
  const docstring =
    "/**\n * Counts. Slowly.\n * @param from where.\n *\n * @example\n * ```ts\n * useCount(1);\n * ```\n */\n";

  it("parts the docstring into purpose, details, params and example", () => {
    const docs = hookDocsOf("useCount", `${docstring}export function useCount(from: number): number {\n}\n`);
    expect(docs).toEqual({
      purpose: "Counts.",
      details: "Slowly.",
      params: [{ name: "from", text: "where." }],
      example: "useCount(1);",
      signature: "function useCount(from: number): number",
      kind: "other",
    });
  });

  it("ends a signature at its body, also after types in braces and defaults", () => {
    const signature =
      "function useCount(from: { a: 1 } = { a: 1 }): UseMutationResult<number> & {\n  /** So far. */\n  done: number;\n}";
    const docs = hookDocsOf("useCount", `${docstring}export ${signature} {\n  return { a: 1 };\n}\n`);
    expect(docs).toMatchObject({ signature, kind: "mutation" });
  });

  it("shows the overloads in place of the implementation", () => {
    const overloads = ["function useCount(): { a: 1 };", "function useCount(from: number): number;"];
    const body = "export function useCount(from?: number): number | { a: 1 } {\n}\n";
    const docs = hookDocsOf(
      "useCount",
      `${docstring}${overloads.map((one) => `export ${one}\n`).join("")}${body}`,
    );
    expect(docs.signature).toBe(overloads.map((one) => one.slice(0, -1)).join("\n"));
  });

  it("refuses a hook without docstring or example", () => {
    expect(() => hookDocsOf("useCount", "export function useCount() {}")).toThrow("no docstring");
    expect(() => hookDocsOf("useCount", "/** Counts. */\nexport function useCount() {}")).toThrow(
      "no @example",
    );
  });
});
