import { asyncProperty, array, assert, dictionary, integer, oneof, string } from "fast-check";
import { expect, it } from "vitest";
import { fingerprintOf } from "./fingerprint.ts";

it("is SHA-256 in hexadecimal, and says nothing of the rows", async () => {
  const fingerprint = await fingerprintOf({ task: "t", items: [{ input: "secret" }] });
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
});

it("is one for equal inputs, whatever has no value", async () => {
  const one = await fingerprintOf({ evalSet: "es", models: ["a", "b"] });
  expect(await fingerprintOf({ models: ["a", "b"], frontier: undefined, evalSet: "es" })).toBe(one);
});

it("is another for every other input", async () => {
  const input = dictionary(string(), oneof(string(), array(string()), integer()));
  await assert(
    asyncProperty(input, input, async (one, other) => {
      const [first, second] = await Promise.all([fingerprintOf(one), fingerprintOf(other)]);
      expect(first === second).toBe(sortedText(one) === sortedText(other));
    }),
  );
  const pairs: readonly (readonly [object, object])[] = [
    [{ models: ["a,b"] }, { models: ["a", "b"] }],
    [{ models: ["a"] }, { models: "a" }],
    [{ a: ["b"] }, { a: [], b: [] }],
    [{ stop: [1, 23] }, { stop: [12, 3] }],
  ];
  for (const [one, other] of pairs) expect(await fingerprintOf(one)).not.toBe(await fingerprintOf(other));
});

it("is null for what JSON cannot carry", async () => {
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;
  expect(await fingerprintOf(cyclic)).toBeNull();
  expect(await fingerprintOf({ count: 1n })).toBeNull();
});

const sortedText = (value: object) =>
  JSON.stringify(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
