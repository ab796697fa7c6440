import { notifyManager, QueryClient } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { userEntry } from "./chat/chat-entry.ts";
import type { ChatStorage } from "./chat/chat-storage.ts";
import { useChatBranches } from "./chat/use-chat-branches.ts";
import { useChatStream } from "./chat/use-chat-stream.ts";
import { useDeploy } from "./endpoints/use-deploy.ts";
import { useEvalRun } from "./evals/use-eval-run.ts";
import { useStartEvalRun } from "./evals/use-start-eval-run.ts";
import { useModels } from "./models/use-models.ts";
import { debits, keys, posts, question } from "./testing/open-test-chat.ts";
import { paretaWrapper } from "./testing/pareta-wrapper.tsx";

const model = "ep_general_chat_01";
const slowly = { pace: { tokensPerSecond: 500 } };

/** Everything a host may have set for its own reads and acts. */
const hostile = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: 10,
        retryDelay: 1,
        gcTime: 0,
        staleTime: Infinity,
        structuralSharing: false,
        networkMode: "offlineFirst",
        refetchOnMount: "always",
        queryKeyHashFn: (key) => `host:${JSON.stringify(key)}`,
      },
      mutations: { retry: 10, retryDelay: 1, gcTime: 0, networkMode: "offlineFirst" },
    },
  });

describe("a host with defaults of its own", () => {
  it("loses no chat to gcTime 0: it streams on without a hook, and is there on the way back", async () => {
    const queryClient = hostile();
    // Set last, it would win over anything that the kit sets as a default.
    queryClient.setQueryDefaults(["pareta"], { gcTime: 0, structuralSharing: true });
    const { mock, wrapper } = paretaWrapper(slowly, { queryClient });
    const first = renderHook(() => useChatStream({ model, chatId: "mine" }), { wrapper });
    act(() => void first.result.current.sendMessage(question));
    await waitFor(() => expect(first.result.current.status).toBe("streaming"));
    first.unmount();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const second = renderHook(() => useChatStream({ model, chatId: "mine" }), { wrapper });
    expect(second.result.current.messages).toHaveLength(2);
    await waitFor(() => expect(second.result.current.messages[1]?.status).toBe("complete"));
    act(() => second.result.current.setMessages([]));
    expect(second.result.current.messages).toEqual([]);
    expect(posts(mock)).toHaveLength(1);
  });

  it("T21 tolerates a run that is not there yet also when nothing is cached", async () => {
    const { mock, wrapper } = paretaWrapper({}, { queryClient: hostile() });
    const started = renderHook(() => useStartEvalRun(), { wrapper });
    const run = await act(() =>
      started.result.current.mutateAsync({
        evalSet: "es_contracts_120",
        models: ["contract-key-fields-open-1"],
      }),
    );
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    mock.faults.next("GET /v1/eval-runs/{id}", { kind: "status", status: 404 });
    const { result } = renderHook(() => useEvalRun(run.id, { pollInterval: 0.05 }), { wrapper });
    await waitFor(() => expect(result.current.data?.status).toBe("queued"));
    await waitFor(() => expect(result.current.data?.isTerminal).toBe(true));
    expect(result.current.error).toBeNull();
  });

  it("a deploy lives on without its page, and reads and acts are retried by the SDK alone", async () => {
    const { mock, wrapper } = paretaWrapper({ pace: { deployMs: 200 } }, { queryClient: hostile() });
    const first = renderHook(() => useDeploy({ id: "mine" }), { wrapper });
    act(() => first.result.current.deploy({ task: "invoice-extraction" }));
    await waitFor(() => expect(first.result.current.status).toBe("deploying"));
    first.unmount();
    const second = renderHook(() => useDeploy({ id: "mine" }), { wrapper });
    await waitFor(() => expect(second.result.current.status).toBe("live"));
    expect(mock.requests.filter((row) => row.method === "POST")).toHaveLength(1);

    const before = mock.requests.length;
    for (let attempt = 0; attempt < 20; attempt++) {
      mock.faults.next("GET /v1/models", { kind: "status", status: 503, headers: { "retry-after": "0" } });
    }
    const { result } = renderHook(() => useModels(), { wrapper });
    await waitFor(() => expect(result.current.status).toBe("error"));
    expect(mock.requests.length - before).toBe(3);
  });

  it("a scheduler of its own changes nothing about a chat", async () => {
    notifyManager.setScheduler((callback) => setTimeout(callback, 30));
    const { wrapper } = paretaWrapper(slowly);
    const { result } = renderHook(() => useChatStream({ model }), { wrapper });
    await act(() => result.current.sendMessage(question));
    expect(result.current.messages[1]?.status).toBe("complete");
    notifyManager.setScheduler((callback) => setTimeout(callback, 0));
  });

  it("maxConcurrentStreams below 1 leaves one", async () => {
    const { wrapper } = paretaWrapper({}, { maxConcurrentStreams: 0 });
    const { result } = renderHook(() => useChatStream({ model }), { wrapper });
    await act(() => result.current.sendMessage(question));
    expect(result.current.messages[1]?.status).toBe("complete");
  });
});

