import { QueryClient, skipToken, useSuspenseQuery } from "@tanstack/react-query";
import { render, renderHook, screen, waitFor } from "@testing-library/react";
import { Suspense } from "react";
import { describe, expect, it } from "vitest";
import { useEndpoint } from "../endpoints/use-endpoint.ts";
import { useEndpointMetric } from "../endpoints/use-endpoint-metric.ts";
import { useEndpoints } from "../endpoints/use-endpoints.ts";
import { useEvalRun } from "../evals/use-eval-run.ts";
import { useEvalSet } from "../evals/use-eval-set.ts";
import { useEvalSets } from "../evals/use-eval-sets.ts";
import { useFrontierModels } from "../evals/use-frontier-models.ts";
import { useModels } from "../models/use-models.ts";
import { useLeaderboard } from "../tasks/use-leaderboard.ts";
import { useTask } from "../tasks/use-task.ts";
import { useTaskMatch } from "../tasks/use-task-match.ts";
import { useTasks } from "../tasks/use-tasks.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { paretaQueries } from "./pareta-queries.ts";

const reads: readonly { useRead: () => { status: string }; key: readonly unknown[]; path: string }[] = [
  { useRead: () => useModels(), key: ["models", "list"], path: "/v1/models" },
  { useRead: () => useEndpoints(), key: ["endpoints", "list"], path: "/v1/endpoints" },
  {
    useRead: () => useEndpoint("ep_invoice_01"),
    key: ["endpoints", "retrieve", "ep_invoice_01"],
    path: "/v1/endpoints/ep_invoice_01",
  },
  {
    useRead: () => useEndpointMetric("ep_invoice_01", "cost", { window: "7d" }),
    key: ["endpoints", "metric", "ep_invoice_01", "cost", { window: "7d" }],
    path: "/v1/endpoints/ep_invoice_01/cost",
  },
  { useRead: () => useTasks(), key: ["tasks", "list"], path: "/v1/tasks" },
  {
    useRead: () => useTask("contract-key-fields", { examplesN: 2 }),
    key: ["tasks", "retrieve", "contract-key-fields", { examplesN: 2 }],
    path: "/v1/tasks/contract-key-fields",
  },
  {
    useRead: () => useTaskMatch("read invoices", { topK: 3 }),
    key: ["tasks", "match", "read invoices", { topK: 3 }],
    path: "/v1/tasks/match",
  },
  {
    useRead: () => useLeaderboard("contract-key-fields"),
    key: ["tasks", "leaderboard", "contract-key-fields"],
    path: "/v1/tasks/contract-key-fields/leaderboard",
  },
  { useRead: () => useFrontierModels(), key: ["evals", "frontierModels"], path: "/v1/eval/frontier-models" },
  {
    useRead: () => useFrontierModels("contract-key-fields"),
    key: ["evals", "frontierModels", "contract-key-fields"],
    path: "/v1/eval/frontier-models",
  },
  { useRead: () => useEvalSets(), key: ["evals", "sets", "list"], path: "/v1/eval-sets" },
  {
    useRead: () => useEvalSet("es_contracts_120"),
    key: ["evals", "sets", "retrieve", "es_contracts_120"],
    path: "/v1/eval-sets/es_contracts_120",
  },
  {
    useRead: () => useEvalRun("run_contracts_01", { pollInterval: 9 }),
    key: ["evals", "runs", "retrieve", "run_contracts_01"],
    path: "/v1/eval-runs/run_contracts_01",
  },
];

describe("reads", () => {
  it.each(reads)("$path is one request, under the key $key", async ({ useRead, key, path }) => {
    const { mock, queryClient, wrapper } = paretaWrapper({}, { scope: "acme" });
    const { result } = renderHook(useRead, { wrapper });
    await waitFor(() => expect(result.current.status).toBe("success"));
    expect(mock.requests.map((request) => request.path)).toEqual([path]);
    expect(
      queryClient
        .getQueryCache()
        .getAll()
        .map((query) => query.queryKey),
    ).toEqual([["pareta", "acme", ...key]]);
  });

  it.each<{ name: string; useRead: () => object }>([
    { name: "useEndpoint", useRead: () => useEndpoint(skipToken) },
    { name: "useEndpointMetric", useRead: () => useEndpointMetric(skipToken, "cost") },
    { name: "useTask", useRead: () => useTask(skipToken) },
    { name: "useTaskMatch", useRead: () => useTaskMatch(skipToken) },
    { name: "useLeaderboard", useRead: () => useLeaderboard(skipToken) },
    { name: "useFrontierModels", useRead: () => useFrontierModels(skipToken) },
    { name: "useEvalSet", useRead: () => useEvalSet(skipToken) },
    { name: "useEvalRun", useRead: () => useEvalRun(skipToken) },
  ])("$name asks for nothing while its argument is skipToken", ({ useRead }) => {
    const { mock, wrapper } = paretaWrapper();
    const { result } = renderHook(useRead, { wrapper });
    expect(result.current).toMatchObject({ status: "pending", fetchStatus: "idle" });
    expect(mock.requests).toEqual([]);
  });

  it("arguments without a value do not make another read", () => {
    const { client } = paretaWrapper();
    const { tasks, endpoints } = paretaQueries(client);
    expect(tasks.retrieve("a", {}).queryKey).toEqual(tasks.retrieve("a").queryKey);
    expect(endpoints.metric("a", "cost", { window: undefined }).queryKey).toEqual(
      endpoints.metric("a", "cost").queryKey,
    );
  });

  it("M7 one failing read makes at most maxRetries + 1 requests whatever the host's defaults", async () => {
    const queryClient = new QueryClient({ defaultOptions: { queries: { retry: 10, retryDelay: 1 } } });
    const { mock, wrapper } = paretaWrapper({ scenario: "error" }, { queryClient });
    const { result } = renderHook(() => useEndpoint("ep_invoice_01"), { wrapper });
    await waitFor(() => expect(result.current.status).toBe("error"), { timeout: 5000 });
    expect(mock.requests).toHaveLength(3);
  });

  it("M6 a match is asked for once: not on focus, not on reconnect, not by another component", async () => {
    const { mock, wrapper } = paretaWrapper();
    const first = renderHook(() => useTaskMatch("read invoices"), { wrapper });
    await waitFor(() => expect(first.result.current.data?.matched).toBe(true));
    const hook = renderHook(() => useTaskMatch("read invoices"), { wrapper });
    for (const event of ["visibilitychange", "focus"]) window.dispatchEvent(new Event(event));
    for (const event of ["offline", "online"]) window.dispatchEvent(new Event(event));
    await waitFor(() => expect(hook.result.current.data?.chosen?.taskId).toBe("invoice-extraction"));
    expect(mock.requests).toHaveLength(1);
  });

  it("suspends with useSuspenseQuery over a factory", async () => {
    const { client, wrapper } = paretaWrapper();
    function Name() {
      const { data } = useSuspenseQuery(paretaQueries(client).evals.sets.retrieve("es_contracts_120"));
      return <p>{data.name}</p>;
    }
    render(
      <Suspense fallback="…">
        <Name />
      </Suspense>,
      { wrapper },
    );
    expect(await screen.findByText("Signed contracts, spring")).toBeVisible();
  });
});
