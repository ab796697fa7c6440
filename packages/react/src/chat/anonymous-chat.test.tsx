import type { QueryClient } from "@tanstack/react-query";
import { act, render, renderHook, screen, waitFor } from "@testing-library/react";
import { Suspense, use } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Chat } from "./components/chat.tsx";
import { question } from "../testing/open-test-chat.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { useChatBranches } from "./use-chat-branches.ts";
import { useChatMessage } from "./use-chat-message.ts";
import { useChatStream } from "./use-chat-stream.ts";

const model = "ep_general_chat_01";
const initialMessages = [{ role: "assistant", content: "How can I help?" }];

afterEach(() => {
  vi.restoreAllMocks();
});

function Row({ chatId, id }: { chatId: string; id: string }) {
  const branches = useChatBranches(chatId, id);
  return <li>{`${JSON.stringify(useChatMessage(chatId, id)?.content)} ${branches.length}`}</li>;
}

/** Shows a chat by its rows only. */
function Rows({ chatId }: { chatId?: string | undefined }) {
  const chat = useChatStream({ model, initialMessages, subscribe: "ids", chatId });
  return (
    <section>
      {chat.messageIds.map((id) => (
        <Row key={id} chatId={chat.chatId} id={id} />
      ))}
      <button onClick={() => void chat.sendMessage(question)}>Send</button>
    </section>
  );
}

const cached = (queryClient: QueryClient) => queryClient.getQueryCache().getAll().length;

describe("a chat without an id", () => {
  it("has a random one of its own, in each of two islands of one QueryClient (B4)", async () => {
    const { wrapper: Wrapper } = paretaWrapper();
    const islands = [document.createElement("div"), document.createElement("div")];
    const ids: string[] = [];
    function Island() {
      const chat = useChatStream({ model });
      ids.push(chat.chatId);
      return (
        <button onClick={() => void chat.sendMessage(question)}>{`${chat.messages.length} messages`}</button>
      );
    }
    const tree = (
      <Wrapper>
        <Island />
      </Wrapper>
    );
    for (const island of islands) {
      island.innerHTML = renderToString(tree);
      document.body.append(island);
    }
    const roots = await act(async () => islands.map((island) => hydrateRoot(island, tree)));
    const [one, other] = screen.getAllByRole("button");
    const made = ids.filter((id) => id.startsWith("chat-"));
    expect(new Set(made).size).toBe(2);
    for (const id of new Set(made)) expect(id).toMatch(/^chat-[0-9a-f]{32}$/);
    act(() => one?.click());
    await waitFor(() => expect(one).toHaveTextContent("2 messages"));
    expect(other).toHaveTextContent("0 messages");
    act(() => roots.forEach((root) => root.unmount()));
    islands.forEach((island) => island.remove());
  });

  it.each([undefined, "given"])(
    "shows its seeds on the server, on the first render and after it, with the id %s: no mismatch (B4)",
    async (chatId) => {
      const { wrapper: Wrapper, queryClient } = paretaWrapper();
      const tree = (
        <Wrapper>
          <Rows chatId={chatId} />
        </Wrapper>
      );
      const island = document.createElement("div");
      document.body.append(island);
      island.innerHTML = renderToString(tree);
      expect(island).toHaveTextContent('"How can I help?" 1');
      expect(cached(queryClient)).toBe(0);
      const mismatches = vi.fn<() => void>();
      const root = await act(async () => hydrateRoot(island, tree, { onRecoverableError: mismatches }));
      expect(island).toHaveTextContent('"How can I help?" 1');
      expect(cached(queryClient)).toBe(2);
      expect(mismatches).not.toHaveBeenCalled();
      act(() => screen.getByRole("button").click());
      await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(3));
      expect(screen.getAllByRole("listitem")[0]).toHaveTextContent('"How can I help?" 1');
      act(() => root.unmount());
      island.remove();
    },
  );

  it("that is rendered and never shown leaves nothing in the cache (B4)", async () => {
    const { wrapper, queryClient } = paretaWrapper();
    const never = new Promise<never>(() => {});
    function Abandoned({ chatId }: { chatId?: string | undefined }) {
      useChatStream({ model, initialMessages, chatId });
      use(never);
      return null;
    }
    for (let attempt = 0; attempt < 20; attempt++) {
      const tree = (
        <Suspense fallback="…">
          <Abandoned />
          <Abandoned chatId={`chat ${attempt}`} />
        </Suspense>
      );
      const { unmount } = await act(async () => render(tree, { wrapper }));
      unmount();
    }
    expect(cached(queryClient)).toBe(0);
  });

  it("keeps its id and its functions over renders, and takes what is sent before any effect", async () => {
    const { wrapper } = paretaWrapper();
    const { result, rerender } = renderHook(() => useChatStream({ model, initialMessages }), { wrapper });
    const { chatId, sendMessage } = result.current;
    rerender();
    expect(result.current).toMatchObject({ chatId, sendMessage });
    await act(() => sendMessage(question));
    expect(result.current.messages).toHaveLength(3);
    expect(result.current.messages[0]).toMatchObject(initialMessages[0] ?? {});
  });

  it("shows its seeds again after its chat was removed, and sends them", async () => {
    const { wrapper, queryClient, mock } = paretaWrapper();
    const { result } = renderHook(() => useChatStream({ model, initialMessages }), { wrapper });
    await act(() => result.current.sendMessage("Before"));
    act(() => queryClient.clear());
    await waitFor(() => expect(result.current.messages).toHaveLength(1));
    await act(() => result.current.sendMessage(question));
    expect(result.current.messages).toHaveLength(3);
    expect(mock.requests.at(-1)?.body).toMatchObject({
      messages: [initialMessages[0], { content: question }],
    });
  });
});

describe("rendering a chat", () => {
  const forbid = () => {
    const no = () => {
      throw new Error("Neither the clock nor chance while rendering.");
    };
    vi.spyOn(Date, "now").mockImplementation(no);
    vi.spyOn(Math, "random").mockImplementation(no);
    vi.spyOn(crypto, "getRandomValues").mockImplementation(no);
  };

  it("reads neither the clock nor chance, on a server and on the first render in the browser (B15, N1)", () => {
    const { wrapper: Wrapper } = paretaWrapper();
    const tree = (
      <Wrapper>
        <Chat model={model} initialMessages={initialMessages} />
        <Chat model={model} chatId="mine" initialMessages={initialMessages} />
        <Rows />
      </Wrapper>
    );
    forbid();
    const html = renderToString(tree);
    expect(html.match(/How can I help\?/g)?.length).toBeGreaterThanOrEqual(3);
    let isRendering = true;
    const times: boolean[] = [];
    vi.spyOn(crypto, "getRandomValues").mockImplementation((bytes) => {
      times.push(isRendering);
      return bytes;
    });
    vi.spyOn(Date, "now").mockRestore();
    function Probe() {
      isRendering = true;
      return null;
    }
    const { unmount } = render(
      <>
        <Probe />
        {tree}
        <After onEffect={() => (isRendering = false)} />
      </>,
    );
    expect(times.filter(Boolean)).toEqual([]);
    unmount();
  });
});

function After({ onEffect }: { onEffect: () => void }) {
  // Layout effects of the tree come before every passive one.
  return <span ref={() => onEffect()} />;
}
