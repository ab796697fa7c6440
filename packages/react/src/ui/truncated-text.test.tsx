import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { TruncatedText } from "./truncated-text.tsx";

const partOf = (text: string, truncate: "end" | "middle" = "middle") =>
  render(<TruncatedText text={text} truncate={truncate} />).container.querySelector<HTMLElement>(
    '[data-slot="truncated-text"]',
  );

describe("TruncatedText", () => {
  it("the whole text is in the page, whatever is seen of it", () => {
    const text = "contract-key-information-extraction-2026-07";
    expect(partOf(text)?.textContent).toBe(text);
    expect(partOf(text)?.title).toBe(text);
    expect(partOf(text)?.dataset["end"]).toBe("-2026-07");
    expect(partOf(text, "end")?.dataset["end"]).toBeUndefined();
  });

  it.each([
    ["a name that ends with a family 👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"],
    [`letters and marks ${"e\u0301".repeat(8)}`, "e\u0301"],
    ["हिन्दी में एक लंबा नाम", ""],
  ])("D10 cuts %s between characters", (text, last) => {
    const end = partOf(text)?.dataset["end"] ?? "";
    expect(text.endsWith(end)).toBe(true);
    expect(end.endsWith(last)).toBe(true);
    expect(end).not.toMatch(/^[\p{M}\u200D]/u);
  });

  it("stays on one line, and a short text is whole", () => {
    expect(partOf("two\n  lines\tof it, as pasted")?.textContent).toBe("two lines of it, as pasted");
    expect(partOf("ep_1")?.dataset["end"]).toBeUndefined();
  });

  it("D10 a megabyte without a space is no trouble", () => {
    const word = "x".repeat(1_000_000);
    expect(partOf(word)?.textContent).toHaveLength(1_000_000);
    expect(partOf(word)?.title).toHaveLength(2_000);
  });
});
