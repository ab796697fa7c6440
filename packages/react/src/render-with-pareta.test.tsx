import { createMockPareta } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { act } from "@testing-library/react";
import { use } from "react";
import { describe, expect, it, vi } from "vitest";
import * as door from "./index.ts";
import { useModels } from "./models/use-models.ts";
import { usePareta } from "./provider/pareta-context.ts";
import type { ParetaProviderProps } from "./provider/pareta-provider.tsx";
import { LanguageContext } from "./labels/language-context.ts";
import { memoryHistory } from "./testing/memory-history.ts";
import { renderWithPareta } from "./render-with-pareta.tsx";
import { useStartEvalRun } from "./evals/use-start-eval-run.ts";

function Count() {
  const { data, error } = useModels();
  return <p>{error ? error.name : `${data?.length ?? "…"} models`}</p>;
}

describe("renderWithPareta", () => {
  it("renders over a mock of its own, by scenario and seed", async () => {
    const { findByText, mock, queryClient } = renderWithPareta(<Count />, { scenario: "empty", seed: 7 });
    await findByText("0 models");
    expect(mock.requests).toHaveLength(1);
    expect(mock.snapshot().seed).toBe(createMockPareta({ seed: 7 }).snapshot().seed);
    queryClient.clear();
  });

  it("takes the provider's options too", async () => {
    const queryClient = new QueryClient();
    const onError = vi.fn<(error: Error) => void>();
    const { findByText } = renderWithPareta(<Count />, {
      scenario: "forbidden",
      scope: "acme",
      queryClient,
      onError,
      strict: false,
    });
    await findByText("PermissionDeniedError");
    expect(queryClient.getQueryCache().getAll()[0]?.queryKey.slice(0, 2)).toEqual(["pareta", "acme"]);
    expect(onError).toHaveBeenCalledTimes(1);
    queryClient.clear();
  });

  it("hands every option of the provider on (B20)", () => {
    const history = memoryHistory();
    const queryClient = new QueryClient();
    const onError = vi.fn<(error: Error) => void>();
    const labels = { frame: { notReported: "Nicht gemeldet" } };
    // An option that is added to the provider must be added here, and be seen to arrive below.
    const options: Required<Omit<ParetaProviderProps, "client" | "children">> = {
      scope: "acme",
      queryClient,
      onError,
      maxConcurrentStreams: 2,
      history,
      locale: "de",
      labels,
    };
    const seen: Partial<Record<keyof typeof options, unknown>> = {};
    function Probe() {
      const { scope, maxConcurrentStreams, history } = usePareta();
      const { locale, labels } = use(LanguageContext);
      const told = () =>
        scope.failureListeners.forEach((tell) => tell(new Error("x"), { noun: "n", act: "a" }));
      Object.assign(seen, {
        scope: scope.name,
        queryClient: scope.queryClient,
        maxConcurrentStreams,
        history,
        locale,
        labels,
      });
      return <button onClick={told}>Fail</button>;
    }
    const { getByText } = renderWithPareta(<Probe />, options);
    getByText("Fail").click();
    expect({ ...seen, onError }).toEqual(options);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it("takes `undefined` for every option, as a helper of the host hands it on", async () => {
    const { findByText, queryClient } = renderWithPareta(<Count />, {
      scope: undefined,
      queryClient: undefined,
      onError: undefined,
      maxConcurrentStreams: undefined,
      history: undefined,
      locale: undefined,
      labels: undefined,
      mock: undefined,
      strict: undefined,
    });
    expect(await findByText("4 models")).toBeVisible();
    queryClient.clear();
  });

  it("takes a mock of the test's own, with a fault for a request of the first render (N10)", async () => {
    const mock = createMockPareta({ scenario: "empty" });
    mock.faults.next("GET /v1/models", { kind: "status", status: 403 });
    const rendered = renderWithPareta(<Count />, { mock, strict: false });
    await rendered.findByText("PermissionDeniedError");
    expect(rendered.mock).toBe(mock);
    expect(mock.requests).toHaveLength(1);
    expect(() => renderWithPareta(<Count />, { mock, scenario: "happy" })).toThrow("brings its own scenario");
    rendered.queryClient.clear();
  });

  it("leaves nothing in localStorage", async () => {
    localStorage.clear();
    function Start() {
      const { mutate, status } = useStartEvalRun();
      const start = () => mutate({ evalSet: "es_contracts_120", models: ["contract-key-fields-open-1"] });
      return <button onClick={start}>{status}</button>;
    }
    const { mock, queryClient, findByText, getByText } = renderWithPareta(<Start />);
    act(() => getByText("idle").click());
    await findByText("success");
    expect(mock.requests).toHaveLength(1);
    expect(localStorage).toHaveLength(0);
    queryClient.clear();
  });
});

it("the hooks door does not know the testing door", () => {
  expect(Object.keys(door)).not.toContain("renderWithPareta");
});
