import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { useDeploy } from "../endpoints/use-deploy.ts";
import { question } from "../testing/open-test-chat.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { useChatStream } from "./use-chat-stream.ts";

/** Runs with the process's own listeners away: what surfaces is what a page would report. */
async function surfacing(work: () => Promise<void>): Promise<unknown[]> {
  const surfaced: unknown[] = [];
  const listener = (error: unknown) => surfaced.push(error);
  const others = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", listener);
  await work();
  await waitFor(() => expect(surfaced).not.toEqual([]));
  process.off("uncaughtException", listener);
  for (const other of others) process.on("uncaughtException", other);
  return surfaced;
}

const throwing = (): never => {
  throw new Error("the host's own");
};

describe("R9 what a callback throws surfaces once and breaks nothing", () => {
  it("onFinish of a chat", async () => {
    const { wrapper } = paretaWrapper();
    const { result } = renderHook(() => useChatStream({ model: "ep_general_chat_01", onFinish: throwing }), {
      wrapper,
    });
    const surfaced = await surfacing(() => act(() => result.current.sendMessage(question)));
    expect(surfaced).toHaveLength(1);
    expect(result.current.status).toBe("ready");
  });

  it("onComplete of a deploy", async () => {
    const { wrapper } = paretaWrapper();
    const { result } = renderHook(() => useDeploy({ onComplete: throwing }), { wrapper });
    const surfaced = await surfacing(() =>
      act(async () => void (await result.current.deployAsync({ task: "invoice-extraction" }))),
    );
    expect(surfaced).toHaveLength(1);
    await waitFor(() => expect(result.current.status).toBe("live"));
  });

  it("the provider's onError", async () => {
    const { wrapper } = paretaWrapper({ scenario: "no-credit" }, { onError: throwing });
    const { result } = renderHook(() => useChatStream({ model: "ep_general_chat_01" }), { wrapper });
    const surfaced = await surfacing(() => act(() => result.current.sendMessage(question)));
    expect(surfaced).toHaveLength(1);
    expect(result.current.status).toBe("error");
  });
});
