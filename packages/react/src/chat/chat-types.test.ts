import type { ContentBlock, ParetaError, Usage } from "pareta";
import { describe, expectTypeOf, it } from "vitest";
import type { ChatEntry, ChatStatus, ChatWaiting } from "./chat-entry.ts";
import { useChatMessage } from "./use-chat-message.ts";
import { useChatStream } from "./use-chat-stream.ts";

describe("types of the chat hooks", () => {
  it("useChatStream gives messages, and with subscribe: ids it does not", () => {
    const useWithMessages = () => useChatStream({ model: "m" });
    const useWithIds = () => useChatStream({ model: "m", subscribe: "ids" });
    type Chat = ReturnType<typeof useWithMessages>;
    expectTypeOf<keyof Chat>().toEqualTypeOf<
      | "chatId"
      | "messages"
      | "messageIds"
      | "status"
      | "waiting"
      | "error"
      | "usage"
      | "sendMessage"
      | "regenerate"
      | "editMessage"
      | "retry"
      | "selectBranch"
      | "stop"
      | "setMessages"
      | "clearError"
    >();
    expectTypeOf<Chat["messages"]>().toEqualTypeOf<readonly ChatEntry[]>();
    expectTypeOf<Chat["waiting"]>().toEqualTypeOf<ChatWaiting | null>();
    expectTypeOf<Chat["error"]>().toEqualTypeOf<ParetaError | null>();
    expectTypeOf<Chat["usage"]>().toEqualTypeOf<Usage | null>();
    expectTypeOf<Chat["status"]>().toEqualTypeOf<ChatStatus>();
    expectTypeOf<Chat["retry"]>().toEqualTypeOf<(messageId?: string) => Promise<void>>();
    expectTypeOf<Chat["sendMessage"]>().parameter(0).toEqualTypeOf<string | readonly ContentBlock[]>();
    expectTypeOf<ReturnType<typeof useWithIds>>().not.toHaveProperty("messages");
    expectTypeOf<ReturnType<typeof useWithIds>>().toHaveProperty("messageIds");
    expectTypeOf<ChatStatus>().toEqualTypeOf<"ready" | "submitted" | "streaming" | "error">();
  });

  it("options hold what a chat takes, and nothing of the act itself", () => {
    expectTypeOf(useChatStream).toBeCallableWith({
      chatId: "c",
      model: "m",
      system: "Be brief.",
      initialMessages: [{ role: "user", content: "Hello" }],
      params: { temperature: 0, max_tokens: 200 },
      whenBusy: "queue",
      onUnmount: "keep",
      waitForLive: false,
      onFinish: (entry: ChatEntry) => entry.finishReason,
      onError: (error: ParetaError, entry: ChatEntry) => [error.outcome, entry.id],
    });
    // @ts-expect-error -- a chat without a model has nobody to ask
    const useWithoutModel = () => useChatStream({});
    // @ts-expect-error -- the messages are the chat's own
    const useWithMessagesParam = () => useChatStream({ model: "m", params: { messages: [] } });
    expectTypeOf([useWithoutModel, useWithMessagesParam]).toBeArray();
  });

  it("a message is text or blocks, and brings what it decides for itself", () => {
    const useSends = () => {
      const { sendMessage } = useChatStream({ model: "m" });
      return [
        sendMessage("Hello", { model: "other", params: { temperature: 1 } }),
        sendMessage([{ type: "text", text: "Hello" }]),
        // @ts-expect-error -- neither text nor blocks
        sendMessage({ type: "text", text: "Hello" }),
        // @ts-expect-error -- a block says what it is
        sendMessage([{ text: "Hello" }]),
        // @ts-expect-error -- the messages are the chat's own
        sendMessage("Hello", { params: { messages: [] } }),
        // @ts-expect-error -- no key is anybody's to choose
        sendMessage("Hello", { idempotencyKey: "mine" }),
      ];
    };
    expectTypeOf(useSends).toBeFunction();
  });

  it("useChatMessage gives the entry, or what is selected from it", () => {
    const useWhole = () => useChatMessage("c", "m");
    const usePart = () => useChatMessage("c", "m", (entry) => entry.billed);
    expectTypeOf<ReturnType<typeof useWhole>>().toEqualTypeOf<ChatEntry | undefined>();
    expectTypeOf<ReturnType<typeof usePart>>().toEqualTypeOf<"yes" | "no" | "unknown" | undefined>();
  });
});
