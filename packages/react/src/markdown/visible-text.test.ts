import { describe, expect, it } from "vitest";
import { codeText, linkText, proseText } from "./visible-text.ts";

const scotland = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}";

describe("X6 what nobody sees does not change what is seen", () => {
  it.each([
    ["a bidi override", "a\u202Eb\u202Cc", "abc"],
    ["a bidi embedding", "a\u202Ab\u202Bc", "abc"],
    ["tag characters", "a\u{E0069}\u{E0067}b", "ab"],
    ["controls", "a\0\u0007\u001B[31mb\r\u007F\u0085c", "a[31mbc"],
    ["a lone surrogate", "a\uD800b\uDC00", "a\uFFFDb\uFFFD"],
    ["annotations", "a\uFFF9b\uFFFAc\uFFFB", "abc"],
  ])("%s is taken out of prose", (_, text, visible) => {
    expect(proseText(text)).toBe(visible);
  });

  it.each([
    ["tabs and line ends", "a\tb\nc"],
    ["isolates and marks", "\u2068שלום\u2069 \u200F(\u200E"],
    ["joined emoji", "👩‍👩‍👧 ❤️ 1️⃣"],
    ["joiners of a script", "می‌خواهم क्‍ष"],
    ["a flag in tag characters", scotland],
    ["combining marks", `a${"\u0301".repeat(500)}`],
  ])("%s stay in prose", (_, text) => {
    expect(proseText(text)).toBe(text);
  });

  it("is made visible in code, where a reader checks what would run", () => {
    expect(codeText("if (a\u202E\u2066 // b\u2069)")).toBe("if (a\uFFFD\uFFFD // b\uFFFD)");
    expect(codeText("a\u200B\u2060\uFEFF\u001B[0m")).toBe("a\uFFFD\uFFFD\uFFFD\uFFFD[0m");
    expect(codeText(`\t"שלום 👩‍👩‍👧"\n${scotland}`)).toBe(`\t"שלום 👩‍👩‍👧"\n${scotland}`);
  });

  it("is taken out of the words of a link, and what words in other scripts need stays", () => {
    expect(linkText("pay\u200Bpal\u00AD.c\u200Dom\u200E\u2066\u061C\u{E0061}")).toBe("paypal.com");
    expect(linkText("می‌خواهم 👩‍👩‍👧")).toBe("می‌خواهم 👩‍👩‍👧");
  });
});
