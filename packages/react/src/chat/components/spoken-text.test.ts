import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SentenceSpeech, spokenText } from "./spoken-text.ts";

describe("spokenText", () => {
  it.each([
    ["## Why\n\nBecause **it** is `small`.", "Why Because it is small ."],
    ["- one\n- two\n1. three", "one two three"],
    ["- [ ] open\n- [x] done", "open done"],
    ["> quoted", "quoted"],
    ["See [the docs](https://example.com/a?b=c).", "See the docs."],
    ["![a chart](https://example.com/x.png)", "a chart"],
    ["| a | b |\n| --- | --- |\n| 1 | 2 |", "a b 1 2"],
    ["Run:\n```sh\nrm -rf /\n```\nDone.", "Run: Code. Done."],
    ["", ""],
    ["2 * 3", "2 3"],
  ])("%j is read as %j", (markdown, spoken) => {
    expect(spokenText(markdown)).toBe(spoken);
  });

  it.each([
    ['See [the docs](https://example.com "The title (1)").', "See the docs."],
    ["See [the docs](https://example.com 'It\\'s').", "See the docs."],
    ["See [the docs](<https://example.com/a b> (Title)).", "See the docs."],
    ['[A "title"](https://e.com "with \\" and ) in it") end', 'A "title" end'],
    ["[Set](https://en.wikipedia.org/wiki/Set_(mathematics)) theory", "Set theory"],
    ["[an [inner] one](https://example.com)", "an inner one"],
    ["[![a *chart*](https://e.com/x.png 'X')](https://e.com)", "a chart"],
    ['![a chart](https://e.com/x.png "Costs in May")', "a chart"],
    [
      'See [the docs][1] and [more][].\n\n[1]: https://example.com "Title"\n[more]: <https://e.com>',
      "See the docs and more.",
    ],
    ["It is so.[^1]\n\n[^1]: Says [who](https://e.com).", "It is so. Says who."],
    ["Ask <help@pareta.ai> or <https://pareta.ai/a_b_c>", "Ask help@pareta.ai or https://pareta.ai/a_b_c"],
    ["https://pareta.ai/a_b~c, and on", "https://pareta.ai/a_b~c, and on"],
    ['**[Bold](https://e.com "t")** *and* ***both*** ~~gone~~', "Bold and both gone"],
    ["Title\n=====\n\nOther\n---\n\n***", "Title Other"],
    ["## Closed ##", "Closed"],
    ["> - [x] **done**\n>   > deep", "done deep"],
    ['| a \\| b | [c](https://e.com "t") |\n|:--|--:|\n| `x*y` | |', "a | b c x*y"],
    ["2 \\* 3 \\_ \\[x\\]", "2 * 3 _ [x]"],
    ["- ~~~ts\n  a[0](b)\n  ```\n  ~~~\n- after", "Code. after"],
    ["````md\n```\n# x\n```\n````\nend", "Code. end"],
    ["> ```sh\n> ls *\n> ```\n> end", "Code. end"],
    ["one<br>two<br/>three\\\nfour", "one two three four"],
  ])("%j is read as %j, without marks (N4)", (markdown, spoken) => {
    expect(spokenText(markdown)).toBe(spoken);
  });

  it("says nothing of where links and images lead, whatever their titles and words (N4)", () => {
    const words = fc.array(fc.constantFrom("word", "[inner]", "*em*", "`co_de`", "two words", "!"), {
      minLength: 1,
    });
    const place = fc.constantFrom("https://e.com/SECRET", "<SECRET x>", "/SECRET_(a)", "SECRET");
    const title = fc.constantFrom(
      "",
      ' "SECRET. SECRET"',
      " 'SEC (RET)'",
      " (SECRET)",
      ' "SE\\"CRET"',
      '  "SECRET"',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("[", "![", "- [", "> ["), words, place, title)),
        (links) => {
          const markdown = links.map(
            ([mark, text, to, name]) => `${mark}${text.join(" ")}](${to}${name}). Then`,
          );
          for (const joined of [markdown.join(" "), markdown.join("\n")]) {
            const speech = new SentenceSpeech("en");
            const parts = Array.from(joined, (_, index) => speech.next(joined.slice(0, index + 1), false));
            const spoken = [spokenText(joined), ...parts, speech.next(joined, true)].join(" ");
            expect(spoken).not.toMatch(/SECRET|\]\(|[[\]*`]/);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it("X29 twice the text takes no more than about twice the steps: hostile shapes end", () => {
    for (const shape of [
      "[",
      "![",
      "*",
      "`",
      "[a](",
      "](<",
      "](a(",
      '](x "',
      "](x (",
      "<a:",
      "\\",
      "> ",
      "- ",
      "- [ ] ",
      "[^",
      "(",
      "  ",
      "\n",
      "# ",
    ]) {
      expect(spokenText(shape.repeat(50_000))).toBeTypeOf("string");
    }
  });
});

describe("SentenceSpeech", () => {
  const said = (chunks: readonly string[], locale = "en") => {
    const speech = new SentenceSpeech(locale);
    let text = "";
    const parts = chunks.map((chunk) => speech.next((text += chunk), false));
    return [...parts, speech.next(text, true)];
  };

  it("says whole sentences, each once, and the rest at the end", () => {
    expect(said(["A small model", " is enough. Often", " it is cheaper. And fas", "ter"])).toEqual([
      "",
      "A small model is enough.",
      "Often it is cheaper.",
      "",
      "And faster",
    ]);
  });

  it("a line is a sentence", () => {
    expect(said(["- one\n- two\n- th", "ree"])).toEqual(["one two", "", "three"]);
  });

  it("code that has not ended waits", () => {
    expect(said(["Run this:\n```sh\nls. Then", " more. Then\n```\nDone. It", " ran."])).toEqual([
      "Run this:",
      "Code. Done.",
      "",
      "It ran.",
    ]);
  });

  it("knows the sentences of other languages", () => {
    expect(said(["これは文です。次の", "文です。"], "ja")).toEqual(["これは文です。", "", "次の文です。"]);
  });
});
