import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "lightningcss";
import { describe, expect, it } from "vitest";
import { bundleStylesheet } from "../../../tools/stylesheet.ts";
import { literalColours, stylesheetProblems } from "./stylesheet-problems.ts";

const source = join(import.meta.dirname, "../src");
const door = readFileSync(join(source, "styles.css"), "utf8");
const parts = Array.from(door.matchAll(/@import "(.+)";/g), ([, path = ""]) => path);
const bytes = (css: string) => new TextEncoder().encode(css);

describe("what ships", () => {
  it("has every part in it, and nothing left to load", () => {
    const css = new TextDecoder().decode(bundleStylesheet());
    expect(css).not.toMatch(/@import|url\(/);
    expect(css).toContain(".pareta-button{");
  });

  it("touches nothing of the host's and reads in both directions", () => {
    expect(stylesheetProblems(bundleStylesheet())).toEqual([]);
  });

  it("keeps its colours when a host's build rewrites it for the browsers that Vite builds for", () => {
    const version = (major: number, minor = 0) => (major << 16) | (minor << 8);
    const targets = { chrome: version(111), firefox: version(114), safari: version(16, 4) };
    const { code } = transform({ filename: "host.css", code: bundleStylesheet(), minify: true, targets });
    const css = new TextDecoder().decode(code);
    expect(css).toContain("--pareta-bg:light-dark(#f6f7f9,#0e1116)");
    expect(css).not.toContain("var(--lightningcss");
  });
});

describe("every colour is a token", () => {
  it.each(parts.filter((path) => path !== "./styles/tokens.css"))("%s", (path) => {
    expect(literalColours(readFileSync(join(source, path)))).toEqual([]);
  });
});

describe("the checks see", () => {
  it.each([
    [".pareta-a { color: inherit }", "style outside of the layer"],
    ["@font-face { font-family: X; src: local(X) }", "font-face outside of the layer"],
    ["@layer other { .pareta-a { color: inherit } }", "layer-block outside of the layer"],
    ["@layer pareta { @font-face { font-family: X; src: local(X) } }", "font-face within the layer"],
    ["@layer pareta { button { color: inherit } }", "names nothing of the kit's"],
    ["@layer pareta { .pareta-a, button { color: inherit } }", "names nothing of the kit's"],
    [
      "@layer pareta { @media print { :where(.pareta-a, p) { color: inherit } } }",
      "names nothing of the kit's",
    ],
    ["@layer pareta { .paretas { color: inherit } }", "names nothing of the kit's"],
    ["@layer pareta { :root { color-scheme: dark } }", ":root gets more than custom properties"],
    ["@layer pareta { :root { --accent: 1 } }", "--accent is a name of the host's"],
    ["@layer pareta { @keyframes spin { from { opacity: 0 } } }", "@keyframes spin"],
    ["@layer pareta { .pareta-a { opacity: 1 !important } }", "!important beats the host"],
    ["@layer pareta { .pareta-a { margin-left: 1px } }", "margin-left is physical"],
    ["@layer pareta { .pareta-a { & > b { left: 0 } } }", "left is physical"],
    ["@layer pareta { .pareta-a { width: var(--pareta-a) } }", "width is physical"],
    ["@layer pareta { .pareta-a { max-height: 1px } }", "max-height is physical"],
    ["@layer pareta { .pareta-a { border-top-left-radius: 1px } }", "border-top-left-radius is physical"],
    ["@layer pareta { .pareta-a { text-align: right } }", "text-align: right is physical"],
    ["@layer pareta { .pareta-a { float: left } }", "float: left is physical"],
    ["@layer pareta { .pareta-a { scroll-margin-left: 1px } }", "scroll-margin-left is physical"],
    ["@layer pareta { :where(:root, p) { --pareta-a: 1 } }", "names nothing of the kit's"],
    ["@layer pareta { .pareta-a { padding: 1px 2px 3px 4px } }", "padding differs between left and right"],
    [
      "@layer pareta { .pareta-a { border-radius: 1px 2px } }",
      "border-radius differs between left and right",
    ],
  ])("%s", (css, problem) => {
    expect(stylesheetProblems(bytes(css)).join()).toContain(problem);
  });

  it.each(["#fff", "rgb(1 2 3)", "red", "var(--pareta-a, #fff)", "light-dark(white, black)", "oklch(1 0 0)"])(
    "a colour as %s",
    (colour) => {
      expect(literalColours(bytes(`.pareta-a { color: ${colour} }`))).not.toEqual([]);
    },
  );

  it.each([
    ".pareta-a { border-width: 1px; line-height: 2; border-inline-width: 0; outline-width: 1px; stroke-width: 1 }",
    ".pareta-a:hover { margin-inline: 1px; inset: 0; padding: 1px 2px; max-inline-size: 1px }",
    ":where([class^='pareta-']):focus-visible { outline: 2px solid var(--pareta-accent) }",
    ":where(:root, [data-pareta-density]) { --pareta-row: 1px }",
    "@container (inline-size < 3px) { .pareta-a { float: inline-start } }",
    "@keyframes pareta-a { from { opacity: 0 } }",
  ])("and let pass %s", (css) => {
    expect(stylesheetProblems(bytes(`@layer pareta { ${css} }`))).toEqual([]);
    expect(
      literalColours(bytes(`.pareta-a { color: GrayText; fill: currentcolor; background: transparent }`)),
    ).toEqual([]);
  });
});
