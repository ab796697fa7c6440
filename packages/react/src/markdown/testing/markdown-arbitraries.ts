import * as fc from "fast-check";

/** What markdown is made of, and what attacks on it are made of. */
const pieces = [
  "*_`~[]()<>!|\\#>-+=$&:;\"'{}^/.@\n\t ".split(""),
  [
    "**",
    "__",
    "~~",
    "```",
    "~~~",
    "``",
    "![",
    "](",
    "]:",
    "][",
    "[x]",
    "[ ]",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "> ",
  ],
  [
    "# ",
    "### ",
    "---",
    "===",
    "***",
    "\n\n",
    "  \n",
    "\\\n",
    "\r\n",
    "    ",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
  ],
  [
    "| a | b |\n",
    "|---|:-:|\n",
    "| 1 |\n",
    "\n[x]: https://a.example\n",
    "[x]",
    "https://a.example/b",
    "www.a.example",
  ],
  [
    "a@b.example",
    "javascript:",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "//b.example",
    "/\\b.example",
    "http:c",
  ],
  [
    "<img src=//b.example onerror=alert(1)>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<https://a.example>",
    "&amp;",
  ],
  [
    "&#x6A;",
    "&Tab;",
    "&colon;",
    "&lt;",
    "a",
    "b c",
    "word ",
    "é",
    "漢字",
    "שלום",
    "👩‍👩‍👧",
    "\u202E",
    "\u200B",
    "\u{E0041}",
  ],
  ["\0", "\u001B[31m", "\uD800", "\uFEFF"],
].flat();

export const markdown = fc
  .array(fc.constantFrom(...pieces), { maxLength: 40 })
  .map((parts) => parts.join(""));

/** A text, and places at which it is cut into what arrives together. */
export const chunkedMarkdown = markdown.chain((text) =>
  fc.record({
    text: fc.constant(text),
    cuts: fc
      .uniqueArray(fc.nat({ max: text.length }), { maxLength: 30 })
      .map((cuts) => cuts.toSorted((a, b) => a - b)),
  }),
);

/** What a model writes when nobody means harm: blocks that end where a blank line is. */
export const ordinaryMarkdown = fc
  .array(
    fc.constantFrom(
      "# A heading",
      "## Another *one*",
      "A paragraph with **bold** and `code`,\nof two lines.",
      "See [the docs](https://docs.example/a), or https://docs.example.",
      "- one\n- two\n  - nested\n\n  and a paragraph\n- three",
      "1. first\n2. second",
      "```ts\nconst a = 1;\n\n// a blank line is inside\n```",
      "| a | b |\n| - | - |\n| 1 | 2 |",
      "> a quote\n> of two lines",
      "---",
      "$$\nx = y\n$$",
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((blocks) => blocks.join("\n\n"));
