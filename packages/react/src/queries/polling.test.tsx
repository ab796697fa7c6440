import { focusManager, onlineManager } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useEndpoint } from "../endpoints/use-endpoint.ts";
import { useEndpoints } from "../endpoints/use-endpoints.ts";
import { useEvalRun } from "../evals/use-eval-run.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";

const seconds = (count: number) => act(() => vi.advanceTimersByTimeAsync(count * 1000));

/** A run that takes that long by the mock's clock, started behind the page's back. */
async function startedRun(runSeconds: number, more: Parameters<typeof paretaWrapper>[0] = {}) {
  const setup = paretaWrapper({ pace: { runMs: runSeconds * 1000 }, ...more });
  const run = await setup.client.evals.runs.create({
    evalSet: "es_contracts_120",
    models: ["contract-key-fields-open-1"],
  });
  const looks = () => setup.mock.requests.filter((row) => row.route === "GET /v1/eval-runs/{id}").length;
  return { ...setup, id: run.id, looks };
}

describe("polling", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    focusManager.setFocused(undefined);
    onlineManager.setOnline(true);
  });

  describe("following a run", () => {
    it("looks ever more slowly until it is terminal, then no more", async () => {
      const { id, looks, wrapper } = await startedRun(20);
      const { result } = renderHook(() => useEvalRun(id), { wrapper });
      await seconds(1);
      expect(looks()).toBe(1);
      await seconds(3);
      expect(looks()).toBe(2);
      await seconds(2);
      expect(looks()).toBe(2);
      await seconds(60);
      expect(result.current.data?.status).toBe("completed");
      const all = looks();
      await seconds(3600);
      expect(looks()).toBe(all);
      expect(all).toBeLessThan(7);
    });

    it("fifty staggered observers make one request on mount and one a tick", async () => {
      const { id, looks, wrapper } = await startedRun(3600);
      for (let count = 0; count < 50; count++) {
        renderHook(() => useEvalRun(id), { wrapper });
        await seconds(0.02);
      }
      expect(looks()).toBe(1);
      await seconds(3);
      expect(looks()).toBe(2);
      await seconds(4);
      expect(looks()).toBe(3);
    });

    it("M16 a slow answer is waited for: at most one request in flight", async () => {
      const { id, mock, wrapper } = await startedRun(3600);
      renderHook(() => useEvalRun(id), { wrapper });
      await seconds(1);
      mock.faults.next("GET /v1/eval-runs/{id}", { kind: "delay", ms: 40_000 });
      await seconds(30);
      const open = mock.requests.filter((row) => row.status === null && row.abortedAt === null);
      expect(open).toHaveLength(1);
      await seconds(20);
    });

    it("pauses while the page is hidden and looks at once on return", async () => {
      const { id, looks, wrapper } = await startedRun(3600);
      renderHook(() => useEvalRun(id), { wrapper });
      await seconds(1);
      focusManager.setFocused(false);
      await seconds(600);
      expect(looks()).toBe(1);
      act(() => focusManager.setFocused(true));
      await seconds(0.1);
      expect(looks()).toBe(2);
    });

    it("R11 after a night asleep one look, not a burst", async () => {
      const { id, looks, wrapper } = await startedRun(3600);
      for (let count = 0; count < 5; count++) renderHook(() => useEvalRun(id), { wrapper });
      await seconds(1);
      vi.setSystemTime(Date.now() + 3_600_000);
      await seconds(3);
      expect(looks()).toBe(2);
    });

    it("R13 twenty flips of the network make no second poll", async () => {
      const { id, looks, wrapper } = await startedRun(3600);
      renderHook(() => useEvalRun(id), { wrapper });
      await seconds(1);
      for (let flip = 0; flip < 20; flip++) {
        act(() => onlineManager.setOnline(flip % 2 === 1));
        await seconds(0.05);
      }
      expect(looks()).toBe(1);
      await seconds(3);
      expect(looks()).toBe(2);
    });

    it.each([401, 403, 404])("T20 T21 stops at the first %i, with one error", async (status) => {
      const failures: Error[] = [];
      const setup = paretaWrapper({}, { onError: (error) => failures.push(error) });
      setup.mock.faults.next("GET /v1/eval-runs/{id}", { kind: "status", status });
      const { result } = renderHook(() => useEvalRun("run_contracts_01"), { wrapper: setup.wrapper });
      await seconds(600);
      expect(result.current.error).toMatchObject({ status });
      expect(setup.mock.requests).toHaveLength(1);
      expect(failures).toEqual([result.current.error]);
    });

    it("goes on after an error that may pass", async () => {
      const { id, mock, wrapper } = await startedRun(5);
      for (let count = 0; count < 3; count++) {
        mock.faults.next("GET /v1/eval-runs/{id}", { kind: "status", status: 500 });
      }
      const { result } = renderHook(() => useEvalRun(id), { wrapper });
      await seconds(30);
      expect(result.current.data?.isTerminal).toBe(true);
    });
  });

  describe("following an endpoint", () => {
    it("looks only while it is in transition", async () => {
      const { client, mock, wrapper } = paretaWrapper({ pace: { wakeMs: 8000 } });
      const { result } = renderHook(() => useEndpoint("ep_sentiment_01"), { wrapper });
      await seconds(60);
      expect(result.current.data?.status).toBe("stopped");
      expect(mock.requests).toHaveLength(1);
      await client.endpoints.start("ep_sentiment_01");
      await act(() => result.current.refetch());
      await seconds(0.1);
      expect(result.current.data?.status).toBe("starting");
      await seconds(30);
      expect(result.current.data?.status).toBe("live");
      const all = mock.requests.length;
      await seconds(600);
      expect(mock.requests).toHaveLength(all);
    });

    it("gives up after 900 seconds; an unknown status counts as in transition", async () => {
      const { mock, wrapper, queryClient } = paretaWrapper({ pace: { wakeMs: 1e9 } });
      const { result } = renderHook(() => useEndpoints(), { wrapper });
      await seconds(1);
      act(() => {
        queryClient.setQueriesData<{ status: string }[]>({ queryKey: ["pareta"] }, (rows = []) =>
          rows.map((row) => ({ ...row, status: "defrosting" })),
        );
      });
      const reply = { kind: "status", status: 200, body: [{ id: "a", status: "defrosting" }] } as const;
      for (let count = 0; count < 100; count++) mock.faults.next("GET /v1/endpoints", reply);
      await seconds(800);
      expect(result.current.data?.[0]?.status).toBe("defrosting");
      const before = mock.requests.length;
      expect(before).toBeGreaterThan(50);
      await seconds(130);
      const after = mock.requests.length;
      await seconds(600);
      expect(mock.requests).toHaveLength(after);
    });
  });
});
