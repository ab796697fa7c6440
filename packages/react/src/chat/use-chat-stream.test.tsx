import { act, render, renderHook, screen, waitFor } from "@testing-library/react";
import { InsufficientCreditsError } from "pareta";
import { memo, useState } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { debits, keys, posts, question } from "../testing/open-test-chat.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { type ChatEntry, userEntry } from "./chat-entry.ts";
import type { ChatStorage } from "./chat-storage.ts";
import { useChatMessage } from "./use-chat-message.ts";
import { useChatStream, type UseChatStreamOptions } from "./use-chat-stream.ts";

const model = "ep_general_chat_01";
const slowly = { pace: { tokensPerSecond: 1000 } };

function chatHook(
  setup = paretaWrapper(),
  options: Partial<UseChatStreamOptions & { subscribe: "messages" }> = {},
) {
  return { ...setup, ...renderHook(() => useChatStream({ model, ...options }), { wrapper: setup.wrapper }) };
}

describe("useChatStream", () => {
  it("M1 M20 mounting, StrictMode and rendering on a server send nothing", async () => {
    const { mock, result, unmount, wrapper: Wrapper } = chatHook();
    function Page() {
      return <p>{useChatStream({ model }).status}</p>;
    }
    const html = renderToString(
      <Wrapper>
        <Page />
      </Wrapper>,
    );
    expect(html).toBe("<p>ready</p>");
    expect(result.current).toMatchObject({
      status: "ready",
      messages: [],
      waiting: null,
      error: null,
      usage: null,
    });
    unmount();
    expect(mock.requests).toEqual([]);
  });

  it("R2 one act is one POST under StrictMode, and the answer streams in", async () => {
    const { mock, result } = chatHook(paretaWrapper(slowly));
    const lengths = new Set<number>();
    act(() => void result.current.sendMessage(question));
    expect(result.current.status).toBe("submitted");
    expect(result.current.messages[0]).toMatchObject({ role: "user", content: question });
    await waitFor(() => {
      lengths.add(result.current.messages[1]?.content?.length ?? 0);
      expect(result.current.status).toBe("ready");
    });
    expect(lengths.size).toBeGreaterThan(3);
    expect(result.current.messages[1]).toMatchObject({ status: "complete", billed: "yes" });
    expect(posts(mock)).toHaveLength(1);
    expect(debits(mock)).toHaveLength(1);
  });

  it("M2 a double click is one message", async () => {
    const { mock, result } = chatHook();
    await act(async () => {
      await Promise.all([result.current.sendMessage(question), result.current.sendMessage(question)]);
    });
    expect(result.current.messages).toHaveLength(2);
    expect(posts(mock)).toHaveLength(1);
  });

  it("R18 its functions are stable, and its callbacks the latest", async () => {
    const setup = paretaWrapper();
    const heard: string[] = [];
    const { result, rerender } = renderHook(
      ({ name }) => useChatStream({ model, onFinish: () => heard.push(name) }),
      { wrapper: setup.wrapper, initialProps: { name: "first" } },
    );
    const before = result.current.sendMessage;
    act(() => void before(question));
    rerender({ name: "second" });
    await waitFor(() => expect(result.current.status).toBe("ready"));
    expect(result.current.sendMessage).toBe(before);
    expect(heard).toEqual(["second"]);
  });

  it("Stop keeps the text and calls onFinish, not onError", async () => {
    const onFinish = vi.fn<() => void>();
    const onError = vi.fn<() => void>();
    const { mock, result } = chatHook(paretaWrapper(slowly), { onFinish, onError });
    act(() => void result.current.sendMessage(question));
    await waitFor(() => expect(result.current.messages[1]?.content?.length).toBeGreaterThan(20));
    act(() => result.current.stop());
    await waitFor(() => expect(result.current.status).toBe("ready"));
    expect(result.current.messages[1]).toMatchObject({ status: "stopped", billed: "unknown" });
    expect(posts(mock)[0]?.abortedAt).not.toBeNull();
    expect(onFinish).toHaveBeenCalledTimes(1);
    expect(onError).not.toHaveBeenCalled();
  });

  it("a refusal is a typed error on the chat and on the message, told once to each listener", async () => {
    const onError = vi.fn<(error: Error) => void>();
    const providerError = vi.fn<() => void>();
    const setup = paretaWrapper({ scenario: "no-credit" }, { onError: providerError });
    const { result } = chatHook(setup, { onError });
    await act(() => result.current.sendMessage(question));
    expect(result.current.status).toBe("error");
    expect(result.current.error).toBeInstanceOf(InsufficientCreditsError);
    expect(result.current.messages[1]).toMatchObject({ status: "failed", billed: "no" });
    expect(onError).toHaveBeenCalledTimes(1);
    expect(providerError).toHaveBeenCalledTimes(1);
    act(() => result.current.clearError());
    expect(result.current).toMatchObject({ status: "ready", error: null });
  });

  it("T18 shows why it waits for an endpoint that sleeps, then answers", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 20 });
    const { mock, result } = chatHook(paretaWrapper({ scenario: "cold", pace: { wakeMs: 4000 } }));
    act(() => void result.current.sendMessage(question));
    await waitFor(() => expect(result.current.waiting?.reason).toBe("cold"));
    await act(() => vi.advanceTimersByTimeAsync(8000));
    vi.useRealTimers();
    await waitFor(() => expect(result.current.status).toBe("ready"));
    expect(result.current.waiting).toBeNull();
    expect(new Set(keys(mock)).size).toBe(1);
    expect(debits(mock)).toHaveLength(1);
  });

  it("R1 unmounting stops a chat of the component's own", async () => {
    const { mock, result, unmount } = chatHook(paretaWrapper(slowly));
    act(() => void result.current.sendMessage(question));
    await waitFor(() => expect(result.current.status).toBe("streaming"));
    unmount();
    await waitFor(() => expect(posts(mock)[0]?.abortedAt).not.toBeNull());
  });

  it("M5 a chat with an id goes on without its page, and is there on the way back", async () => {
    const setup = paretaWrapper(slowly);
    const first = chatHook(setup, { chatId: "mine" });
    act(() => void first.result.current.sendMessage(question));
    await waitFor(() => expect(first.result.current.status).toBe("streaming"));
    first.unmount();
    const second = chatHook(setup, { chatId: "mine" });
    expect(second.result.current.messages).toHaveLength(2);
    await waitFor(() => expect(second.result.current.status).toBe("ready"));
    expect(second.result.current.messages[1]?.status).toBe("complete");
    expect(posts(setup.mock)).toHaveLength(1);
  });

  it("R17 two hooks on one id are one chat: one POST, one status, one stop", async () => {
    const setup = paretaWrapper(slowly);
    const { result } = renderHook(
      () => [useChatStream({ model, chatId: "shared" }), useChatStream({ model, chatId: "shared" })] as const,
      { wrapper: setup.wrapper },
    );
    act(() => void result.current[0].sendMessage(question));
    await waitFor(() => expect(result.current[1].status).toBe("streaming"));
    expect(result.current[0].messages).toEqual(result.current[1].messages);
    act(() => result.current[1].stop());
    await waitFor(() => expect(result.current[0].status).toBe("ready"));
    expect(posts(setup.mock)).toHaveLength(1);
  });

  it("R16 changing the id shows the other chat at once, and late tokens stay where they belong", async () => {
    const setup = paretaWrapper(slowly);
    const { result, rerender } = renderHook(({ chatId }) => useChatStream({ model, chatId }), {
      wrapper: setup.wrapper,
      initialProps: { chatId: "a" },
    });
    act(() => void result.current.sendMessage(question));
    await waitFor(() => expect(result.current.status).toBe("streaming"));
    rerender({ chatId: "b" });
    expect(result.current).toMatchObject({ chatId: "b", messages: [], status: "ready" });
    rerender({ chatId: "a" });
    await waitFor(() => expect(result.current.messages[1]?.status).toBe("complete"));
  });

  it("seeds a new chat, on the server too, and leaves one that exists alone", async () => {
    const setup = paretaWrapper();
    const initialMessages = [{ role: "assistant", content: "How can I help?" }];
    const { result } = chatHook(setup, { chatId: "seeded", initialMessages });
    expect(result.current.messages).toMatchObject([
      { role: "assistant", content: "How can I help?", billed: "no" },
    ]);
    act(() => result.current.setMessages([]));
    const again = chatHook(setup, { chatId: "seeded", initialMessages });
    expect(again.result.current.messages).toEqual([]);

    const Wrapper = paretaWrapper().wrapper;
    function Page() {
      const { messages } = useChatStream({ model, initialMessages });
      return <p>{JSON.stringify(messages.map((message) => message.content))}</p>;
    }
    expect(
      renderToString(
        <Wrapper>
          <Page />
        </Wrapper>,
      ),
    ).toBe("<p>[&quot;How can I help?&quot;]</p>");
  });

  it("R2 R17 a storage is read once, and what is sent meanwhile is sent once, after what was stored", async () => {
    const setup = paretaWrapper();
    const stored = userEntry("stored", null, "What came before?");
    let deliver: (entries: readonly ChatEntry[]) => void = () => {};
    const load = vi.fn<ChatStorage["load"]>(() => new Promise((resolve) => (deliver = resolve)));
    const save = vi.fn<ChatStorage["save"]>(() => Promise.resolve());
    const inline = () => ({
      model,
      chatId: "kept",
      storage: { load, save, remove: () => Promise.resolve() },
    });
    const { result } = renderHook(() => [useChatStream(inline()), useChatStream(inline())] as const, {
      wrapper: setup.wrapper,
    });
    act(() => {
      for (const chat of result.current) void chat.sendMessage(question);
    });
    expect(result.current[1]).toMatchObject({ status: "submitted", messages: [{ content: question }, {}] });
    expect(setup.mock.requests).toEqual([]);
    await act(async () => deliver([stored]));
    await waitFor(() => expect(result.current[1].status).toBe("ready"));
    expect(result.current[0].messages).toMatchObject([stored, { content: question }, { status: "complete" }]);
    expect(posts(setup.mock)).toHaveLength(1);
    expect(load).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(save.mock.lastCall?.[1]).toEqual(result.current[0].messages));
  });

  it("an inline initialMessages does not render for ever", async () => {
    const { result } = renderHook(
      () => useChatStream({ model, initialMessages: [{ role: "user", content: "Hello" }] }),
      { wrapper: paretaWrapper().wrapper },
    );
    expect(result.current.messages).toHaveLength(1);
  });
});

