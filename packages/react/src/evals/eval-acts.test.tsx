import { act, renderHook, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { startSlice } from "../acts/slice.ts";
import { useRunHistory } from "../history/use-run-history.ts";
import { memoryHistory } from "../testing/memory-history.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { usePlatformForms } from "../testing/platform-forms.ts";
import { useCreateEvalSet } from "./use-create-eval-set.ts";
import { useDeleteEvalSet } from "./use-delete-eval-set.ts";
import { useEvalRun } from "./use-eval-run.ts";
import { useEvalSet } from "./use-eval-set.ts";
import { useEvalSets } from "./use-eval-sets.ts";
import { useStartEvalRun } from "./use-start-eval-run.ts";
import { useUploadDocument } from "./use-upload-document.ts";
import type { UploadProgress } from "./upload-progress.ts";

beforeEach(usePlatformForms);

const rows = [{ input: "canary: Acme Corp pays $5,000.", expected: { amount: "5000" } }];

describe("eval sets", () => {
  it("a new set is on the list and needs no request of its own; deleted, it is gone", async () => {
    const { mock, wrapper } = paretaWrapper();
    const { result } = renderHook(
      () => ({ sets: useEvalSets(), create: useCreateEvalSet(), remove: useDeleteEvalSet() }),
      { wrapper },
    );
    await waitFor(() => expect(result.current.sets.status).toBe("success"));
    const before = result.current.sets.data?.length ?? 0;
    const set = await act(() =>
      result.current.create.mutateAsync({ task: "contract-key-fields", items: rows, name: "Mine" }),
    );
    await waitFor(() => expect(result.current.sets.data).toHaveLength(before + 1));
    const detail = renderHook(() => useEvalSet(set.id, { staleTime: 1000 }), { wrapper });
    expect(detail.result.current.data?.name).toBe("Mine");
    expect(mock.requests.filter((row) => row.route === "GET /v1/eval-sets/{id}")).toEqual([]);
    await act(() => result.current.remove.mutateAsync(set.id));
    await waitFor(() => expect(result.current.sets.data).toHaveLength(before));
  });
});

describe("B6 many rows", () => {
  const items = Array.from({ length: 20_000 }, (_, index) => ({
    input: `Contract ${index} pays $5,000.`,
    expected: { amount: String(index) },
  }));

  it("arrive whole, the page has its turns meanwhile, and two presses are one set", async () => {
    const { mock, wrapper } = paretaWrapper();
    const { result } = renderHook(() => useCreateEvalSet(), { wrapper });
    // Each look at the clock takes a tenth of a millisecond, as if the rows were long.
    let [time, turns] = [performance.now(), 0];
    const done = new AbortController();
    vi.spyOn(performance, "now").mockImplementation(() => (time += 0.1));
    const page = (async () => {
      for (const slice = startSlice(); !done.signal.aborted; turns++) await slice.next();
    })();
    const press = () => result.current.mutateAsync({ task: "contract-key-fields", items: [...items] });
    const [set, same] = await act(() => Promise.all([press(), press()]));
    await waitFor(() => expect(result.current.status).toBe("success"));
    done.abort();
    await page;
    // 20,000 looks of 0.1 ms in slices of 8 ms while the rows are written; comparing the two presses takes no turn.
    expect(turns).toBeGreaterThan(200);
    expect(same).toBe(set);
    expect(set.itemCount).toBe(20_000);
    expect(mock.requests.filter((row) => row.method === "POST")).toHaveLength(1);
  });

  it("with a bad one among them are refused, and nothing is sent", async () => {
    const { mock, wrapper } = paretaWrapper();
    const { result } = renderHook(() => useCreateEvalSet(), { wrapper });
    const bad = [...items.slice(0, 5000), { input: NaN }];
    const error = await act(() =>
      result.current
        .mutateAsync({ task: "contract-key-fields", items: bad })
        .catch((error: unknown) => error),
    );
    expect(error).toMatchObject({ name: "InvalidArgumentError", param: "items[5000].input" });
    expect(mock.requests).toEqual([]);
  });
});

describe("useUploadDocument", () => {
  const file = (name: string, size = 100) => new File([new Uint8Array(size).fill(1)], name);

  const order = ["preparing", "sending", "confirming", "done"];

  it.each([
    // Reading a small file takes no time in which anything could be shown.
    { size: 100, flow: ["sending", "done"] },
    { size: 5_300_000, flow: order },
  ])("T34 shows every stage of a file of $size bytes as it is reached", async ({ size, flow }) => {
    const { mock, wrapper } = paretaWrapper({ pace: { latencyMs: 20 } });
    const seen: string[] = [];
    const { result } = renderHook(
      () => {
        const upload = useUploadDocument();
        if (upload.progress.total > 0 && seen.at(-1) !== upload.progress.stage)
          seen.push(upload.progress.stage);
        return upload;
      },
      { wrapper },
    );
    result.current.mutate({
      setId: "es_invoices_24",
      file: file("a.pdf", size),
      idx: 0,
      fieldName: "document",
    });
    await waitFor(() => expect(result.current.status).toBe("success"));
    await waitFor(() => expect(seen.slice(-flow.length)).toEqual(flow));
    expect(mock.requests).toHaveLength(size < 5_242_880 ? 1 : 3);
  });

  it("counts files; what it shows never goes back", async () => {
    const { mock, wrapper } = paretaWrapper({ pace: { latencyMs: 5 } });
    const seen: UploadProgress[] = [];
    const { result } = renderHook(
      () => {
        const upload = useUploadDocument();
        if (seen.at(-1) !== upload.progress) seen.push(upload.progress);
        return upload;
      },
      { wrapper },
    );
    expect(result.current.progress).toEqual({ stage: "preparing", done: 0, total: 0 });
    const send = (name: string, idx: number, size?: number) =>
      result.current.mutateAsync({
        setId: "es_invoices_24",
        file: file(name, size),
        idx,
        fieldName: "document",
      });
    await act(() => Promise.all([send("a.pdf", 0), send("b.pdf", 1), send("c.pdf", 2, 5_300_000)]));
    await waitFor(() => expect(result.current.progress).toEqual({ stage: "done", done: 3, total: 3 }));
    const counts = seen.map(({ done }) => done);
    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
    const stages = seen.slice(seen.findIndex(({ total }) => total === 3)).map(({ stage }) => stage);
    expect(stages).toEqual(stages.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)));
    expect(mock.requests.filter((row) => row.route === "POST /v1/eval-sets/{id}/attach-blob")).toHaveLength(
      2,
    );
    await act(() => send("d.pdf", 3));
    await waitFor(() => expect(result.current.progress).toEqual({ stage: "done", done: 1, total: 1 }));
  });

  it("T34 M2 the same file twice is one upload, another of the same name is not; one that failed counts no more", async () => {
    const { mock, wrapper } = paretaWrapper();
    const { result } = renderHook(() => useUploadDocument(), { wrapper });
    const place = { setId: "es_invoices_24", idx: 0, fieldName: "document" };
    const same = file("a.pdf");
    const uploads = [same, same, file("a.pdf")].map((file) => ({ ...place, file }));
    await act(() => Promise.all(uploads.map((upload) => result.current.mutateAsync(upload))));
    expect(mock.requests.filter((row) => row.method === "POST")).toHaveLength(2);
    const wrong = { ...place, idx: 9999, file: same };
    await act(() => result.current.mutateAsync(wrong).catch(() => {}));
    await waitFor(() => expect(result.current.error).toMatchObject({ status: 422 }));
    expect(result.current.progress).toMatchObject({ done: 0, total: 0 });
  });
});

