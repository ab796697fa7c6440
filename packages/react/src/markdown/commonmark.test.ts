import { tests } from "commonmark-spec";
import { describe, expect, it } from "vitest";
import { plainHtml } from "./testing/plain-html.ts";

/** Sections of which nothing is ours: HTML is text here. */
const otherSections = ["HTML blocks", "Raw HTML"];

/** Examples in which an answer is shown otherwise, on purpose. */
const differing = new Map<string, readonly number[]>([
  ["HTML is text", [21, 31, 201, 308, 309, 344, 475, 476, 477, 491, 493, 494, 524, 536, 606, 642, 643]],
  ["backslashes around math stay", [12]],
  ["character references are those of HTML 4", [25]],
  ["a definition stands on one line", [193, 195, 196, 198, 208, 217, 541]],
  ["brackets are read before the answer has shown what they refer to", [523, 533, 545, 569, 571]],
  ["GFM: an address is a link without brackets", [608, 611, 612]],
]);

/** White space between blocks says nothing, and titles are left out: they would be hidden text. */
const normalized = (html: string) =>
  html
    .replaceAll("→", "\t")
    .replace(/ title="[^"]*"/g, "")
    .replace(/<code>\n<\/code>/g, "<code></code>")
    .replace(/<(li|\/?p|\/?blockquote)>\n+/g, "<$1>")
    .replace(/\n+<\/li>/g, "</li>")
    .replace(/(<\/p>|<\/li>|<li>)\n*/g, "$1")
    .replace(/\n+/g, "\n")
    .trim();

const examples = tests.filter(({ section }) => !otherSections.includes(section));
const isDiffering = (number: number) => [...differing.values()].some((numbers) => numbers.includes(number));

describe("CommonMark 0.31.2", () => {
  it.each(examples.filter(({ number }) => !isDiffering(number)))(
    "example $number, $section",
    ({ markdown, html }) => {
      expect(normalized(plainHtml(markdown.replaceAll("→", "\t")))).toBe(normalized(html));
    },
  );

  it.each([...differing])("differs only where it says so: %s", (_, numbers) => {
    for (const { number, markdown, html } of tests.filter((test) => numbers.includes(test.number))) {
      expect(normalized(plainHtml(markdown.replaceAll("→", "\t"))), `example ${number}`).not.toBe(
        normalized(html),
      );
    }
  });

  it("makes text of all HTML", () => {
    const html = tests.filter(({ section }) => otherSections.includes(section));
    expect(html.length).toBeGreaterThan(60);
    for (const { markdown } of html) {
      const shown = plainHtml(markdown.replaceAll("→", "\t"));
      const elements = [...shown.matchAll(/<\/?([a-z]+)/g)].map(([, name]) => name);
      expect([
        "p",
        "em",
        "strong",
        "pre",
        "code",
        "br",
        "hr",
        "ul",
        "li",
        "blockquote",
        "a",
        "h1",
        "h2",
      ]).toEqual(expect.arrayContaining(elements));
    }
  });
});
