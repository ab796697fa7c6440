import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestLocale } from "./nearest-locale.ts";

describe("nearestLocale", () => {
  it.each([
    ["en", "en"],
    ["de-CH", "de-CH"],
    ["en_US", "en-US"],
    ["en-US@posix", "en-US"],
    ["en_US.UTF-8", "en-US"],
    ["de_DE@euro", "de-DE"],
    ["DE_de", "de-DE"],
    ["zh_Hant_TW", "zh-Hant-TW"],
    [" fr ", "fr"],
    ["en-", "en"],
    ["en--US", "en"],
    ["de-DE-u", "de-DE"],
    ["pt-BR-toolongsubtag", "pt-BR"],
    ["C", "en"],
    ["C.UTF-8", "en"],
    ["POSIX", "en"],
    ["xx-YY", "en"],
    ["", "en"],
    ["*", "en"],
    ["-", "en"],
    ["x".repeat(300), "en"],
    [`de${"-1".repeat(149)}`, "de"],
    [null, "en"],
    [undefined, "en"],
  ])("%j is %s (B1)", (tag, locale) => {
    expect(nearestLocale(tag)).toBe(locale);
  });

  it("of any text is a tag that everything in Intl takes (B1)", () => {
    const anyTag = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc
        .array(fc.constantFrom("en", "de", "US", "_", "-", "@", ".", "u", "x", "Latn", "1996"), {
          maxLength: 40,
        })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(anyTag, (tag) => {
        const locale = nearestLocale(tag);
        new Intl.NumberFormat(locale, { style: "currency", currency: "USD" }).format(1);
        new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(0);
        expect(nearestLocale(locale)).toBe(locale);
      }),
      { numRuns: 50 },
    );
  });
});
