import { expect, test } from "vitest";
import * as mock from "./index.ts";
import * as server from "./server/index.ts";

test("two doors, and what stands in them", () => {
  expect(Object.keys(mock)).toEqual(["createMockPareta"]);
  expect(Object.keys(server)).toEqual(["startMockServer"]);
});

test("a mock has these members and no others", () => {
  expect(Object.keys(mock.createMockPareta())).toEqual([
    "fetch",
    "ledger",
    "requests",
    "faults",
    "setScenario",
    "topUp",
    "snapshot",
    "reset",
  ]);
});