describe("callbacks that act", () => {
  it("onFinish may send the next message: one POST each, told once each", async () => {
    const { mock, wrapper } = paretaWrapper();
    const finished: string[] = [];
    const { result } = renderHook(
      () => {
        const chat = useChatStream({
          model,
          onFinish: (entry) => {
            finished.push(entry.id);
            if (finished.length < 3) void chat.sendMessage(`And then, ${finished.length}?`);
          },
        });
        return chat;
      },
      { wrapper },
    );
    act(() => void result.current.sendMessage(question));
    await waitFor(() => expect(finished).toHaveLength(3));
    await waitFor(() => expect(result.current.status).toBe("ready"));
    expect(result.current.messages.map(({ status }) => status)).toEqual(Array(6).fill("complete"));
    expect(new Set(finished).size).toBe(3);
    expect(posts(mock)).toHaveLength(3);
    expect(new Set(keys(mock)).size).toBe(3);
    expect(debits(mock)).toHaveLength(3);
  });

  it("onError may retry", async () => {
    const { mock, wrapper } = paretaWrapper();
    mock.faults.next("POST /v1/chat/completions", { kind: "drop", afterChunks: 3 });
    const { result } = renderHook(
      () => {
        const chat = useChatStream({ model, onError: (_, entry) => void chat.retry(entry.id) });
        return chat;
      },
      { wrapper },
    );
    act(() => void result.current.sendMessage(question));
    await waitFor(() => expect(result.current.messages[1]?.status).toBe("complete"));
    expect(result.current).toMatchObject({ status: "ready", error: null });
    expect(new Set(keys(mock)).size).toBe(1);
    expect(debits(mock)).toHaveLength(1);
  });
});

describe("words that mean something to JavaScript", () => {
  it.each(["constructor", "__proto__", "toString", ""])("%j is an id like another", async (id) => {
    const { wrapper } = paretaWrapper();
    const { result } = renderHook(
      () => {
        const chat = useChatStream({ model, chatId: id });
        return { chat, branches: useChatBranches(id, chat.messageIds[1] ?? "") };
      },
      { wrapper },
    );
    act(() =>
      result.current.chat.setMessages([userEntry(id, null, "Hi"), userEntry(`${id}2`, null, "there")]),
    );
    await act(() => result.current.chat.sendMessage(question));
    await act(() => result.current.chat.regenerate());
    act(() => result.current.chat.selectBranch(result.current.chat.messageIds[0] ?? ""));
    expect(result.current.chat.messages).toHaveLength(4);
    expect(result.current.chat.messages[3]?.status).toBe("complete");
    expect(({} as Record<string, unknown>)["content"]).toBeUndefined();
  });
});

describe("a storage that throws instead of rejecting", () => {
  it("changes nothing on the page", async () => {
    const broken = (): never => {
      throw new Error("quota");
    };
    const storage: ChatStorage = { load: broken, save: broken, remove: broken };
    const { wrapper } = paretaWrapper();
    const { result } = renderHook(() => useChatStream({ model, chatId: "mine", storage }), { wrapper });
    await act(() => result.current.sendMessage(question));
    expect(result.current).toMatchObject({ status: "ready", error: null });
    act(() => result.current.setMessages([]));
    expect(result.current.messages).toEqual([]);
  });
});

describe("the provider goes away in the middle of things", () => {
  it("acts end by themselves, a chat of the page's own stops, and nothing is sent twice", async () => {
    const { mock, wrapper } = paretaWrapper({ pace: { latencyMs: 50, tokensPerSecond: 300 } });
    const { result, unmount } = renderHook(
      () => ({ chat: useChatStream({ model }), start: useStartEvalRun() }),
      { wrapper },
    );
    const { chat, start } = result.current;
    act(() => void chat.sendMessage(question));
    const run = start.mutateAsync({ evalSet: "es_contracts_120", models: ["contract-key-fields-open-1"] });
    await waitFor(() => expect(result.current.chat.status).toBe("streaming"));
    unmount();
    await expect(run).resolves.toMatchObject({ status: "queued" });
    await waitFor(() => expect(posts(mock)[0]?.abortedAt).not.toBeNull());
    expect(mock.requests.filter((row) => row.method === "POST")).toHaveLength(2);
  });
});
