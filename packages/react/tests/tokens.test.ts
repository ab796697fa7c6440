import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contrast, readColourTokens } from "../src/testing/contrast.ts";

const colours = readColourTokens(readFileSync(join(import.meta.dirname, "../src/styles/tokens.css"), "utf8"));

/** Contrast with each ground, written to as many digits as the decided figure beside it. */
function contrasts(name: string, theme: "light" | "dark", grounds: string, decided: string): string {
  const hex = (token: string) => colours.get(token)?.[theme] ?? `no token ${token}`;
  const digits = decided.split(" ").map((figure) => figure.split(".")[1]?.length);
  return grounds
    .split(" ")
    .map((ground, index) => contrast(hex(name), hex(ground)).toFixed(digits[index]))
    .join(" ");
}

it("both values of every pair of light and dark are read", () => {
  expect(colours.size).toBe(32);
  expect(colours.get("bg")).toEqual({ light: "#f6f7f9", dark: "#0e1116" });
});

describe("what is drawn on surface, bg and surface-2 stands out as far as was decided", () => {
  it.each([
    ["border-strong", "3.64 3.40 3.19"],
    ["text", "17.79 16.60 15.59"],
    ["text-2", "7.77 7.25 6.81"],
    ["text-3", "5.40 5.03 4.73"],
    ["accent", "5.82 5.43 5.10"],
    ["ok", "5.37 5.01 4.70"],
    ["warn", "5.78 5.40 5.07"],
    ["bad", "6.54 6.10 5.73"],
    ["cold", "6.26 5.84 5.48"],
    ["whisker", "5.83 5.44 5.11"],
  ])("%s, light", (name, decided) => {
    expect(contrasts(name, "light", "surface bg surface-2", decided)).toBe(decided);
  });

  it.each([
    ["border-strong", "3.78 4.11 3.38"],
    ["text", "14.57 15.83 13.03"],
    ["text-2", "8.70 9.46 7.79"],
    ["text-3", "6.04 6.56 5.41"],
    ["accent", "7.48 8.12 6.69"],
    ["ok", "8.44 9.16 7.55"],
    ["warn", "9.11 9.90 8.15"],
    ["bad", "7.63 8.28 6.82"],
    ["cold", "8.29 9.00 7.41"],
    ["whisker", "6.04 6.56 5.41"],
  ])("%s, dark", (name, decided) => {
    expect(contrasts(name, "dark", "surface bg surface-2", decided)).toBe(decided);
  });
});

describe("a pair of its own stands out as far as was decided", () => {
  it.each([
    ["on-accent", "accent", "5.82", "8.04"],
    ["ok", "ok-soft", "4.73", "6.90"],
    ["warn", "warn-soft", "5.24", "7.56"],
    ["bad", "bad-soft", "5.72", "6.81"],
    ["cold", "cold-soft", "5.44", "7.16"],
    ["accent", "accent-soft", "5.08", "6.14"],
    ["text", "accent-soft", "15.53", "11.96"],
    ["better", "surface", "5.82", "6.53"],
    ["worse", "surface", "6.26", "6.68"],
    ["border", "surface", "1.34", "1.37"],
    ["grid", "surface", "1.22", "1.22"],
    ["p50", "surface", "3.25", "12.95"],
    ["p95", "surface", "5.82", "6.53"],
    ["p99", "surface", "11.9", "4.20"],
  ])("%s on %s", (name, ground, light, dark) => {
    expect(contrasts(name, "light", ground, light)).toBe(light);
    expect(contrasts(name, "dark", ground, dark)).toBe(dark);
  });
});

describe("marks of a chart on surface and bg stand out as far as was decided", () => {
  it.each([
    ["series-1", "5.82 5.43", "6.53 7.09"],
    ["series-2", "7.20 6.71", "5.34 5.80"],
    ["series-3", "5.52 5.15", "6.41 6.96"],
    ["series-4", "3.28 3.06", "12.72 13.81"],
    ["series-5", "3.31 3.08", "12.19 13.24"],
    ["series-6", "11.20 10.45", "6.68 7.25"],
  ])("%s", (name, light, dark) => {
    expect(contrasts(name, "light", "surface bg", light)).toBe(light);
    expect(contrasts(name, "dark", "surface bg", dark)).toBe(dark);
  });
});

describe("every text may stand on every soft ground", () => {
  const grounds = [
    "surface",
    "bg",
    "surface-2",
    "accent-soft",
    "ok-soft",
    "warn-soft",
    "bad-soft",
    "cold-soft",
  ];
  it.each(["text", "text-2", "text-3"])("%s", (name) => {
    for (const theme of ["light", "dark"] as const) {
      const found = grounds.map((ground) => Number(contrasts(name, theme, ground, "0.00")));
      expect(Math.min(...found)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("the accent that the docs show how to set", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../.storybook/foundations.mdx"), "utf8");
  const [, light = "", dark = ""] = /--pareta-accent: light-dark\((#\w{6}), (#\w{6})\)/.exec(page) ?? [];

  it.each([
    ["light", light],
    ["dark", dark],
  ] as const)("is readable in the %s scheme: %s", (theme, accent) => {
    for (const other of ["surface", "bg", "surface-2", "on-accent"]) {
      expect(contrast(accent, colours.get(other)?.[theme] ?? "")).toBeGreaterThanOrEqual(4.5);
    }
  });
});
