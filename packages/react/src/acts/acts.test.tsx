import type { MockPareta } from "@pareta/mock";
import { dehydrate, onlineManager, QueryClient, useMutation } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import { APIConnectionError, InsufficientCreditsError } from "pareta";
import { afterEach, describe, expect, it, vi } from "vitest";
import { useChatCompletion } from "../chat/use-chat-completion.ts";
import { useStartEvalRun } from "../evals/use-start-eval-run.ts";
import { useModels } from "../models/use-models.ts";
import { useParetaClient } from "../provider/use-pareta-client.ts";
import { paretaDehydrateOptions } from "../queries/dehydrate-options.ts";
import { chatRoute, debits, keys, posts } from "../testing/open-test-chat.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { paretaMutations } from "./pareta-mutations.ts";

const question = (text: string) => ({
  model: "ep_general_chat_01",
  messages: [{ role: "user", content: text }],
});
const run = { evalSet: "es_contracts_120", models: ["contract-key-fields-open-1"] };
const lost = { kind: "drop" } as const;

function completionHook(setup = paretaWrapper()) {
  return { ...setup, ...renderHook(() => useChatCompletion(), { wrapper: setup.wrapper }) };
}

/** Loses every answer of one call: the first attempt's and the SDK's two retries'. */
function loseCall(mock: MockPareta, route: Parameters<MockPareta["faults"]["next"]>[0]) {
  for (let attempt = 0; attempt < 3; attempt++) mock.faults.next(route, lost);
}

afterEach(() => {
  onlineManager.setOnline(true);
});

