import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { memoryHistory } from "../testing/memory-history.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { useRunHistory } from "../history/use-run-history.ts";
import { useDeploy } from "./use-deploy.ts";

const task = "invoice-extraction";
const setup = (deployMs = 0) => {
  const history = memoryHistory();
  const wrapped = paretaWrapper({ pace: { deployMs } }, { history });
  const posts = () => wrapped.mock.requests.filter((row) => row.method === "POST");
  return { ...wrapped, history, posts };
};

describe("useDeploy", () => {
  it("M1 mounting sends nothing", async () => {
    const { mock, wrapper } = setup();
    const { result } = renderHook(() => useDeploy({ id: "mine" }), { wrapper });
    await act(() => Promise.resolve());
    expect(result.current).toMatchObject({ status: "idle", stages: [], pct: null, endpoint: null });
    expect(mock.requests).toEqual([]);
  });

  it("R2 R17 two hooks on one id are one deploy, each hears once, and the history knows it", async () => {
    const { wrapper, posts } = setup(300);
    const heard: string[] = [];
    const { result } = renderHook(
      () => ({
        one: useDeploy({ id: "mine", onComplete: () => heard.push("one") }),
        other: useDeploy({ id: "mine", onComplete: () => heard.push("other") }),
        history: useRunHistory(),
      }),
      { wrapper },
    );
    act(() => {
      result.current.one.deploy({ task });
      result.current.other.deploy({ task });
    });
    await waitFor(() => expect(result.current.other.status).toBe("deploying"));
    await waitFor(() => expect(result.current.other.status).toBe("live"));
    expect(result.current.one.endpoint).toEqual(result.current.other.endpoint);
    expect(heard).toEqual(["one", "other"]);
    expect(posts()).toHaveLength(1);
    await waitFor(() =>
      expect(result.current.history.deploys[0]?.endpointId).toBe(result.current.one.endpoint?.id),
    );
  });

  it("M5 goes on without its page, and is there on the way back", async () => {
    const { wrapper, posts } = setup(200);
    const first = renderHook(() => useDeploy({ id: "mine" }), { wrapper });
    act(() => first.result.current.deploy({ task }));
    await waitFor(() => expect(first.result.current.status).toBe("deploying"));
    first.unmount();
    const second = renderHook(() => useDeploy({ id: "mine" }), { wrapper });
    expect(second.result.current.status).toBe("deploying");
    await waitFor(() => expect(second.result.current.status).toBe("live"));
    expect(posts()).toHaveLength(1);
  });

  it("S19 a feed that ends without its end is looked after in the list, and never posted again", async () => {
    const { mock, wrapper, posts } = setup();
    mock.faults.next("POST /v1/endpoints", { kind: "drop", afterChunks: 1 });
    const seen = new Set<string>();
    const { result } = renderHook(() => useDeploy({ onProgress: ({ status }) => seen.add(status) }), {
      wrapper,
    });
    const endpoint = await act(() => result.current.deployAsync({ task }));
    await waitFor(() => expect(result.current).toMatchObject({ status: "live", endpoint, error: null }));
    expect(seen).toContain("checking");
    expect(posts()).toHaveLength(1);
    expect(mock.ledger.length).toBeLessThanOrEqual(1);
  });

  it("a component of its own begins idle, whatever the others do", async () => {
    const { wrapper } = setup();
    const { result } = renderHook(() => [useDeploy(), useDeploy()] as const, { wrapper });
    await act(() => result.current[0].deployAsync({ task }));
    await waitFor(() => expect(result.current.map(({ status }) => status)).toEqual(["live", "idle"]));
    act(() => result.current[0].reset());
    await waitFor(() => expect(result.current[0].status).toBe("idle"));
  });

  it("its functions are stable, and its callbacks the latest", async () => {
    const { wrapper } = setup();
    const heard: string[] = [];
    const { result, rerender } = renderHook(({ name }) => useDeploy({ onComplete: () => heard.push(name) }), {
      wrapper,
      initialProps: { name: "first" },
    });
    const { deployAsync } = result.current;
    rerender({ name: "second" });
    await act(() => deployAsync({ task }));
    expect(result.current.deployAsync).toBe(deployAsync);
    expect(heard).toEqual(["second"]);
  });
});
