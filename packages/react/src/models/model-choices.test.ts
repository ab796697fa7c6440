import type { Leaderboard } from "pareta";
import { describe, expect, it } from "vitest";
import { choicesOfLeaderboard, groupChoices, type ModelChoice } from "./model-choices.ts";

const kindOf = ({ kind }: ModelChoice) => kind ?? null;

describe("groupChoices", () => {
  it("groups by name in the order of appearance; one group is none", () => {
    const open = { id: "a", kind: "open" };
    const frontier = { id: "b", kind: "frontier" };
    expect(groupChoices([frontier, open], kindOf)).toEqual([
      { name: "frontier", choices: [frontier] },
      { name: "open", choices: [open] },
    ]);
    expect(groupChoices([open], kindOf)).toEqual([{ name: null, choices: [open] }]);
    expect(groupChoices([], kindOf)).toEqual([]);
  });

  it("D9 an id that comes twice is offered once", () => {
    const twice = { id: "a" };
    expect(groupChoices([twice, { id: "b" }, { ...twice }], kindOf)[0]?.choices).toHaveLength(2);
  });
});

it("choicesOfLeaderboard puts the recommended model first and keeps the rest in order", () => {
  const entry = (name: string, kind: string | null) => ({
    name,
    kind,
    quality: null,
    costPerRequestMicroUsd: null,
    contextK: null,
    runMode: null,
    extra: {},
  });
  const leaderboard: Leaderboard = {
    taskId: "t",
    metric: null,
    costUnit: null,
    recommended: "b",
    frontier: null,
    models: [entry("a", "open"), entry("b", "open"), entry("c", "frontier")],
    extra: {},
  };
  expect(choicesOfLeaderboard(leaderboard)).toEqual([
    { id: "b", kind: "open", recommended: true },
    { id: "a", kind: "open", recommended: false },
    { id: "c", kind: "frontier", recommended: false },
  ]);
});
