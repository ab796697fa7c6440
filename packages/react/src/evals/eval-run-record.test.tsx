import type { MockPareta } from "@pareta/mock";
import { act, renderHook, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RunRecord } from "../history/history-record.ts";
import type { HistoryStore } from "../history/history-store.ts";
import { useRunHistory } from "../history/use-run-history.ts";
import type { ParetaProviderProps } from "../provider/pareta-provider.tsx";
import { memoryHistory } from "../testing/memory-history.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { usePlatformForms } from "../testing/platform-forms.ts";
import type { EvalRunVariables } from "./start-eval-run.ts";
import { useStartEvalRun } from "./use-start-eval-run.ts";

beforeEach(usePlatformForms);

const input = { evalSet: "es_contracts_120", models: ["contract-key-fields-open-1"] };
const route = "POST /v1/eval-runs";

function openPage(history: HistoryStore, props: Partial<ParetaProviderProps> = {}, pace = {}) {
  const errors: string[] = [];
  const setup = paretaWrapper(
    { pace },
    {
      history,
      onError: (error, { noun, act }) => errors.push(`${noun}.${act}: ${error.message}`),
      ...props,
    },
  );
  const hook = renderHook(() => ({ start: useStartEvalRun(), history: useRunHistory() }), {
    wrapper: setup.wrapper,
  });
  const start = (params: EvalRunVariables = input) =>
    act(() => hook.result.current.start.mutateAsync(params).catch((error: unknown) => error));
  const runs = () => hook.result.current.history.runs;
  return { ...setup, ...hook, errors, start, runs };
}

/** The debits of runs. */
const debits = (mock: MockPareta) => mock.ledger.filter(({ microUsd }) => microUsd > 0);

describe("a run's record", () => {
  it("is there before the request leaves, and tells its state as it goes (A17)", async () => {
    const store = memoryHistory();
    const states: unknown[] = [];
    const history: HistoryStore = {
      ...store,
      put: async (record) => {
        states.push([(record as RunRecord).state, page.mock.requests.length]);
        await store.put(record);
      },
    };
    const page = openPage(history);
    await page.start();
    await waitFor(() => expect(page.runs()[0]?.state).toBe("started"));
    expect(states).toEqual([
      ["starting", 0],
      ["started", 1],
    ]);
    expect(page.runs()).toMatchObject([
      {
        kind: "run",
        id: expect.stringMatching(/^run_/),
        evalSetId: "es_contracts_120",
        candidates: ["contract-key-fields-open-1"],
        mayHaveStarted: false,
      },
    ]);
    expect(page.runs()[0]?.attemptId).not.toBe(page.runs()[0]?.id);
  });

  it("of a run whose answer was lost to a reload says that it may have been started (A17)", async () => {
    const store = memoryHistory();
    const gone = openPage(store, {}, { latencyMs: 300 });
    act(() => gone.result.current.start.mutate(input));
    await waitFor(() => expect(store.records).toHaveLength(1));
    await waitFor(() => expect(gone.runs()).toMatchObject([{ state: "starting", mayHaveStarted: false }]));
    const [stored] = store.records as readonly RunRecord[];
    expect(stored).toMatchObject({ state: "starting", id: null, evalSetId: "es_contracts_120" });
    await waitFor(() => expect(gone.runs()).toMatchObject([{ state: "started" }]));

    // The next page has what was stored by then, and nothing of the request: this one's attempts are in its memory.
    const left = memoryHistory();
    await left.put({ ...(stored as RunRecord), attemptId: "of the page before" });
    const page = openPage(left);
    await waitFor(() =>
      expect(page.runs()).toMatchObject([{ id: null, state: "starting", mayHaveStarted: true }]),
    );
    expect(page.mock.requests).toEqual([]);
  });

  it("of a lost answer is unknown, and a repeat under the same key is the same attempt: one debit (A17)", async () => {
    const page = openPage(memoryHistory());
    for (let attempt = 0; attempt < 3; attempt++)
      page.mock.faults.next(route, { kind: "drop", afterChunks: 0 });
    await page.start();
    await waitFor(() =>
      expect(page.runs()).toMatchObject([{ id: null, state: "unknown", mayHaveStarted: true }]),
    );
    const attempt = page.runs()[0]?.attemptId;
    await page.start();
    await waitFor(() => expect(page.runs()).toMatchObject([{ attemptId: attempt, state: "started" }]));
    const keys = page.mock.requests.filter((row) => row.route === route).map(({ key }) => key);
    expect(new Set(keys).size).toBe(1);
    expect(debits(page.mock).length).toBeLessThanOrEqual(1);
  });

  it("stays unknown when the repeat is refused: that says nothing of the first request", async () => {
    const page = openPage(memoryHistory());
    for (let attempt = 0; attempt < 3; attempt++)
      page.mock.faults.next(route, { kind: "drop", afterChunks: 0 });
    await page.start();
    page.mock.faults.next(route, { kind: "status", status: 402 });
    await page.start();
    await waitFor(() => expect(page.runs()).toMatchObject([{ state: "unknown", mayHaveStarted: true }]));
  });

  it("of a refused run says refused, and one that could not be sent leaves none", async () => {
    const page = openPage(memoryHistory());
    page.mock.setScenario("no-credit");
    await page.start();
    await waitFor(() =>
      expect(page.runs()).toMatchObject([{ id: null, state: "refused", mayHaveStarted: false }]),
    );
    await page.start({ evalSet: " ", models: ["m"] });
    await page.start({ evalSet: "es_contracts_120", models: 7 as never });
    await waitFor(() => expect(page.runs()).toHaveLength(1));
  });

  it("holds no prompt, row or key", async () => {
    const store = memoryHistory();
    const page = openPage(store);
    await page.start({
      task: "contract-key-fields",
      items: [{ input: "canary row", expected: { amount: "1" } }],
      models: ["contract-key-fields-open-1"],
      name: "canary name",
    });
    await waitFor(() => expect(page.runs()[0]?.state).toBe("started"));
    expect(JSON.stringify(store.records)).not.toContain("canary");
    for (const { key } of page.mock.requests)
      expect(JSON.stringify(store.records)).not.toContain(String(key));
  });

  it("is removed by its attempt, and by the run's id", async () => {
    const page = openPage(memoryHistory());
    for (const idOf of [({ attemptId }: RunRecord) => attemptId, ({ id }: RunRecord) => String(id)]) {
      await page.start();
      await waitFor(() => expect(page.runs()[0]?.state).toBe("started"));
      const [run] = page.runs();
      await act(() => page.result.current.history.remove(run ? idOf(run) : ""));
      await waitFor(() => expect(page.runs()).toEqual([]));
    }
  });
});

