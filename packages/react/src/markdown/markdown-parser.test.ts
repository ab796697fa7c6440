import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MarkdownDocument, MarkdownParser } from "./markdown-parser.ts";
import { parseInline } from "./inline-parser.ts";
import type { Block } from "./markdown-tree.ts";
import { explosiveShapes } from "./testing/explosive-shapes.ts";
import { chunkedMarkdown, markdown, ordinaryMarkdown } from "./testing/markdown-arbitraries.ts";
import { documentHtml, plainHtml } from "./testing/plain-html.ts";

const parse = (text: string, isStreaming = false) =>
  new MarkdownParser().parse(text, isStreaming ? "growing" : "whole");
const code = (block: Block | undefined) => (block?.type === "code" ? block.pieces.join("") : undefined);
const types = ({ blocks }: MarkdownDocument) => blocks.map(({ type }) => type);

const answer = `# Title

First paragraph.

- one
- two

\`\`\`ts
const a = 1;
\`\`\`

Last paragraph.`;

describe("a growing text", () => {
  it("keeps the identity of every block that a whole line is beyond", () => {
    const parser = new MarkdownParser();
    const known = new Map<number, Block>();
    for (let length = 1; length <= answer.length; length++) {
      const text = answer.slice(0, length);
      const lastLine = text.lastIndexOf("\n") + 1;
      const { blocks } = parser.parse(text, "growing");
      for (const [index, block] of blocks.entries()) {
        const next = blocks[index + 1];
        if (next === undefined || next.start >= lastLine) continue;
        expect(known.get(block.start) ?? block).toBe(block);
        known.set(block.start, block);
      }
    }
    expect(known.size).toBe(3);
    expect(parser.parse(answer).blocks.slice(0, 3)).toEqual([...known.values()]);
  });

  it("keeps the identity of settled items, rows and pieces inside the block that grows", () => {
    const parser = new MarkdownParser();
    const [list] = parser.parse("- a\n- b\n- c\n- d", "growing").blocks;
    const [grown] = parser.parse("- a\n- b\n- c\n- d e", "growing").blocks;
    if (list?.type !== "list" || grown?.type !== "list") throw new Error("There is no list.");
    expect(grown.items[0]).toBe(list.items[0]);
    expect(grown.items[1]).toBe(list.items[1]);
    expect(grown.items[3]).not.toEqual(list.items[3]);
    const [table] = parser.parse("|a|\n|-|\n|b|\n|c", "growing").blocks;
    const [longer] = parser.parse("|a|\n|-|\n|b|\n|cd", "growing").blocks;
    if (table?.type !== "table" || longer?.type !== "table") throw new Error("There is no table.");
    expect(longer.header).toBe(table.header);
    expect(longer.alignments).toBe(table.alignments);
    expect(longer.rows[0]).toBe(table.rows[0]);
  });

  it("gives the same document for the same text", () => {
    const parser = new MarkdownParser();
    const document = parser.parse(answer, "growing");
    expect(parser.parse(answer, "growing")).toBe(document);
    expect(parser.parse(answer, "whole")).not.toBe(document);
  });

  it("is the same tree however it arrives", () => {
    fc.assert(
      fc.property(chunkedMarkdown, ({ text, cuts }) => {
        const parser = new MarkdownParser();
        const prefixes = cuts.map((cut) => text.slice(0, cut));
        // Compared once all have been read: what was given stays as it was.
        const given = prefixes.map((prefix) => parser.parse(prefix, "growing").blocks);
        expect(given).toEqual(prefixes.map((prefix) => parse(prefix, true).blocks));
        const whole = parse(text);
        const document = parser.parse(text);
        expect(document.blocks).toEqual(whole.blocks);
        expect(documentHtml(document)).toBe(documentHtml(whole));
      }),
      { numRuns: 2_000 },
    );
  });

  it("arrives one unit at a time, with lines ended in all three ways, as it arrives whole (C6)", () => {
    const written = [answer, answer.replaceAll("\n", "\r\n"), answer.replaceAll("\n", "\r"), `${answer}\r`];
    for (const text of written) {
      const parser = new MarkdownParser();
      for (let length = 0; length <= text.length; length++) parser.parse(text.slice(0, length), "growing");
      expect(documentHtml(parser.parse(text))).toBe(plainHtml(answer));
    }
  });
});

