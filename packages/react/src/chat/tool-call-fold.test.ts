import { array, assert, constantFrom, nat, property, record } from "fast-check";
import type { ToolCall } from "pareta";
import { describe, expect, it } from "vitest";
import { createToolCallFold } from "./tool-call-fold.ts";

function fragment(index: number | null, id: string | null, name: string | null, text: string): ToolCall {
  const type = id === null ? null : "function";
  return { index, id, type, function: { name, arguments: text, extra: {} }, extra: {} };
}

function joined(...fragments: readonly ToolCall[]) {
  const fold = createToolCallFold();
  for (const one of fragments) fold.push(one);
  fold.end();
  return fold.value.map((call) => [call.index, call.id, call.function.name, call.function.arguments]);
}

describe("createToolCallFold", () => {
  it("joins fragments without an index to the call they follow (A12)", () => {
    expect(
      joined(
        fragment(0, "a", "look", ""),
        fragment(null, null, null, '{"q":'),
        fragment(null, null, null, "1}"),
      ),
    ).toEqual([[0, "a", "look", '{"q":1}']]);
    expect(
      joined(
        fragment(null, "a", "look", ""),
        fragment(0, null, null, '{"q":'),
        fragment(0, null, null, "1}"),
      ),
    ).toEqual([[0, "a", "look", '{"q":1}']]);
  });

  it("keeps two ids under one index apart, interleaved too (A12)", () => {
    expect(
      joined(
        fragment(0, "a", "look", '{"q":'),
        fragment(0, "b", "add", '{"n":'),
        fragment(0, "a", null, "1}"),
        fragment(0, "b", null, "2}"),
      ),
    ).toEqual([
      [0, "a", "look", '{"q":1}'],
      [1, "b", "add", '{"n":2}'],
    ]);
    expect(
      joined(
        fragment(0, "a", "look", '{"q":1}'),
        fragment(0, "b", "add", '{"n":'),
        fragment(0, null, null, "2}"),
      ),
    ).toEqual([
      [0, "a", "look", '{"q":1}'],
      [1, "b", "add", '{"n":2}'],
    ]);
  });

  it("takes an id that comes after its index, and calls in the order of their indexes", () => {
    expect(
      joined(fragment(1, null, null, '{"n":'), fragment(0, "a", "look", "{}"), fragment(1, "b", "add", "2}")),
    ).toEqual([
      [0, "a", "look", "{}"],
      [1, "b", "add", '{"n":2}'],
    ]);
  });

  it("keeps whole calls apart that share an index or have none, without ids", () => {
    for (const index of [0, null]) {
      for (const id of [null, ""]) {
        expect(
          joined(fragment(index, id, "look", '{"q":1}'), fragment(index, id, "look", '{"q":2}')),
        ).toEqual([
          [0, null, "look", '{"q":1}'],
          [1, null, "look", '{"q":2}'],
        ]);
      }
    }
  });

  it("does not take a repeated name for another call", () => {
    expect(
      joined(
        fragment(0, "a", "look", ""),
        fragment(0, "a", "look", '{"q":'),
        fragment(0, "a", "look", "1}"),
        fragment(0, null, "look", ""),
      ),
    ).toEqual([[0, "a", "look", '{"q":1}']]);
  });

  it("takes another name for another call, also before there are arguments (A12)", () => {
    for (const index of [0, null]) {
      expect(joined(fragment(index, null, "look", ""), fragment(index, null, "add", ""))).toEqual([
        [0, null, "look", ""],
        [1, null, "add", ""],
      ]);
    }
  });

  it("goes on with a call whose every fragment has another id (A12)", () => {
    expect(
      joined(
        fragment(0, "a", "look", ""),
        fragment(0, "b", null, '{"q":'),
        fragment(0, "c", null, "1}"),
        fragment(1, "d", "add", '{"n":'),
        fragment(1, "e", null, "2}"),
      ),
    ).toEqual([
      [0, "a", "look", '{"q":1}'],
      [1, "d", "add", '{"n":2}'],
    ]);
  });

  it("makes cut characters in names and arguments well-formed, and keeps a pair that two fragments share (A5)", () => {
    expect(
      joined(
        fragment(0, "a", "lo\ud83d", '"\ud83d'),
        fragment(0, null, null, '\ude00"'),
        fragment(0, null, null, "\ud83d"),
      ),
    ).toEqual([[0, "a", "lo\uFFFD", '"\u{1f600}"\uFFFD']]);
  });

  it("joins parallel calls in any order of their fragments, named by id, by index or by both", () => {
    const step = record({ call: nat(3), named: constantFrom("id", "index", "both") });
    assert(
      property(array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const seen = new Set<number>();
        const texts = new Map<number, string>();
        const fragments = steps.map(({ call, named }, at) => {
          const isFirst = !seen.has(call);
          seen.add(call);
          texts.set(call, `${texts.get(call) ?? ""}<${at}>`);
          const id = isFirst || named !== "index" ? `call_${call}` : null;
          const index = isFirst || named !== "id" ? call : null;
          return fragment(index, id, isFirst ? `tool_${call}` : null, `<${at}>`);
        });
        const calls = [...seen].toSorted((one, other) => one - other);
        expect(joined(...fragments)).toEqual(
          calls.map((call, index) => [index, `call_${call}`, `tool_${call}`, texts.get(call)]),
        );
      }),
      { seed: 20261201 },
    );
  });
});