describe("subscribe: ids", () => {
  it("renders the list on structure only, and of the rows only the one that grows", async () => {
    const setup = paretaWrapper({ pace: { tokensPerSecond: 200 } });
    const renders = { list: 0, rows: new Map<string, number>() };
    let send: (text: string) => Promise<void> = () => Promise.resolve();
    const Row = memo(function Row({ chatId, id }: { chatId: string; id: string }) {
      const text = useChatMessage(chatId, id, (entry) => JSON.stringify(entry.content));
      renders.rows.set(id, (renders.rows.get(id) ?? 0) + 1);
      return <li>{text}</li>;
    });
    function List() {
      const chat = useChatStream({ model, subscribe: "ids", chatId: "rows" });
      const [, setCount] = useState(0);
      renders.list++;
      send = (text) => {
        setCount((count) => count + 1);
        return chat.sendMessage(text);
      };
      return (
        <ul data-testid={chat.status}>
          {chat.messageIds.map((id) => (
            <Row key={id} chatId={chat.chatId} id={id} />
          ))}
        </ul>
      );
    }
    render(<List />, { wrapper: setup.wrapper });
    act(() => void send(question));
    await waitFor(() => screen.getByTestId("streaming"));
    const listBefore = renders.list;
    await waitFor(() => screen.getByTestId("ready"), { timeout: 5000 });
    const [asking, answer] = [...renders.rows.values()];
    expect(renders.list - listBefore).toBeLessThanOrEqual(4);
    expect(asking).toBeLessThanOrEqual(4);
    expect(answer).toBeGreaterThan(10);
    expect(screen.getAllByRole("listitem")[1]?.textContent?.length).toBeGreaterThan(100);
  });
});

describe("useChatMessage", () => {
  it("knows nothing of an id the chat does not have", () => {
    const { result } = renderHook(() => useChatMessage("nowhere", "nothing"), {
      wrapper: paretaWrapper().wrapper,
    });
    expect(result.current).toBeUndefined();
  });
});
