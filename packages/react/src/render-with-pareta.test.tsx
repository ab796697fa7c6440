import { createMockPareta } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { act } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import * as door from "./index.ts";
import { useModels } from "./models/use-models.ts";
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
