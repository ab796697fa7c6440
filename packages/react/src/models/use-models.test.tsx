import { QueryClient } from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import { PermissionDeniedError } from "pareta";
import { describe, expect, it, vi } from "vitest";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { paretaQueries } from "../queries/pareta-queries.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { useModels } from "./use-models.ts";

describe("useModels", () => {
  it("is React Query's own result over the live models", async () => {
    const { wrapper } = paretaWrapper();
    const { result } = renderHook(() => useModels(), { wrapper });
    expect(result.current.status).toBe("pending");
    await waitFor(() => expect(result.current.status).toBe("success"));
    expect(result.current.data?.[0]).toMatchObject({ id: "ep_contract_kie_01", ownedBy: "pareta" });
  });

  it("takes React Query's options, select included", async () => {
    const { mock, wrapper } = paretaWrapper();
    const { result } = renderHook(() => useModels({ select: (models) => models.length, staleTime: 1000 }), {
      wrapper,
    });
    await waitFor(() => expect(result.current.data).toBe(4));
    const off = renderHook(() => useModels({ enabled: false, select: (models) => models[0]?.id }), {
      wrapper,
    });
    expect(off.result.current.fetchStatus).toBe("idle");
    expect(mock.requests).toHaveLength(1);
  });

  it("M7 the host's retries do not multiply the SDK's, and the provider hears of it once", async () => {
    const queryClient = new QueryClient({ defaultOptions: { queries: { retry: 10, retryDelay: 1 } } });
    const onError = vi.fn<(error: Error, failed: object) => void>();
    const { mock, wrapper } = paretaWrapper({ scenario: "forbidden" }, { queryClient, onError });
    const { result } = renderHook(() => useModels(), { wrapper });
    await waitFor(() => expect(result.current.error).toBeInstanceOf(PermissionDeniedError));
    expect(mock.requests).toHaveLength(1);
    expect(onError.mock.calls).toEqual([[result.current.error, { noun: "models", act: "list" }]]);
  });

  it("is aborted when nobody waits for it any more", async () => {
    const { mock, wrapper } = paretaWrapper({ pace: { latencyMs: 60_000 } });
    const { unmount } = renderHook(() => useModels(), { wrapper });
    await waitFor(() => expect(mock.requests).toHaveLength(1));
    unmount();
    await waitFor(() => expect(mock.requests[0]?.abortedAt).not.toBeNull());
  });

  it("is one line over a factory that loaders and prefetching use too", async () => {
    const { client, queryClient, mock, wrapper } = paretaWrapper({}, { scope: "acme" });
    const options = paretaQueries(client, { scope: "acme" }).models.list();
    expect(options.queryKey).toEqual(["pareta", "acme", "models", "list"]);
    expect(paretaKeys("acme").models.list).toEqual(options.queryKey);
    await queryClient.prefetchQuery({ ...options, staleTime: Infinity });
    const { result } = renderHook(() => useModels({ staleTime: Infinity }), { wrapper });
    expect(result.current.data).toHaveLength(4);
    expect(mock.requests).toHaveLength(1);
  });
});