describe("a text that is replaced", () => {
  it("is read anew, whatever stood there before", () => {
    fc.assert(
      fc.property(fc.array(markdown, { maxLength: 5 }), (texts) => {
        const parser = new MarkdownParser();
        for (const text of texts) expect(parser.parse(text).blocks).toEqual(parse(text).blocks);
      }),
    );
  });

  it("forgets definitions that it no longer has", () => {
    const parser = new MarkdownParser();
    expect(documentHtml(parser.parse("[x]: https://a.example\n\n[x]"))).toContain("<a ");
    expect(documentHtml(parser.parse("[y]: https://a.example\n\n[x]"))).not.toContain("<a ");
  });
});

describe("the blocks of a text", () => {
  it("begin one behind the other, and joined they are the text", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const starts = parse(text).blocks.map(({ start }) => start);
        const ends = [...starts.slice(1), text.length];
        const parts = starts.map((start, index) => text.slice(start, ends[index]));
        expect(text.slice(0, starts[0] ?? text.length) + parts.join("")).toBe(text);
      }),
    );
  });

  it("are told apart from their siblings by where they begin, at every depth", () => {
    const siblings = (blocks: readonly Block[]): number[][] => [
      blocks.map(({ start }) => start),
      ...blocks.flatMap((block) => {
        if (block.type === "quote") return siblings(block.children);
        if (block.type === "table") return [block.rows.map(({ start }) => start)];
        if (block.type !== "list") return [];
        const items = block.items.map(({ start }) => start);
        return [items, ...block.items.flatMap(({ children }) => siblings(children))];
      }),
    ];
    fc.assert(
      fc.property(markdown, fc.boolean(), (text, isStreaming) => {
        for (const starts of siblings(parse(text, isStreaming).blocks)) {
          expect(starts).toEqual([...new Set(starts)].toSorted((one, other) => one - other));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("parsed one by one are what the whole is", () => {
    fc.assert(
      fc.property(ordinaryMarkdown, (text) => {
        const { blocks } = parse(text);
        const parts = blocks.map(({ start }, index) => text.slice(start, blocks[index + 1]?.start));
        expect(parts.map(plainHtml).join("")).toBe(plainHtml(text));
      }),
    );
  });
});

describe("what is unfinished at the end of a stream", () => {
  const shown = (text: string) => documentHtml(parse(text, true));

  it.each([
    [
      "a marker alone",
      [
        "Text\n-",
        "Text\n- ",
        "Text\n=",
        "Text\n1",
        "Text\n1.",
        "Text\n#",
        "Text\n>",
        "Text\n`",
        "Text\n**",
        "Text\n|",
      ],
    ],
    ["a task", ["Text\n- [", "Text\n- [x", "Text\n- [ ]"]],
    ["the fence that ends code", ["```\nText\n`", "```\nText\n``", "```\nText\n```"]],
  ])("%s is not shown before it is known what it is", (_, texts) => {
    const [first = ""] = texts;
    const known = first.slice(0, first.lastIndexOf("\n"));
    for (const text of texts) expect(documentHtml(parse(text, true))).toBe(documentHtml(parse(known, true)));
  });

  it("no letter is held back", () => {
    expect(shown("Text\n- a")).toBe("<p>Text</p>\n<ul>\n<li>a\n</li>\n</ul>\n");
    expect(shown("1984 is")).toBe("<p>1984 is</p>\n");
  });

  it("all is shown once the stream has ended", () => {
    expect(documentHtml(parse("Text\n12"))).toBe("<p>Text\n12</p>\n");
    expect(documentHtml(parse("Text\n\n**"))).toBe("<p>Text</p>\n<p>**</p>\n");
  });

  it("a line in pipes is a table from its first cell on", () => {
    for (const text of [
      "| a | b",
      "| a | b |",
      "| a | b |\n",
      "| a | b |\n|",
      "| a | b |\n| -",
      "| a | b |\n| --- | -",
    ]) {
      expect([text, ...types(parse(text, true))]).toEqual([text, "table"]);
    }
    expect(types(parse("| a | b"))).toEqual(["paragraph"]);
    expect(types(parse("These:\n| a |", true))).toEqual(["paragraph", "table"]);
  });

  it("a language is named once it is all there", () => {
    const language = (text: string) => {
      const [block] = parse(text, true).blocks;
      return block?.type === "code" ? block.language : undefined;
    };
    expect(language("```py")).toBe("");
    expect(language("```python\n")).toBe("python");
  });

  it("a definition shows neither itself nor a link to half an address", () => {
    const document = parse("[x]\n\n[x]: https://bank.exam", true);
    expect(documentHtml(document)).toBe("<p>[x]</p>\n");
    expect(documentHtml(parse("[x]\n\n[x]: https://bank.example\n", true))).toContain(
      'href="https://bank.example"',
    );
  });
});

describe("a text that was cut", () => {
  const shown = (text: string) => {
    const { blocks } = new MarkdownParser().parse(text, "cut");
    return blocks.map((block) =>
      "text" in block ? short(block.text) : block.type === "list" ? block.items.length : 0,
    );
  };
  const short = (text: string) => JSON.stringify(parseInline(text, true));

  it("keeps closed what was closed while it grew (N12)", () => {
    expect(shown("So **Decide how")).toEqual(['["So ",{"type":"strong","children":["Decide how"]}]']);
    expect(shown("See [the docs](https://docs.exa")).toEqual(['["See the docs"]']);
  });

  it("shows no marker without text (N12)", () => {
    for (const end of ["2.", "2. ", "2.\n", "2.\n\n", "**", "2. -"])
      expect(shown(`1. a\n${end}`)).toEqual([1]);
    expect(shown("a\n\n- [ ]")).toEqual(['["a"]']);
  });

  it("loses no number that may be the answer (N12)", () => {
    expect(shown("It is\n\n42")).toEqual(['["It is"]', '["42"]']);
  });
});

describe("what is too much", () => {
  it("a paragraph is cut at a space into pieces of four kilobytes", () => {
    const { blocks } = parse("word ".repeat(4_000));
    expect(blocks.length).toBe(5);
    for (const block of blocks) {
      if (block.type !== "paragraph") throw new Error("There is something else.");
      expect(block.text.length).toBeLessThanOrEqual(4_000);
      expect(block.text).toMatch(/^word.*word$/);
      expect(block.isContinued).toBe(block !== blocks[0]);
    }
  });

  it("so is one of many lines", () => {
    const { blocks } = parse("a line of a few words\n".repeat(1_000));
    expect(blocks.length).toBeGreaterThan(4);
    expect(blocks.every(({ type }) => type === "paragraph")).toBe(true);
  });

  it("a word without end is cut, and never inside a surrogate pair", () => {
    const { blocks } = parse(`a${"😀".repeat(10_000)}`);
    for (const block of blocks) {
      expect(block.type === "paragraph" && /^a?(?:😀)+$/u.test(block.text)).toBe(true);
    }
  });

  it("code of any length is as it was written", () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `line ${index}`).join("\n");
    const [block, ...others] = parse(`\`\`\`\n${lines}\n\`\`\``).blocks;
    expect(others).toEqual([]);
    expect(code(block)).toBe(lines);
    expect(block?.type === "code" && block.pieces.length).toBeGreaterThan(5);
    const line = "x".repeat(50_000);
    expect(code(parse(`\`\`\`\n${line}\n\`\`\``).blocks[0])).toBe(line);
  });

  it.each([
    ["quotes", `${"> ".repeat(3_000)}a`],
    ["quotes without spaces", `${">".repeat(5_000)}a`],
    ["lists", Array.from({ length: 800 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n")],
    ["lists on a line", `${"- ".repeat(1_500)}a`],
    ["both", `${"> - ".repeat(900)}a`],
  ])("%s are no deeper than 24", (_, text) => {
    const depth = (blocks: readonly Block[]): number =>
      Math.max(
        0,
        ...blocks.map((block) => {
          if (block.type === "quote") return 1 + depth(block.children);
          return block.type === "list"
            ? 2 + Math.max(...block.items.map(({ children }) => depth(children)))
            : 0;
        }),
      );
    expect(depth(parse(text).blocks)).toBeLessThanOrEqual(25);
    expect(depth(parse(text).blocks)).toBeGreaterThan(20);
  });

  it.each(Object.entries(explosiveShapes))("X10 a hundred thousand units of %s are parsed", (_, shape) => {
    const text = shape(100_000);
    for (const isStreaming of [true, false]) expect(parse(text, isStreaming).blocks).toBeInstanceOf(Array);
  });

  it.each(["|a|\n", "- a\n", "> a\n\n", "a\n\n", "\n", "    a\n", "[a]: b\n"])(
    "no number of lines is too many: %j",
    (line) => {
      expect(parse(`|a|\n|-|\n${line.repeat(100_000)}`, true).blocks).toBeInstanceOf(Array);
    },
  );
});

describe("headings", () => {
  const depths = (text: string) =>
    parse(text).blocks.flatMap((block) => (block.type === "heading" ? [[block.level, block.depth]] : []));

  it("stand in an outline without gaps, wherever it begins", () => {
    expect(depths("# a\n### b\n### c\n## d\n#### e\n# f")).toEqual([
      [1, 1],
      [3, 2],
      [3, 2],
      [2, 2],
      [4, 3],
      [1, 1],
    ]);
    expect(depths("### a\n#### b\n## c")).toEqual([
      [3, 1],
      [4, 2],
      [2, 1],
    ]);
  });
});
