import { describe, expect, it } from "vitest";
import { chatLabels } from "./chat-labels.ts";
import { errorLabels } from "./error-labels.ts";
import { frameLabels } from "./frame-labels.ts";
import { markdownLabels } from "./markdown-labels.ts";
import { modelLabels } from "./model-labels.ts";

const packs = { chatLabels, errorLabels, frameLabels, markdownLabels, modelLabels };

/** Every label with its path, a function as it reads around `first` and `second`. */
function sayings(first: unknown, second: unknown): [path: string, text: string][] {
  const visit = (value: unknown, path: string): [string, string][] => {
    if (typeof value === "string") return [[path, value]];
    if (typeof value === "function") return [[path, String(value(first, second))]];
    return Object.entries(Object(value)).flatMap(([name, inner]) => visit(inner, `${path}.${name}`));
  };
  return Object.entries(packs).flatMap(([name, pack]) => visit(pack, name));
}

describe("labels", () => {
  it("write no number themselves: each comes in as the locale writes it (C9)", () => {
    const { tokens, lostAfter, earlier, compareNotice, announceComplete } = chatLabels;
    for (const label of [tokens, lostAfter, earlier, compareNotice, announceComplete, frameLabels.rowCount]) {
      expect(label(1234, "١٬٢٣٤")).toMatch(/^[^\d]*١٬٢٣٤[^\d]*$/);
    }
    expect(sayings(1234, "").filter(([, text]) => text.includes("1,234"))).toEqual([]);
  });

  it.each(sayings("X", "Y"))("%s has US spelling and curly apostrophes: %s", (_path, text) => {
    expect(text).not.toMatch(/colou?r(?<!color)|[a-z]{2,}is(?:e|ed|es|ing|ation)\b(?<!promise|otherwise)|'/i);
  });

  it.each(sayings("X", "Y"))("%s begins like a sentence: %s", (path, text) => {
    const isAside = /opensInNewTab|chatLabels\.endpoint|image$/.test(path);
    expect(isAside || !/^[a-z]/.test(text)).toBe(true);
  });
});
