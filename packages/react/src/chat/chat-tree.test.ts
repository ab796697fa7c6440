import { describe, expect, it } from "vitest";
import { pendingAnswer } from "./chat-entry.ts";
import { addChildren, ancestry, branchesAt, pathThrough, rememberPath } from "./chat-tree.ts";

//   a - b - c
//    \- d - e
//        \- f
const entries = [
  pendingAnswer("a", null),
  pendingAnswer("b", "a"),
  pendingAnswer("c", "b"),
  pendingAnswer("d", "a"),
  pendingAnswer("e", "d"),
  pendingAnswer("f", "d"),
];
const find = (id: string) => entries.find((entry) => entry.id === id);
const children = addChildren({}, entries);

describe("chat tree", () => {
  it("an entry's ancestry ends with itself", () => {
    expect(ancestry(find, "e").map(({ id }) => id)).toEqual(["a", "d", "e"]);
    expect(ancestry(find, null)).toEqual([]);
    expect(ancestry(find, "nobody")).toEqual([]);
  });

  it("branches are those with the same parent, and the same array while nothing is added", () => {
    expect(branchesAt(children, find("b"))).toEqual(["b", "d"]);
    expect(branchesAt(children, find("a"))).toEqual(["a"]);
    expect(branchesAt(children, undefined)).toEqual([]);
    const more = addChildren(children, [pendingAnswer("g", "b")]);
    expect(branchesAt(more, find("d"))).toBe(branchesAt(children, find("d")));
    expect(branchesAt(more, find("c"))).toEqual(["c", "g"]);
  });

  it("a path takes the branch chosen last, else the newest", () => {
    expect(pathThrough(find, children, {}, "a")).toEqual(["a", "d", "f"]);
    expect(pathThrough(find, children, {}, "b")).toEqual(["a", "b", "c"]);
    const chosen = rememberPath({}, ["a", "d", "e"]);
    expect(pathThrough(find, children, chosen, "a")).toEqual(["a", "d", "e"]);
    expect(pathThrough(find, children, rememberPath(chosen, ["a", "b", "c"]), "a")).toEqual(["a", "b", "c"]);
    expect(pathThrough(find, children, chosen, "nobody")).toEqual([]);
  });
});