const never = () => new Promise<never>(() => {});
const broken = () => Promise.reject(new Error("full"));
const thrown = (): never => {
  throw new Error("full");
};

describe("a history that does not do what it should (B21)", () => {
  it.each([
    ["rejects", broken],
    ["throws", thrown],
  ])("a put that %s fails no run, and is told", async (_, put) => {
    const page = openPage({ ...memoryHistory(), put });
    expect(await page.start()).toMatchObject({ status: "queued" });
    await waitFor(() => expect(page.errors).toContain("history.put: full"));
    expect(page.runs()).toEqual([]);
  });

  it("a put that never settles lets the request leave, and is told", async () => {
    vi.useFakeTimers();
    const page = openPage({ ...memoryHistory(), put: never });
    act(() => page.result.current.start.mutate(input));
    await act(() => vi.advanceTimersByTimeAsync(600));
    expect(page.result.current.start.data?.status).toBe("queued");
    // Two changes, one after the other.
    await act(() => vi.advanceTimersByTimeAsync(6100));
    expect(page.errors).toEqual(Array(2).fill("history.put: The history has not answered within 3000 ms."));
  });

  it.each([
    ["x", 1],
    [{ runs: [] }, 1],
    [null, 1],
    [7, 1],
    [[null], 0],
    [["x", 7, true, [], {}, { kind: "run" }, { kind: "deploy" }, { id: "a" }], 0],
    [
      [
        { kind: "run", id: "r", candidates: [], startedAt: "1" },
        { kind: "run", id: {}, attemptId: "r", candidates: [], startedAt: 1 },
        { kind: "run", id: "r", candidates: [], startedAt: 1, task: { name: "x" } },
        { kind: "deploy", id: "d", startedAt: 1, knownEndpointIds: 5 },
        { kind: "deploy", id: "d", startedAt: 1, model: ["x"] },
      ],
      0,
    ],
    [[{ kind: "run", id: "a", startedAt: "yesterday", candidates: [] }], 0],
    [[{ kind: "run", id: "a", startedAt: 1e300, candidates: [] }], 0],
    [[{ kind: "run", id: "a", startedAt: 1, candidates: "m" }], 0],
    [[{ kind: "run", id: "a", startedAt: 1, candidates: [{}] }], 0],
  ])("a list that answers %j shows no runs", async (answer, told) => {
    const page = openPage({ ...memoryHistory(), list: async () => answer as never });
    await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
    expect(page.result.current.history).toMatchObject({ runs: [], deploys: [] });
    expect(page.errors).toHaveLength(told);
  });

  it("a record of before there were attempts is a run that has started (A17)", async () => {
    const old = { kind: "run", id: "run_1", task: null, evalSetId: "es", candidates: ["m"], startedAt: 5 };
    const page = openPage({ ...memoryHistory(), list: async () => [null, old] as never });
    await waitFor(() =>
      expect(page.runs()).toEqual([{ ...old, attemptId: "run_1", state: "started", mayHaveStarted: false }]),
    );
  });
});
