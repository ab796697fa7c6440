import { describe, expect, it } from "vitest";
import { cleanText } from "./clean-text.ts";

describe("cleanText", () => {
  it.each([
    ["contract-kie-1", "contract-kie-1"],
    ["two\r\nlines\tand a tab", "two\nlines\tand a tab"],
    [
      "\u001B[31mred\u001B[0m and \u001B]8;;https://evil.example\u0007a link\u001B]8;;\u0007",
      "red and a link",
    ],
    ["bell\u0007, nul\u0000, C1 \u0085end", "bell, nul, C1 end"],
    ["user\u202Egnp.exe", "usergnp.exe"],
    ["z\u200Be\u2060r\uFEFFo", "zero"],
    ["tag\u{E0041}s", "tags"],
    ["lone \uD800 half", "lone \uFFFD half"],
    [42, "42"],
    [9_007_199_254_740_993n, "9007199254740993"],
  ])("X6 X7 %s reads %s", (value, text) => {
    expect(cleanText(value)).toBe(text);
  });

  it.each(["👩‍👩‍👧", "❤️", "می‌خواهم", "שלום", "é", "हिन्दी", "한국어"])("D10 %s stays as it is", (text) => {
    expect(cleanText(text)).toBe(text);
  });

  it.each([null, undefined, "", "  \n", "\u0000", Number.NaN, Infinity, {}, [], true, () => 1, Symbol("s")])(
    "D2 %s has nothing to show",
    (value) => {
      expect(cleanText(value)).toBeNull();
    },
  );

  it("D10 five hundred marks on a letter become eight, and a long text is cut at the limit", () => {
    expect(cleanText(`a${"\u0301".repeat(500)}b`)).toBe(`a${"\u0301".repeat(8)}b`);
    expect(cleanText("x".repeat(1_000_000), { limit: 10 })).toBe("xxxxxxxxxx…");
    expect(cleanText("123456789😀", { limit: 10 })).toBe("123456789…");
  });

  it("X10 100 kB of escapes that never end take no time worth naming", () => {
    for (const evil of ["\u001B]".repeat(50_000), "\u001B[0".repeat(33_000), "\u0301".repeat(100_000)]) {
      expect(cleanText(evil)?.length ?? 0).toBeLessThan(100_000);
    }
  });
});