describe("useStartEvalRun", () => {
  it("shows the stub to useEvalRun, follows it, and remembers it without its rows", async () => {
    const history = memoryHistory();
    const { mock, wrapper } = paretaWrapper({ pace: { runMs: 60_000 } }, { history });
    const { result } = renderHook(() => ({ start: useStartEvalRun(), history: useRunHistory() }), {
      wrapper,
    });
    const run = await act(() =>
      result.current.start.mutateAsync({
        task: "contract-key-fields",
        items: rows,
        models: ["contract-key-fields-open-1"],
      }),
    );
    const followed = renderHook(() => useEvalRun(run.id), { wrapper });
    expect(followed.result.current.data?.status).toBe("queued");
    expect(mock.requests.filter((row) => row.route === "GET /v1/eval-runs/{id}")).toEqual([]);
    await waitFor(() => expect(result.current.history.runs).toHaveLength(1));
    expect(result.current.history.runs[0]).toMatchObject({
      id: run.id,
      task: "contract-key-fields",
      candidates: ["contract-key-fields-open-1"],
    });
    expect(JSON.stringify(history.records)).not.toContain("canary");
    await act(() => result.current.history.remove(run.id));
    await waitFor(() => expect(result.current.history.runs).toEqual([]));
  });

  it("T21 a 404 in the first ten seconds after the start means not yet", async () => {
    vi.useFakeTimers();
    const { mock, wrapper } = paretaWrapper({ pace: { runMs: 8000 } });
    const { result } = renderHook(() => useStartEvalRun(), { wrapper });
    let id = "";
    await act(async () => {
      const started = result.current.mutateAsync({
        evalSet: "es_contracts_120",
        models: ["contract-key-fields-open-1"],
      });
      await vi.advanceTimersByTimeAsync(100);
      ({ id } = await started);
    });
    mock.faults.next("GET /v1/eval-runs/{id}", { kind: "status", status: 404 });
    mock.faults.next("GET /v1/eval-runs/{id}", { kind: "status", status: 404 });
    const followed = renderHook(() => useEvalRun(id), { wrapper });
    expect(followed.result.current.data?.status).toBe("queued");
    await act(() => vi.advanceTimersByTimeAsync(9000));
    expect(followed.result.current).toMatchObject({ status: "success", error: null });
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(followed.result.current.data?.status).toBe("completed");
  });

  it.each([
    ["rejects", () => Promise.reject(new Error("full"))],
    [
      "throws",
      () => {
        throw new Error("full");
      },
    ],
  ])("a history that %s fails nothing", async (_, broken: () => Promise<never>) => {
    const { wrapper } = paretaWrapper({}, { history: { list: broken, put: broken, remove: broken } });
    const { result } = renderHook(() => ({ start: useStartEvalRun(), history: useRunHistory() }), {
      wrapper,
    });
    const run = { evalSet: "es_contracts_120", models: ["contract-key-fields-open-1"] };
    await act(() => result.current.start.mutateAsync(run));
    expect(result.current.history.runs).toEqual([]);
  });
});
