import { act, render, renderHook, screen, waitFor } from "@testing-library/react";
import { StreamInterruptedError } from "pareta";
import * as React from "react";
import { Activity } from "react";
import { describe, expect, it } from "vitest";
import { keys, posts, question } from "../testing/open-test-chat.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { useChatStream } from "./use-chat-stream.ts";

const model = "ep_general_chat_01";
const slowly = { pace: { tokensPerSecond: 300 } };

describe("R12 the page is left, and comes back from the back-forward cache", () => {
  it("the stream is closed, the answer is shown as interrupted, and nothing is sent until somebody asks", async () => {
    const { mock, wrapper } = paretaWrapper(slowly);
    const { result } = renderHook(() => useChatStream({ model, chatId: "mine" }), { wrapper });
    act(() => void result.current.sendMessage(question));
    await waitFor(() => expect(result.current.messages[1]?.content?.length).toBeGreaterThan(5));
    window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    await waitFor(() => expect(posts(mock)[0]?.abortedAt).not.toBeNull());
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    await waitFor(() => expect(result.current.status).toBe("error"));
    expect(result.current.messages[1]).toMatchObject({ status: "incomplete", billed: "unknown" });
    expect(result.current.error).toBeInstanceOf(StreamInterruptedError);
    expect(posts(mock)).toHaveLength(1);
    await act(() => result.current.retry());
    expect(new Set(keys(mock)).size).toBe(1);
    expect(result.current.messages[1]?.status).toBe("complete");
  });

  it("without a stream nobody listens to the page", async () => {
    const { mock, wrapper } = paretaWrapper();
    const { result } = renderHook(() => useChatStream({ model }), { wrapper });
    await act(() => result.current.sendMessage(question));
    window.dispatchEvent(new PageTransitionEvent("pagehide"));
    expect(result.current.status).toBe("ready");
    expect(posts(mock)).toHaveLength(1);
  });
});

// React 19.0 and 19.1 have none.
const hasActivity = "Activity" in React;

describe.runIf(hasActivity)("R21 StrictMode and Activity", () => {
  function page(chatId?: string) {
    const setup = paretaWrapper(slowly);
    let send = () => {};
    function Chat() {
      const chat = useChatStream({ model, ...(chatId === undefined ? {} : { chatId }) });
      send = () => void chat.sendMessage(question);
      return <p>{`${chat.status} ${chat.messages[1]?.status ?? "-"}`}</p>;
    }
    const tree = (mode: "visible" | "hidden") => (
      <Activity mode={mode}>
        <Chat />
      </Activity>
    );
    const { rerender } = render(tree("visible"), { wrapper: setup.wrapper });
    return {
      ...setup,
      send: () => act(() => send()),
      show: (mode: "visible" | "hidden") => rerender(tree(mode)),
    };
  }

  it("a chat of the component's own stops when it is hidden, and shows that when it is back", async () => {
    const { mock, send, show } = page();
    send();
    await screen.findByText("streaming streaming");
    show("hidden");
    await waitFor(() => expect(posts(mock)[0]?.abortedAt).not.toBeNull());
    show("visible");
    await screen.findByText("ready stopped");
    expect(posts(mock)).toHaveLength(1);
  });

  it("a chat with an id goes on while it is hidden", async () => {
    const { mock, send, show } = page("mine");
    send();
    await screen.findByText("streaming streaming");
    show("hidden");
    show("visible");
    await screen.findByText("ready complete", {}, { timeout: 5000 });
    expect(posts(mock)).toHaveLength(1);
  });
});
