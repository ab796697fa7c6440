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

  it("X29 twice the text takes no more than about twice the steps: hostile shapes end", () => {
    for (const shape of ["[", "![", "*", "`", "[a](", "(", "  ", "\n", "# "]) {
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
