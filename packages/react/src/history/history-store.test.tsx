import { beforeEach, describe, expect, it, vi } from "vitest";
import type { DeployRecord, RunRecord, RunState } from "./history-record.ts";
import { localHistory } from "./history-store.ts";

const run = (attemptId: string, state: RunState = "started", startedAt = 1): RunRecord => ({
  kind: "run",
  attemptId,
  id: state === "started" ? `run_${attemptId}` : null,
  state,
  task: null,
  evalSetId: "es_1",
  candidates: [],
  startedAt,
});

const deploy = (id: string, endpointId: string | null): DeployRecord => ({
  kind: "deploy",
  attemptId: id,
  id,
  task: "t",
  model: "recommended",
  name: null,
  knownEndpointIds: null,
  endpointId,
  startedAt: 0,
});

beforeEach(() => {
  localStorage.clear();
});

describe("localHistory", () => {
  it("keeps records by scope, over a reload, and a put replaces the record of the same attempt", async () => {
    await localHistory("acme").put(run("a", "starting"));
    await localHistory("acme").put(run("a"));
    await localHistory("acme").put(deploy("d", null));
    expect(await localHistory("acme").list()).toEqual([run("a"), deploy("d", null)]);
    expect(await localHistory("other").list()).toEqual([]);
    await localHistory("acme").remove("a");
    expect(await localHistory("acme").list()).toEqual([deploy("d", null)]);
  });

  it.each([
    ["a", 'a","b'],
    ["a", "a:b"],
    ["", "a"],
    ["a\ud800", "a"],
  ])("never shows the scope %j the records of %j", async (one, other) => {
    await localHistory(one).put(run("of one"));
    await localHistory(other).put(run("of other"));
    const attempts = async (scope: string) => (await localHistory(scope).list()).map((row) => row.attemptId);
    expect(await attempts(one)).toEqual(["of one"]);
    expect(await attempts(other)).toEqual(["of other"]);
  });

  it("loses nothing when two tabs write at the same time: each record is an entry of its own (A17)", async () => {
    const [one, other] = [localHistory("acme"), localHistory("acme")];
    await Promise.all(["a", "b", "c"].flatMap((id) => [one.put(run(`1${id}`)), other.put(run(`2${id}`))]));
    expect(await one.list()).toHaveLength(6);
    expect(Object.keys(localStorage)).toHaveLength(6);
  });

  it("reads the list that was kept once, and gives each record an entry with the first change (A17)", async () => {
    const old = { kind: "run", id: "run_1", task: null, evalSetId: "es_1", candidates: ["m"], startedAt: 5 };
    const { attemptId: _, ...oldDeploy } = deploy("d", "ep_1");
    localStorage.setItem("pareta:history:acme", JSON.stringify([old, oldDeploy]));
    const expected = [{ ...old, attemptId: "run_1", state: "started" }, deploy("d", "ep_1")];
    expect(await localHistory("acme").list()).toEqual(expected);
    await localHistory("acme").put(run("new"));
    expect(localStorage.getItem("pareta:history:acme")).toBeNull();
    expect(await localHistory("acme").list()).toEqual([...expected, run("new")]);
    await localHistory("acme").remove("run_1");
    expect(await localHistory("acme").list()).toEqual([deploy("d", "ep_1"), run("new")]);
  });

  it("takes whatever stands there for what it is: no record", async () => {
    const store = localHistory("acme");
    await store.put(run("good"));
    localStorage.setItem("pareta:history:acme", '{"not":"a list"}');
    for (const [index, text] of ["not json", "null", "7", "[]", '{"kind":"run"}', '{"id":"x"}'].entries()) {
      localStorage.setItem(`pareta:history:["acme","broken ${index}"]`, text);
    }
    expect(await store.list()).toEqual([run("good")]);
    localStorage.setItem("pareta:history:acme", "not json");
    expect(await store.list()).toEqual([run("good")]);
  });

  it("lets the oldest settled records go, and never one that has not settled (A17)", async () => {
    const store = localHistory("acme");
    const unsettled = [
      run("starting", "starting", 0),
      run("unknown", "unknown", 0),
      deploy("deploying", null),
    ];
    for (const record of unsettled) await store.put(record);
    for (let at = 1; at <= 205; at++) await store.put(run(`${at}`, at % 2 ? "started" : "refused", at));
    const attempts = (await store.list()).map(({ attemptId }) => attemptId);
    expect(attempts).toHaveLength(203);
    expect(attempts).toEqual(expect.arrayContaining(["starting", "unknown", "deploying", "6", "205"]));
    expect(attempts).not.toContain("5");
  });

  it("rejects a put where the storage is full, and keeps the record as long as the page lives (A17)", async () => {
    const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    const store = localHistory("acme");
    await expect(store.put(run("a"))).rejects.toThrow("full");
    expect(await store.list()).toEqual([run("a")]);
    full.mockRestore();
    await store.put(run("a"));
    await store.remove("a");
    expect(await store.list()).toEqual([]);
  });

  it("lives in memory where there is no storage at all, and a put says so (A17)", async () => {
    vi.stubGlobal("localStorage", undefined);
    const store = localHistory("acme");
    expect(await store.list()).toEqual([]);
    await expect(store.put(run("a"))).rejects.toThrow(TypeError);
    expect(await store.list()).toEqual([run("a")]);
    vi.unstubAllGlobals();
  });
});
