import { anything, array, assert, asyncProperty, jsonValue, property, string, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { actId, canonicalText } from "./act-id.ts";

const act = ["default", "evals", "sets", "create"];
const manyRows = (last: unknown) => ({
  task: "t",
  items: [...Array.from({ length: 1000 }, (_, index) => ({ input: `row ${index}` })), last],
});

/** What goes over the wire for a value, fields in any order. */
const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The same value with the fields of every object the other way round. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, field]) => [name, reordered(field)] as const);
  return Object.fromEntries(entries.toReversed());
}

/** Another object of the same content; a file stays itself. */
function copyOf(input: unknown): unknown {
  const isPlain = !(input instanceof Object && Object.values(input).some((value) => value instanceof Blob));
  return isPlain ? structuredClone(input) : { ...Object(input) };
}

describe("an act's id", () => {
  it.each([
    ["text", "ep_1", "ep_2"],
    ["rows", { items: [{ a: 1 }, { b: 2 }] }, { items: [{ a: 1 }, { b: 3 }] }],
    ["order", { items: [1, 2] }, { items: [2, 1] }],
    ["names", { one: "x" }, { other: "x" }],
    ["lists", { items: [1, 2] }, { items: [12] }],
    ["numbers side by side", { stop_token_ids: [1, 23] }, { stop_token_ids: [12, 3] }],
    ["neighbouring texts", { a: "b", c: "" }, { a: "bc", "": "" }],
    ["nesting", { a: [[1], 2] }, { a: [1, [2]] }],
    ["kinds", { a: "1" }, { a: 1 }],
    ["missing fields", { a: null }, {}],
    ["what JSON changes", { temperature: NaN }, { temperature: null }],
    ["big numbers", { n: 1n }, { n: 1 }],
    ["files", { file: new Blob(["a"]) }, { file: new Blob(["a"]) }],
    ["last of many rows", manyRows({ stop: [1, 23] }), manyRows({ stop: [12, 3] })],
  ])("differs with the %s of its input, and is the same for the same", async (_, input, other) => {
    const known = actId(act, input);
    expect(actId(act, copyOf(input))).toBe(known);
    expect(actId(act, other)).not.toBe(known);
    expect(actId(["other"], input)).not.toBe(known);
  });

  it("is equal for inputs that are the same on the wire, and for no others (A3)", () => {
    assert(
      property(jsonValue(), jsonValue(), (one, other) => {
        const isSame = canonicalText(wire(one)) === canonicalText(wire(other));
        expect(actId(act, one) === actId(act, other)).toBe(isSame);
        expect(actId(act, reordered(one))).toBe(actId(act, one));
        // The text says all of the value: what reads it back has the value.
        expect(JSON.parse(canonicalText(one))).toEqual(wire(one));
      }),
      { seed: 20261201 },
    );
  });

  it("keeps the path and the input apart (A3)", () => {
    const paths = array(string({ maxLength: 2 }), { maxLength: 3 });
    assert(
      property(
        tuple(paths, string({ maxLength: 2 })),
        tuple(paths, string({ maxLength: 2 })),
        (one, other) => {
          expect(actId(...one) === actId(...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
        },
      ),
      { seed: 20261201 },
    );
  });

  it("is there for whatever is given, and the same for the same object", async () => {
    const ring: Record<string, unknown> = {};
    ring["ring"] = ring;
    const trap = {
      get text(): string {
        throw new Error("no");
      },
    };
    for (const input of [ring, trap, { n: 1n }, undefined, null, { f: () => 1 }, { s: Symbol("s") }]) {
      expect(actId(act, input)).toBe(actId(act, input));
    }
    await assert(
      asyncProperty(anything({ withBigInt: true, withMap: true, withNullPrototype: true }), async (input) => {
        expect(actId(act, input)).toBe(actId(act, input));
      }),
      { seed: 20261201, numRuns: 50 },
    );
  });
});
