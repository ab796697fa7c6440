import { createMockPareta } from "@pareta/mock";
import { dehydrate, QueryClient } from "@tanstack/react-query";
import { act, render, renderHook, screen, waitFor } from "@testing-library/react";
import { Pareta } from "pareta";
import { Component, type ReactNode, StrictMode, Suspense, use, useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { useChatCompletion } from "./chat/use-chat-completion.ts";
import type { ChatStorage } from "./chat/chat-storage.ts";
import { useChatStream } from "./chat/use-chat-stream.ts";
import { useDeploy } from "./endpoints/use-deploy.ts";
import { useEndpointMetric } from "./endpoints/use-endpoint-metric.ts";
import { useRunHistory } from "./history/use-run-history.ts";
import { useStartEvalRun } from "./evals/use-start-eval-run.ts";
import { useModels } from "./models/use-models.ts";
import { ParetaProvider } from "./provider/pareta-provider.tsx";
import { allowConsoleErrors, guardedFetch } from "./testing/hook-guard.ts";
import { debits, posts, question } from "./testing/open-test-chat.ts";
import { paretaWrapper } from "./testing/pareta-wrapper.tsx";

const model = "ep_general_chat_01";
const slowly = { pace: { tokensPerSecond: 400 } };

describe("T17 many hooks are told to slow down", () => {
  it("each waits as long as it was told, and none asks more often than the SDK may", async () => {
    vi.useFakeTimers();
    const { mock, wrapper } = paretaWrapper();
    const limited = { kind: "status", status: 429, headers: { "retry-after": "2" } } as const;
    for (let count = 0; count < 40; count++) mock.faults.next("GET /v1/endpoints/{id}/cost", limited);
    const hooks = Array.from({ length: 10 }, (_, index) =>
      renderHook(() => useEndpointMetric("ep_invoice_01", "cost", { since_hours: index % 5 }), { wrapper }),
    );
    await act(() => vi.advanceTimersByTimeAsync(1900));
    expect(mock.requests).toHaveLength(5);
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(mock.requests).toHaveLength(15);
    for (const { result } of hooks)
      expect(result.current.error).toMatchObject({ status: 429, retryAfter: 2 });
  });
});

describe("T18 an endpoint that sleeps", () => {
  it("Stop works during the wait, and nothing is sent afterwards", async () => {
    const { mock, wrapper } = paretaWrapper({ scenario: "cold", pace: { wakeMs: 1e9 } });
    const { result } = renderHook(() => useChatStream({ model }), { wrapper });
    act(() => void result.current.sendMessage(question));
    await waitFor(() => expect(result.current.waiting?.reason).toBe("cold"));
    act(() => result.current.stop());
    await waitFor(() => expect(result.current.status).toBe("ready"));
    expect(result.current.messages[1]).toMatchObject({ status: "stopped", billed: "no" });
    expect(posts(mock)).toHaveLength(1);
    expect(debits(mock)).toEqual([]);
  });
});

describe("S22 a very large burst", () => {
  it("yields: another event has its turn before the answer is whole, and the renders do not grow with it", async () => {
    const text = (content: string) =>
      `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
    const count = 100_000;
    const body = `${text("a").repeat(count)}data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`;
    const headers = { "content-type": "text/event-stream" };
    const queryClient = new QueryClient();
    guardedFetch(createMockPareta(), queryClient);
    const client = new Pareta({ fetch: async () => new Response(body, { headers }) });
    let renders = 0;
    const { result } = renderHook(
      () => {
        renders++;
        return useChatStream({ model });
      },
      {
        wrapper: ({ children }) => (
          <ParetaProvider client={client} queryClient={queryClient}>
            {children}
          </ParetaProvider>
        ),
      },
    );
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    await act(() => result.current.sendMessage(question));
    clearInterval(ticking);
    expect(result.current.messages[1]?.content).toHaveLength(count);
    expect(turns).toBeGreaterThan(1);
    expect(renders).toBeLessThan(200);
  });
});

describe("R3 Suspense", () => {
  it("a fallback in between starts no second stream", async () => {
    const { mock, wrapper } = paretaWrapper(slowly);
    const chats: ReturnType<typeof useChatStream>[] = [];
    function Chat() {
      const chat = useChatStream({ model });
      chats[0] = chat;
      return <p>{`${chat.status} ${chat.messages[1]?.status ?? "-"}`}</p>;
    }
    let resume = () => {};
    function Late({ wait }: { wait: Promise<void> | null }) {
      if (wait) use(wait);
      return null;
    }
    function Page() {
      const [wait, setWait] = useState<Promise<void> | null>(null);
      const suspend = () => setWait(new Promise((resolve) => (resume = resolve)));
      return (
        <>
          <button onClick={suspend}>Suspend</button>
          <Suspense fallback="…">
            <Chat />
            <Late wait={wait} />
          </Suspense>
        </>
      );
    }
    render(<Page />, { wrapper });
    act(() => void chats[0]?.sendMessage(question));
    await screen.findByText("streaming streaming");
    await act(async () => screen.getByText("Suspend").click());
    await screen.findByText("…");
    await act(async () => resume());
    await screen.findByText("ready complete", {}, { timeout: 5000 });
    expect(posts(mock)).toHaveLength(1);
  });
});

describe("R6 two providers on a page", () => {
  it("share nothing: one's Stop and one's data are its own", async () => {
    const one = paretaWrapper(slowly);
    const other = paretaWrapper(slowly);
    const first = renderHook(() => useChatStream({ model, chatId: "same" }), { wrapper: one.wrapper });
    const second = renderHook(() => useChatStream({ model, chatId: "same" }), { wrapper: other.wrapper });
    act(() => void first.result.current.sendMessage(question));
    act(() => void second.result.current.sendMessage(question));
    await waitFor(() => expect(first.result.current.status).toBe("streaming"));
    act(() => first.result.current.stop());
    await waitFor(() => expect(first.result.current.status).toBe("ready"));
    await waitFor(() => expect(second.result.current.messages[1]?.status).toBe("complete"));
    expect([posts(one.mock), posts(other.mock)].map((rows) => rows.length)).toEqual([1, 1]);
  });
});

class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };
  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <button onClick={() => this.setState({ error: null })}>{error.name}</button>;
  }
}

describe("R8 an error boundary is reset", () => {
  it("is idle again, and nothing is sent by itself", async () => {
    allowConsoleErrors();
    const { mock, wrapper } = paretaWrapper({ scenario: "no-credit" });
    function Ask() {
      const { mutate, status } = useChatCompletion({ throwOnError: true });
      const ask = () => mutate({ model, messages: [{ role: "user", content: "Hi" }] });
      return <button onClick={ask}>{status}</button>;
    }
    render(
      <Boundary>
        <Ask />
      </Boundary>,
      { wrapper },
    );
    act(() => screen.getByText("idle").click());
    act(() => undefined);
    const reset = await screen.findByText("InsufficientCreditsError");
    act(() => reset.click());
    await screen.findByText("idle");
    expect(posts(mock)).toHaveLength(1);
  });
});

describe("R10 a hidden tab", () => {
  it("text pauses, the end does not, and nothing times out", async () => {
    const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("visible");
    const show = (state: DocumentVisibilityState) => {
      hidden.mockReturnValue(state);
      act(() => void document.dispatchEvent(new Event("visibilitychange")));
    };
    const { wrapper } = paretaWrapper(slowly);
    const { result } = renderHook(() => useChatStream({ model }), { wrapper });
    act(() => void result.current.sendMessage(question));
    await waitFor(() => expect(result.current.messages[1]?.content?.length).toBeGreaterThan(5));
    show("hidden");
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    const before = result.current.messages[1]?.content;
    await act(() => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(result.current.messages[1]?.content).toBe(before);
    await waitFor(() => expect(result.current.status).toBe("ready"), { timeout: 5000 });
    expect(result.current.messages[1]?.status).toBe("complete");
    show("visible");
  });
});

describe("R22 Stop and send out of turn", () => {
  it("Stop twice, Stop after the end, and a second message while streaming break nothing", async () => {
    const { mock, wrapper } = paretaWrapper(slowly);
    const { result } = renderHook(() => useChatStream({ model }), { wrapper });
    act(() => result.current.stop());
    act(() => void result.current.sendMessage(question));
    await waitFor(() => expect(result.current.status).toBe("streaming"));
    await expect(result.current.sendMessage("Another")).rejects.toMatchObject({ param: "whenBusy" });
    act(() => {
      result.current.stop();
      result.current.stop();
    });
    await waitFor(() => expect(result.current.status).toBe("ready"));
    act(() => result.current.stop());
    expect(posts(mock)).toHaveLength(1);
    expect(result.current.messages).toHaveLength(2);
  });
});

describe("M10 a duplicated tab, a restored session", () => {
  it("finds no key to send anything with, and sends nothing", async () => {
    localStorage.clear();
    const storage: ChatStorage = {
      load: (id) => Promise.resolve(JSON.parse(localStorage.getItem(id) ?? "null")),
      save: (id, entries) => Promise.resolve(localStorage.setItem(id, JSON.stringify(entries))),
      remove: (id) => Promise.resolve(localStorage.removeItem(id)),
    };
    const useTab = () => ({
      chat: useChatStream({ model, chatId: "mine", storage }),
      deploy: useDeploy({ id: "deploy-1" }),
      run: useStartEvalRun(),
      history: useRunHistory(),
    });
    const first = paretaWrapper({ pace: { deployMs: 100 } });
    const { result } = renderHook(useTab, { wrapper: first.wrapper });
    await act(() => result.current.chat.sendMessage(question));
    first.mock.faults.next("POST /v1/chat/completions", { kind: "drop", afterChunks: 3 });
    await act(() => result.current.chat.sendMessage("Lost"));
    await act(() =>
      result.current.run.mutateAsync({
        evalSet: "es_contracts_120",
        models: ["contract-key-fields-open-1"],
      }),
    );
    await act(async () => void (await result.current.deploy.deployAsync({ task: "invoice-extraction" })));
    const sent = first.mock.requests.flatMap((row) => row.key ?? []);
    expect(new Set(sent).size).toBeGreaterThan(3);
    const kept = JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]);
    expect(kept).toContain("deploy-1");
    for (const key of sent) expect(kept).not.toContain(key);

    const second = paretaWrapper();
    const copy = renderHook(useTab, { wrapper: second.wrapper });
    await waitFor(() => expect(copy.result.current.chat.messages).toHaveLength(4));
    await waitFor(() => expect(copy.result.current.history.runs).toHaveLength(1));
    copy.unmount();
    expect(second.mock.requests.filter((row) => row.method === "POST")).toEqual([]);
    localStorage.clear();
  });
});

describe("X12 the key", () => {
  it("is in no cache, key, storage, error or log, and nowhere on the page", async () => {
    const canary = "pareta_sk_canary_0123456789";
    const mock = createMockPareta();
    const queryClient = new QueryClient();
    const client = new Pareta({ apiKey: () => canary, fetch: guardedFetch(mock, queryClient) });
    const logs: unknown[] = [];
    for (const level of ["log", "info", "warn", "debug"] as const) {
      vi.spyOn(console, level).mockImplementation((...values: unknown[]) => void logs.push(values));
    }
    const errors: Error[] = [];
    const { result } = renderHook(
      () => ({ models: useModels(), run: useStartEvalRun(), chat: useChatStream({ model, chatId: "mine" }) }),
      {
        wrapper: ({ children }) => (
          <StrictMode>
            <ParetaProvider client={client} queryClient={queryClient} onError={(error) => errors.push(error)}>
              {children}
            </ParetaProvider>
          </StrictMode>
        ),
      },
    );
    const run = { evalSet: "es_contracts_120", models: ["contract-key-fields-open-1"] };
    await act(() => result.current.run.mutateAsync(run));
    await act(() => result.current.chat.sendMessage(question));
    mock.setScenario("no-credit");
    await act(() => result.current.run.mutateAsync(run).catch(() => {}));
    await act(() => result.current.chat.sendMessage("Again"));
    expect(mock.requests.every((row) => row.headers["authorization"] === `Bearer ${canary}`)).toBe(true);
    expect(errors.length).toBeGreaterThan(1);
    const told = errors.flatMap((error) => [
      error.message,
      error.stack,
      String(error.cause),
      JSON.stringify(error),
    ]);
    const caches = [
      queryClient
        .getQueryCache()
        .getAll()
        .map(({ state, queryKey }) => [state, queryKey]),
      queryClient
        .getMutationCache()
        .getAll()
        .map(({ state }) => state),
      dehydrate(queryClient),
    ];
    const sinks = [
      caches,
      told,
      logs,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      location.href,
    ];
    expect(JSON.stringify(sinks)).not.toContain("canary");
    expect(document.documentElement.outerHTML).not.toContain("canary");
  });
});
