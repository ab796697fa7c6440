import { array, assert, constantFrom, nat, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { createGrowingText } from "./growing-text.ts";

describe("createGrowingText", () => {
  it("keeps a surrogate pair whole that two pieces share, read in between or not", () => {
    const read = createGrowingText();
    read.push("Hi \ud83d");
    expect(read.value).toBe("Hi ");
    read.push("\ude00!");
    expect(read.value).toBe("Hi \u{1f600}!");
    const unread = createGrowingText();
    unread.push("Hi \ud83d");
    unread.push("\ude00!");
    expect(unread.value).toBe("Hi \u{1f600}!");
  });

  it("shows U+FFFD for half a pair at the end once nothing more comes, and for one in the middle at once", () => {
    const text = createGrowingText();
    text.push("a\ude00b\ud83d");
    expect(text.value).toBe("a\uFFFDb");
    expect(text.hasStarted).toBe(true);
    text.end();
    text.end();
    expect(text.value).toBe("a\uFFFDb\uFFFD");
  });

  it("has started with half a pair, and not with an empty piece", () => {
    const text = createGrowingText();
    text.push("");
    expect(text.hasStarted).toBe(false);
    text.push("\ud83d");
    expect(text.value).toBe("");
    expect(text.hasStarted).toBe(true);
  });

  it("is the whole text made well-formed, however it is cut and whenever it is read", () => {
    const units = array(constantFrom("a", "\ud83d", "\ude00", "\u{1f600}", "é", "\n"), { maxLength: 30 });
    assert(
      property(units, array(nat(30)), (some, cuts) => {
        const whole = some.join("");
        const text = createGrowingText();
        const places = [...cuts, whole.length].toSorted((one, other) => one - other);
        let from = 0;
        for (const [index, place] of places.entries()) {
          text.push(whole.slice(from, place));
          from = Math.max(from, place);
          const shown = index % 2 === 0 ? text.value : "";
          expect(whole.toWellFormed().startsWith(shown)).toBe(true);
        }
        text.end();
        expect(text.value).toBe(whole.toWellFormed());
      }),
      { seed: 20261201 },
    );
  });
});