describe("acts", () => {
  it("M1 mounting sends nothing", () => {
    const { mock, result } = completionHook();
    expect(result.current.status).toBe("idle");
    expect(mock.requests).toEqual([]);
  });

  it("M2 a repeat in the same tick and one while it is pending join the first", async () => {
    const { mock, result } = completionHook(paretaWrapper({ pace: { latencyMs: 150 } }));
    const answers: Promise<{ id: string | null }>[] = [];
    act(() => {
      answers.push(result.current.mutateAsync(question("Hi")), result.current.mutateAsync(question("Hi")));
    });
    await waitFor(() => expect(mock.requests).toHaveLength(1));
    act(() => void answers.push(result.current.mutateAsync(question("Hi"))));
    const [first, ...others] = await act(() => Promise.all(answers));
    for (const other of others) expect(other).toBe(first);
    expect(posts(mock)).toHaveLength(1);
    expect(debits(mock)).toHaveLength(1);
    await act(() => result.current.mutateAsync(question("Hi")));
    expect(debits(mock)).toHaveLength(2);
  });

  it("M3 a lost answer is asked for again under the same key: one debit", async () => {
    const { mock, result } = completionHook();
    mock.faults.next(chatRoute, lost);
    await act(() => result.current.mutateAsync(question("Hi")));
    expect(posts(mock)).toHaveLength(2);
    expect(new Set(keys(mock)).size).toBe(1);
    expect(debits(mock)).toHaveLength(1);
  });

  it("M5 its component gone and back, the same press joins what is still under way", async () => {
    const setup = paretaWrapper({ pace: { latencyMs: 150 } });
    const first = completionHook(setup);
    act(() => first.result.current.mutate(question("Hi")));
    await waitFor(() => expect(posts(setup.mock)).toHaveLength(1));
    first.unmount();
    const second = completionHook(setup);
    await act(() => second.result.current.mutateAsync(question("Hi")));
    await waitFor(() => expect(second.result.current.data?.choices[0].message.content).toBeTruthy());
    expect(posts(setup.mock)).toHaveLength(1);
  });

  it("M6 focus, reconnect, invalidation and refetching repeat no act", async () => {
    const { mock, result, queryClient } = completionHook();
    await act(() => result.current.mutateAsync(question("Hi")));
    window.dispatchEvent(new Event("focus"));
    onlineManager.setOnline(false);
    onlineManager.setOnline(true);
    await act(() => queryClient.invalidateQueries());
    await act(() => queryClient.refetchQueries());
    await act(() => queryClient.resumePausedMutations());
    expect(posts(mock)).toHaveLength(1);
  });

  it("M7 the host's retries do not multiply the SDK's", async () => {
    const queryClient = new QueryClient({ defaultOptions: { mutations: { retry: 3, retryDelay: 1 } } });
    const { mock, result } = completionHook(paretaWrapper({ scenario: "error" }, { queryClient }));
    await act(() => result.current.mutateAsync(question("Hi")).catch(() => {}));
    await waitFor(() => expect(result.current.status).toBe("error"));
    expect(posts(mock)).toHaveLength(3);
    expect(new Set(keys(mock)).size).toBe(1);
  });

  it("M8 offline it fails now, and nothing is sent when the network is back", async () => {
    const { mock, result, unmount, queryClient } = completionHook();
    onlineManager.setOnline(false);
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    mock.setScenario("offline");
    await act(() => result.current.mutateAsync(question("Hi")).catch(() => {}));
    await waitFor(() => expect(result.current.isPaused || result.current.status).toBe("error"));
    const before = mock.requests.length;
    unmount();
    mock.setScenario("happy");
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(true);
    onlineManager.setOnline(true);
    await queryClient.resumePausedMutations();
    expect(mock.requests).toHaveLength(before);
    expect(debits(mock)).toEqual([]);
  });

  it("two different requests at the same time are two, each with its own answer and debit (A3)", async () => {
    const { mock, result } = completionHook();
    const asks = [
      [1, 23],
      [12, 3],
    ].map((stop_token_ids) => ({ ...question("Hi"), stop_token_ids }));
    await act(() => Promise.all(asks.map((params) => result.current.mutateAsync(params))));
    expect(posts(mock).map(({ body }) => body)).toEqual([
      expect.objectContaining({ stop_token_ids: [1, 23] }),
      expect.objectContaining({ stop_token_ids: [12, 3] }),
    ]);
    expect(new Set(keys(mock)).size).toBe(2);
    expect(debits(mock)).toHaveLength(2);
  });

  describe.each([
    ["a hook", () => useChatCompletion()],
    ["a factory of its own", () => useMutation(paretaMutations(useParetaClient()).chat.completions.create())],
  ])("of %s whose component is gone", (_, useAsk) => {
    it("makes no further attempt (A14)", async () => {
      const { mock, wrapper } = paretaWrapper({ pace: { latencyMs: 50 } });
      const { result, unmount } = renderHook(useAsk, { wrapper });
      mock.setScenario("error");
      act(() => result.current.mutate(question("Hi")));
      await waitFor(() => expect(posts(mock)).toHaveLength(1));
      unmount();
      mock.setScenario("happy");
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(posts(mock)).toHaveLength(1);
      expect(debits(mock)).toEqual([]);
    });

    it("still ends the attempt that is under way, with its debit (A14)", async () => {
      const { mock, wrapper } = paretaWrapper({ pace: { latencyMs: 50 } });
      const { result, unmount } = renderHook(useAsk, { wrapper });
      act(() => result.current.mutate(question("Hi")));
      await waitFor(() => expect(posts(mock)).toHaveLength(1));
      unmount();
      await waitFor(() => expect(debits(mock)).toHaveLength(1));
    });

    it("is asked again by another component that joined it (A14)", async () => {
      const setup = paretaWrapper({ pace: { latencyMs: 50 } });
      const { mock, wrapper } = setup;
      const first = renderHook(useAsk, { wrapper });
      const second = renderHook(useAsk, { wrapper });
      mock.faults.next(chatRoute, { kind: "status", status: 500 });
      act(() => {
        first.result.current.mutate(question("Hi"));
        second.result.current.mutate(question("Hi"));
      });
      await waitFor(() => expect(posts(mock)).toHaveLength(1));
      first.unmount();
      await waitFor(() => expect(second.result.current.status).toBe("success"));
      expect(new Set(keys(mock)).size).toBe(1);
      expect(debits(mock)).toHaveLength(1);
    });
  });

  it("makes no further attempt when its component went in the tick of the press (A14)", async () => {
    const { mock, result, unmount } = completionHook();
    mock.setScenario("error");
    act(() => {
      result.current.mutate(question("Hi"));
      unmount();
    });
    await waitFor(() => expect(posts(mock)).toHaveLength(1));
    mock.setScenario("happy");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(debits(mock)).toEqual([]);
  });

  it("M9 X12 neither an act nor what was asked leaves with hydration", async () => {
    const { result, queryClient, wrapper } = completionHook(paretaWrapper({ pace: { latencyMs: 150 } }));
    const { result: models } = renderHook(() => useModels(), { wrapper });
    act(() => result.current.mutate(question("canary")));
    await waitFor(() => expect(models.current.status).toBe("success"));
    const state = dehydrate(queryClient, paretaDehydrateOptions());
    expect(state.queries.map((query) => query.queryKey)).toEqual([["pareta", "default", "models", "list"]]);
    expect(JSON.stringify(state)).not.toContain("canary");
    expect(state.mutations).toEqual([]);
    // Nor when the host dehydrates in its own way: an act is never paused.
    expect(JSON.stringify(dehydrate(queryClient))).not.toContain("canary");
    await waitFor(() => expect(result.current.status).toBe("success"));
  });

  it("M11 after an unknown outcome the same input has the same key, after a refusal a new one", async () => {
    const { mock, result } = completionHook();
    const ask = (text: string) => act(() => result.current.mutateAsync(question(text)).catch(() => {}));
    loseCall(mock, chatRoute);
    await ask("Hi");
    await waitFor(() => expect(result.current.error).toBeInstanceOf(APIConnectionError));
    await ask("Hi");
    expect(new Set(keys(mock)).size).toBe(1);
    expect(debits(mock)).toHaveLength(1);

    mock.faults.next(chatRoute, { kind: "status", status: 402 });
    await ask("Hello");
    await ask("Hello");
    const [refused, again] = keys(mock).slice(4);
    expect(again).not.toBe(refused);

    loseCall(mock, chatRoute);
    await ask("Bonjour");
    await ask("Bonjour!");
    expect(keys(mock).at(-1)).not.toBe(keys(mock).at(-2));
    expect(debits(mock)).toHaveLength(4);
  }, 20_000);

  it("M13 parallel acts: each has its key, those that failed are asked again with theirs, and the sum is exact", async () => {
    const { mock, result } = completionHook(paretaWrapper({}, {}));
    const texts = Array.from({ length: 6 }, (_, index) => `Question ${index}`);
    const askAll = (asked: readonly string[]) =>
      act(() => Promise.allSettled(asked.map((text) => result.current.mutateAsync(question(text)))));
    // One is refused; of another the answers are lost, the SDK's two retries included.
    mock.faults.next(chatRoute, { kind: "status", status: 402 });
    for (let place = 1; place < 6; place++) mock.faults.next(chatRoute, { kind: "delay", ms: 1 });
    await askAll(texts);
    loseCall(mock, chatRoute);
    const [lostOne] = await askAll(["Lost"]);
    expect(lostOne).toMatchObject({ status: "rejected", reason: { outcome: "unknown" } });
    const again = await askAll(["Question 0", "Lost"]);
    expect(again.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);

    const keysOf = (text: string) =>
      new Set(
        posts(mock).flatMap(({ body, key }) => (JSON.stringify(body).includes(`"${text}"`) ? [key] : [])),
      ).size;
    expect(["Question 0", "Lost", "Question 1"].map(keysOf)).toEqual([2, 1, 1]);
    expect(new Set(keys(mock)).size).toBe(8);
    const charged = mock.ledger.filter((row) => row.microUsd > 0);
    expect(charged).toHaveLength(7);
    expect(new Set(charged.map((row) => row.key)).size).toBe(7);
  }, 20_000);

  it("T19 one act without credit fails by itself, told once", async () => {
    const onError = vi.fn<(error: Error, failed: object) => void>();
    const setup = paretaWrapper({ scenario: "no-credit" }, { onError });
    const { mock, result } = completionHook(setup);
    await act(async () => {
      const both = [result.current.mutateAsync(question("Hi")), result.current.mutateAsync(question("Hi"))];
      await Promise.allSettled(both);
    });
    await waitFor(() => expect(result.current.error).toBeInstanceOf(InsufficientCreditsError));
    expect(posts(mock)).toHaveLength(1);
    expect(onError.mock.calls).toEqual([[result.current.error, { noun: "chat", act: "completions.create" }]]);
  });

  it("M15 a run whose answer was lost is the same run on Retry", async () => {
    const { mock, wrapper } = paretaWrapper();
    const { result } = renderHook(() => useStartEvalRun(), { wrapper });
    loseCall(mock, "POST /v1/eval-runs");
    await act(() => result.current.mutateAsync(run).catch(() => {}));
    await waitFor(() => expect(result.current.error).toMatchObject({ outcome: "unknown" }));
    await act(() => result.current.mutateAsync(run));
    const runs = mock.requests.filter((row) => row.route === "POST /v1/eval-runs");
    expect(new Set(runs.map((row) => row.key)).size).toBe(1);
    expect(debits(mock)).toHaveLength(1);
  }, 20_000);

  it("the host's callbacks and options are React Query's own", async () => {
    const heard: unknown[] = [];
    const { wrapper } = paretaWrapper({ scenario: "no-credit" });
    const { result } = renderHook(
      () =>
        useChatCompletion({
          onMutate: () => "context",
          onError: (error, _variables, onMutateResult) => heard.push(error, onMutateResult),
        }),
      { wrapper },
    );
    await act(() => result.current.mutateAsync(question("Hi")).catch(() => {}));
    expect(heard).toEqual([expect.any(InsufficientCreditsError), "context"]);
  });
});
