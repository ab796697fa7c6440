import { Session } from "node:inspector/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as inlineParserModule from "./inline-parser.ts";
import type * as markdownParserModule from "./markdown-parser.ts";
import type { Block } from "./markdown-tree.ts";
import { explosiveShapes } from "./testing/explosive-shapes.ts";

/**
 * Work is counted, not timed: how often the engine enters each stretch of our own code, and how far its searches run.
 */
const session = new Session();
let searched = 0;

// Loaded once counting has begun: the engine does not count in what it has compiled before.
let inlineParser: typeof inlineParserModule;
let markdownParser: typeof markdownParserModule;

// oxlint-disable-next-line typescript/unbound-method -- called with the string that it is asked of
const { indexOf } = String.prototype;

beforeAll(async () => {
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  inlineParser = await import("./inline-parser.ts");
  markdownParser = await import("./markdown-parser.ts");
  // oxlint-disable-next-line eslint/no-extend-native -- to see how far it runs, until the tests here are done
  String.prototype.indexOf = function count(this: string, search: string, from = 0) {
    const found = indexOf.call(this, search, from);
    searched += (found === -1 ? this.length : found) - from;
    return found;
  };
});

afterAll(() => {
  // oxlint-disable-next-line eslint/no-extend-native -- put back
  String.prototype.indexOf = indexOf;
  session.disconnect();
});

/** Entries into stretches of our code since the last time. */
async function takeCount(): Promise<number> {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  return result
    .filter(({ url }) => /src\/markdown\/[a-z-]+\.ts/.test(url))
    .flatMap(({ functions }) => functions)
    .flatMap(({ ranges }) => ranges)
    .reduce((sum, { count }) => sum + count, 0);
}

async function countSteps(run: () => void): Promise<number> {
  await takeCount();
  searched = 0;
  run();
  // The engine searches about eight units in the time that a step of ours takes.
  return (await takeCount()) + searched / 8;
}

function readInlines(blocks: readonly Block[]): void {
  const { parseInline } = inlineParser;
  for (const block of blocks) {
    if (block.type === "paragraph" || block.type === "heading") parseInline(block.text, block.isOpen);
    else if (block.type === "quote") readInlines(block.children);
    else if (block.type === "list") for (const { children } of block.items) readInlines(children);
    else if (block.type === "table") {
      for (const { cells } of [block.header, ...block.rows]) for (const cell of cells) parseInline(cell);
    }
  }
}

const parseWhole = (text: string) => () =>
  readInlines(new markdownParser.MarkdownParser().parse(text).blocks);

describe("X10 X29 the work on a text twice as long is less than three times as much", () => {
  it.each(Object.entries(explosiveShapes))("%s", async (_, shape) => {
    // Below and above the length at which text is cut into pieces.
    for (const size of [1_500, 24_000]) {
      const once = await countSteps(parseWhole(shape(size)));
      const twice = await countSteps(parseWhole(shape(2 * size)));
      expect(once).toBeGreaterThan(10);
      expect(twice / once).toBeLessThan(3);
    }
  });

  it("a count is the same for the same work, and sees what is quadratic", async () => {
    const text = "a *b* ".repeat(500);
    const once = await countSteps(parseWhole(text));
    expect(await countSteps(parseWhole(text))).toBe(once);
    const eachPrefix = (length: number) => () => {
      for (let end = 0; end < length; end += 6) inlineParser.parseInline(text.slice(0, end));
    };
    const short = await countSteps(eachPrefix(600));
    expect((await countSteps(eachPrefix(1_200))) / short).toBeGreaterThan(3);
  });
});

describe("X10 the work on 100 KB is at most sixty steps for each character", () => {
  // Doubling alone does not see what is quadratic within a piece: the pieces have all the same length.
  it.each(Object.entries(explosiveShapes))("%s", async (_, shape) => {
    expect((await countSteps(parseWhole(shape(100_000)))) / 100_000).toBeLessThan(60);
  });
});

describe("an answer that streams", () => {
  const sentence = "The mean of a hundred rows is **wide**, see [the docs](https://docs.example). ";
  const shapes = {
    "short blocks": `## Part\n\n${sentence}\n\n- one\n- two\n\n\`\`\`ts\nconst a = 1;\n\`\`\`\n\n`,
    "one paragraph": sentence,
    "one paragraph of many lines": `${sentence}\n`,
    "one list": `- ${sentence}\n`,
    "one quote": `> ${sentence}\n`,
    "one table": "| a | b |\n",
    "one word": "word",
    "lines of code": "const a = 1;\n",
  };
  const opening: Readonly<Record<string, string>> = {
    "one table": "| a | b |\n| - | - |\n",
    "lines of code": "```\n",
  };

  /** Publishes every 16 units, four tokens, and reads the leaf that grows as a page would. */
  const stream = (text: string) => () => {
    const parser = new markdownParser.MarkdownParser();
    for (let length = 16; length < text.length; length += 16) {
      const last = parser.parse(text.slice(0, length), "growing").blocks.at(-1);
      if (last?.type === "paragraph") inlineParser.parseInline(last.text, last.isOpen);
    }
  };

  it.each(Object.entries(shapes))(
    "%s: four times the length is at most 4.5 times the work",
    async (name, part) => {
      const text = (size: number) => (opening[name] ?? "") + part.repeat(Math.ceil(size / part.length));
      const once = await countSteps(stream(text(8_000)));
      const more = await countSteps(stream(text(32_000)));
      expect(more / once).toBeLessThan(4.5);
    },
  );
});
