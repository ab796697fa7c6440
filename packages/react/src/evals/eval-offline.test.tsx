import { act, renderHook, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useDeploy } from "../endpoints/use-deploy.ts";
import { useEndpoints } from "../endpoints/use-endpoints.ts";
import { useDeleteEndpoint } from "../endpoints/use-delete-endpoint.ts";
import { useStartEndpoint } from "../endpoints/use-start-endpoint.ts";
import { useStopEndpoint } from "../endpoints/use-stop-endpoint.ts";
import { memoryHistory } from "../testing/memory-history.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { usePlatformForms } from "../testing/platform-forms.ts";
import { useCreateEvalSet } from "./use-create-eval-set.ts";
import { useDeleteEvalSet } from "./use-delete-eval-set.ts";
import { useStartEvalRun } from "./use-start-eval-run.ts";
import { useUploadDocument } from "./use-upload-document.ts";

beforeEach(usePlatformForms);

const task = "contract-key-fields";
const models = ["contract-key-fields-open-1"];
const items = [{ input: "Acme pays $5.", expected: { amount: "5" } }];

const useMutations = () => ({
  // Its own read waits for the network.
  endpoints: useEndpoints(),
  deploy: useDeploy(),
  start: useStartEndpoint(),
  stop: useStopEndpoint(),
  remove: useDeleteEndpoint(),
  create: useCreateEvalSet(),
  removeSet: useDeleteEvalSet(),
  run: useStartEvalRun(),
  upload: useUploadDocument(),
});
type Mutations = ReturnType<typeof useMutations>;

describe("offline", () => {
  it.each<[string, (mutations: Mutations) => Promise<unknown>]>([
    ["a deploy", ({ deploy }) => deploy.deployAsync({ task })],
    ["a start", ({ start }) => start.mutateAsync("ep_sentiment_01")],
    ["a stop", ({ stop }) => stop.mutateAsync("ep_general_chat_01")],
    ["a deletion", ({ remove }) => remove.mutateAsync("ep_sentiment_01")],
    ["a set", ({ create }) => create.mutateAsync({ task, items })],
    ["a set's deletion", ({ removeSet }) => removeSet.mutateAsync("es_tickets_60")],
    ["a run", ({ run }) => run.mutateAsync({ evalSet: "es_contracts_120", models })],
    ["a run on new rows", ({ run }) => run.mutateAsync({ task, items, models })],
    [
      "an upload",
      ({ upload }) =>
        upload.mutateAsync({ setId: "es_invoices_24", file: new Blob(["a"]), idx: 0, fieldName: "document" }),
    ],
  ])(
    "%s fails at once, whatever waits for the network, and nothing is sent after the page is gone and the network back (A14)",
    async (_, perform) => {
      const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
      const { mock, wrapper } = paretaWrapper({}, { history: memoryHistory() });
      mock.setScenario("offline");
      const { result, unmount } = renderHook(useMutations, { wrapper });
      // As a browser tells it: React Query pauses what waits for the network.
      window.dispatchEvent(new Event("offline"));
      let error: unknown;
      act(() => void perform(result.current).catch((thrown: unknown) => (error = thrown)));
      await waitFor(() => expect(error).toMatchObject({ name: "APIConnectionError" }));
      unmount();
      mock.setScenario("happy");
      online.mockReturnValue(true);
      window.dispatchEvent(new Event("online"));
      const sent = mock.requests.filter(({ method }) => method !== "GET").length;
      // A timer or a request that is left fails the test at its end.
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(mock.requests.filter(({ method }) => method !== "GET")).toHaveLength(sent);
      expect(mock.ledger.filter(({ microUsd }) => microUsd > 0)).toEqual([]);
    },
  );
});

describe("a prompt", () => {
  it("goes with a set, and with the rows of a run", async () => {
    const { mock, wrapper } = paretaWrapper({}, { history: memoryHistory() });
    const { result } = renderHook(() => ({ create: useCreateEvalSet(), run: useStartEvalRun() }), {
      wrapper,
    });
    const prompt = "Answer with the amount only.";
    const set = await act(() => result.current.create.mutateAsync({ task, items, prompt }));
    const run = await act(() => result.current.run.mutateAsync({ task, items, models, prompt }));
    expect([set.itemCount, run.status]).toEqual([1, "queued"]);
    const sets = mock.requests.filter(({ route }) => route === "POST /v1/eval-sets");
    expect(sets.map(({ body }) => body)).toMatchObject([{ prompt }, { prompt }]);
    expect(mock.requests.filter(({ route }) => route === "POST /v1/eval-runs")).toHaveLength(1);
  });
});
