import { anything, assert, jsonValue, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { wellFormed } from "./well-formed.ts";

describe("wellFormed", () => {
  it("replaces lone surrogates in every text of a value, names of fields included", () => {
    const blocks = [{ type: "text", text: "a\ud83d", extra: { ["k\ude00"]: ["\ud83d\ude00", "\ud83d"] } }];
    expect(wellFormed(blocks)).toEqual([
      { type: "text", text: "a\uFFFD", extra: { ["k\uFFFD"]: ["\u{1f600}", "\uFFFD"] } },
    ]);
  });

  it("changes nothing of a value whose texts are well-formed", () => {
    assert(
      property(jsonValue(), (value) => {
        expect(wellFormed(value)).toEqual(value);
      }),
    );
  });

  it("never throws, and leaves what is no plain data alone", () => {
    assert(
      property(
        anything({ withNullPrototype: true, withMap: true, withDate: true }),
        (value) => void wellFormed(value),
      ),
    );
    const ring: { self?: unknown; text: string } = { text: "\ud83d" };
    ring.self = ring;
    expect(wellFormed(ring)).toBe(ring);
    const bytes = new Uint8Array(2);
    const blob = new Blob(["a"]);
    expect(wellFormed({ bytes, blob })).toEqual({ bytes, blob });
    const trap = {
      get text(): string {
        throw new Error("no");
      },
    };
    expect(wellFormed(trap)).toBe(trap);
  });
});
