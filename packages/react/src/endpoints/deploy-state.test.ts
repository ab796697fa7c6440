import { describe, expect, it } from "vitest";
import { idleDeploy, withEnd, withProgress } from "./deploy-state.ts";

const after = (...events: readonly { stage: string; label?: string; pct?: unknown }[]) =>
  events.reduce(
    // What the server sends is not what the types promise.
    (state, event, index) => withProgress(state, event as { stage: string }, index),
    idleDeploy,
  );

describe("withProgress", () => {
  it("keeps stages in their order, each with its time and words", () => {
    const { stages, stage, status } = after(
      { stage: "provisioning-gpu", label: "Provisioning GPU" },
      { stage: "booting" },
    );
    expect(stages).toEqual([
      { name: "provisioning-gpu", label: "Provisioning GPU", pct: null, startedAt: 0, endedAt: 1 },
      { name: "booting", label: "booting", pct: null, startedAt: 1, endedAt: null },
    ]);
    expect({ stage, status }).toEqual({ stage: "booting", status: "deploying" });
  });

  it.each([
    { sent: [5, 45, 30], shown: 45 },
    { sent: [140], shown: 100 },
    { sent: [-1], shown: 0 },
    { sent: [50, "60%"], shown: 50 },
    { sent: [50, Number.NaN], shown: 50 },
    { sent: [50, null], shown: 50 },
    { sent: [undefined], shown: null },
  ])("S20 percent never goes back and stays within 0 and 100: $sent -> $shown", ({ sent, shown }) => {
    expect(after(...sent.map((pct) => ({ stage: "pulling", pct }))).pct).toBe(shown);
  });

  it("a stage without a percentage is indeterminate; a later one does not begin behind", () => {
    expect(after({ stage: "a", pct: 90 }, { stage: "b" }).pct).toBeNull();
    expect(after({ stage: "a", pct: 90 }, { stage: "b", pct: 10 }).pct).toBe(90);
  });

  it("a stage that comes back is the same stage", () => {
    const { stages } = after({ stage: "a" }, { stage: "b" }, { stage: "a" });
    expect(stages.map(({ name, endedAt }) => [name, endedAt])).toEqual([
      ["a", null],
      ["b", 2],
    ]);
  });

  it("X15 __proto__ is a stage like another", () => {
    expect(after({ stage: "__proto__" }).stages[0]?.name).toBe("__proto__");
  });
});

it("at the end no stage goes on", () => {
  expect(withEnd(after({ stage: "a" }), { status: "failed" }, 9).stages[0]?.endedAt).toBe(9);
});
