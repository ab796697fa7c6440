import { afterEach, describe, expect, it, vi } from "vitest";
import { actId } from "./act-id.ts";

const act = ["default", "evals", "sets", "create"];

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Lets every look at the clock take a millisecond, and counts how often the event loop was let run. */
function countTurns() {
  let [time, turns] = [0, 0];
  vi.spyOn(performance, "now").mockImplementation(() => ++time);
  vi.stubGlobal(
    "MessageChannel",
    class extends MessageChannel {
      constructor() {
        super();
        turns++;
      }
    },
  );
  return { turns: () => turns };
}

describe("an act's id", () => {
  it.each([
    ["text", "ep_1", "ep_2"],
    ["rows", { items: [{ a: 1 }, { b: 2 }] }, { items: [{ a: 1 }, { b: 3 }] }],
    ["order", { items: [1, 2] }, { items: [2, 1] }],
    ["names", { one: "x" }, { other: "x" }],
    ["lists", { items: [1, 2] }, { items: [12] }],
    ["files", { file: new Blob(["a"]) }, { file: new Blob(["a"]) }],
  ])("differs with the %s of its input, and is the same for the same", async (_, input, other) => {
    const id = await actId(act, input);
    expect(await actId(act, copyOf(input))).toBe(id);
    expect(await actId(act, other)).not.toBe(id);
    expect(await actId(["other"], input)).not.toBe(id);
  });

  it("is there also for what JSON cannot carry", async () => {
    const ring: Record<string, unknown> = {};
    ring["ring"] = ring;
    for (const input of [ring, { n: 1n }, undefined, null, { f: () => 1 }]) {
      expect(await actId(act, input)).toBe(await actId(act, input));
    }
  });

  it("holds nothing of its input", async () => {
    expect(await actId(act, { items: [{ input: "canary" }] })).not.toContain("canary");
  });
});

describe("B6 the id of an act with many rows", () => {
  const items = Array.from({ length: 1000 }, (_, index) => ({ input: `row ${index}` }));

  it("is read in slices, between which the event loop runs", async () => {
    const { turns } = countTurns();
    await actId(act, { task: "t", items });
    expect(turns()).toBeGreaterThan(90);
  });

  it("of a few rows needs none, so that a repeat in the same tick is found", async () => {
    const { turns } = countTurns();
    await actId(act, { task: "t", items: items.slice(0, 3) });
    expect(turns()).toBe(0);
  });
});

/** Another object of the same content; a file stays itself. */
function copyOf(input: unknown): unknown {
  const isPlain = !(input instanceof Object && Object.values(input).some((value) => value instanceof Blob));
  return isPlain ? structuredClone(input) : { ...Object(input) };
}
