import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText } from "./emphasis.ts";
import { parseInline } from "./inline-parser.ts";
import type { Inline } from "./markdown-tree.ts";
import { markdown } from "./testing/markdown-arbitraries.ts";

/** The tree in a short form: `strong(a)`. */
const short = (nodes: readonly Inline[]): string =>
  nodes
    .map((node) => {
      if (typeof node === "string") return node;
      if (node.type === "break") return "break()";
      if (node.type === "code") return `code(${node.text})`;
      if (node.type === "image") return `image(${node.alt})`;
      return `${node.type}(${short(node.children)})`;
    })
    .join("");

const open = (text: string) => short(parseInline(text, true));

describe("what is unfinished at the end of a leaf that grows", () => {
  it.each([
    [
      "emphasis",
      ["a *", "a *b", "a *b c", "a *b c*"],
      ["a ", "a emphasis(b)", "a emphasis(b c)", "a emphasis(b c)"],
    ],
    ["strong", ["**b", "**b*", "**b**"], ["strong(b)", "strong(b)", "strong(b)"]],
    [
      "both",
      ["***b", "***b**", "***b***"],
      ["emphasis(strong(b))", "emphasis(strong(b))", "emphasis(strong(b))"],
    ],
    ["strikethrough", ["~~b", "~~b~", "~~b~~"], ["strikethrough(b)", "strikethrough(b)", "strikethrough(b)"]],
    ["one in the other", ["**a *b", "**a `b"], ["strong(a emphasis(b))", "strong(a code(b))"]],
    [
      "code",
      ["a `", "a `b", "a `b *c", "a `b`", "a ``b`c"],
      ["a ", "a code(b)", "a code(b *c)", "a code(b)", "a code(b`c)"],
    ],
    [
      "a link",
      ["[a", "[a](", "[a](htt", "[a](https://b.example", '[a](https://b.example "t'],
      ["[a", "a", "a", "a", "a"],
    ],
    ["an image", ["!", "![", "![a", "![a](htt"], ["!", "", "![a", "a"]],
    [
      "a URL",
      ["see https://bank.exam", "see www.bank.exam", "to a@bank.exam"],
      ["see https://bank.exam", "see www.bank.exam", "to a@bank.exam"],
    ],
    ["an escape", ["a\\"], ["a"]],
  ])("%s", (_, texts, shown) => {
    expect(texts.map(open)).toEqual(shown);
  });

  it("a backtick long ago is no code", () => {
    expect(open(`a \` ${"word ".repeat(40)}`)).not.toContain("code(");
  });

  it("what stands alone is text", () => {
    expect(open("2 * 3 and a_b_c and 5 ~ 6")).toBe("2 * 3 and a_b_c and 5 ~ 6");
  });

  it("what is finished is as it will be", () => {
    const text = "a *b* **c** `d` [e](https://f.example) g";
    expect(parseInline(text, true)).toEqual(parseInline(text, false));
  });
});

describe("links and brackets", () => {
  it.each([
    ["[a [b](c) d](e)", "[a link(b) d](e)"],
    ["[![a](b)](c)", "link(image(a))"],
    ["![a [b](c)](d)", "image(a b)"],
    ["![a ![b](c)](d)", "image(a b)"],
    ["[a][b] [c][] [d] ![e][f]", "reference(a) reference(c) reference(d) reference(e)"],
    ["[a](b) [c](d)", "link(a) link(c)"],
    ["*a [b* c](d)", "*a link(b* c)"],
    ["[a](b c)", "reference(a)(b c)"],
    ["[](b)", "link()"],
    ["[a]()", "link(a)"],
    ["[[[a](b)", "[[link(a)"],
    ["[![[a](b)](c)](d)", "[image(a)](d)"],
  ])("%s", (text, tree) => {
    expect(short(parseInline(text))).toBe(tree);
  });

  it("sixteen open brackets are remembered, the last ones", () => {
    expect(short(parseInline(`${"[".repeat(100)}a](b)`))).toBe(`${"[".repeat(99)}link(a)`);
  });
});

const depth = (nodes: readonly Inline[]): number =>
  Math.max(
    0,
    ...nodes.map((node) =>
      typeof node === "string" || !("children" in node) ? 0 : 1 + depth(node.children),
    ),
  );

describe("what is too much", () => {
  it("elements nest 16 deep around a text, and within brackets again", () => {
    for (const text of ["*a **b ".repeat(500), `${"*a **b ".repeat(200)}${"c** d* ".repeat(200)}`]) {
      expect(depth(parseInline(text, true))).toBeLessThanOrEqual(16);
    }
    const brackets = `${"[".repeat(400)}a${"][b]".repeat(400)}`;
    expect(depth(parseInline(brackets))).toBeLessThanOrEqual(17);
  });

  it("no letter is lost and nothing throws, open or not", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(() => parseInline(text, true)).not.toThrow();
        const words = text.replace(/[^a-z漢字é]/g, "");
        const shown = plainText(parseInline(text)).replace(/[^a-z漢字é]/g, "");
        // Destinations, labels and character references are no words; nothing else may be missing or new.
        expect(/[[\]&<]/.test(text) ? words : shown).toBe(words);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("character references", () => {
  it.each([
    ["&lt;b&gt; &amp;amp; &copy; &nbsp;", "<b> &amp; © \u00A0"],
    ["&#65;&#x42;&#X43;", "ABC"],
    ["&#0;&#xD800;&#x110000;", "\uFFFD\uFFFD\uFFFD"],
    ["pay&#x202E;&shy;&zwj;&lrm;&#xE0041;&#x200B;pal", "paypal"],
    ["می&zwnj;خواهم 👩&zwj;👩 ❤&#xFE0F;", "می‌خواهم 👩‍👩 ❤️"],
    ["&unknown; &amp &;&#;&#x;", "&unknown; &amp &;&#;&#x;"],
    ["&rarr; &le; &hellip; &alpha;&Omega; &check; &lang;", "→ ≤ … αΩ ✓ ⟨"],
    ["&ast;a&ast;", "*a*"],
    ["`&amp;`", "code(&amp;)"],
  ])("%s", (text, tree) => {
    expect(short(parseInline(text))).toBe(tree);
  });
});
