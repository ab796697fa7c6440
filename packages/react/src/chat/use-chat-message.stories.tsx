import type { Meta, StoryObj } from "@storybook/react-vite";
import { HookResult, pressing } from "../testing/hook-story.tsx";
import { useChatMessage } from "./use-chat-message.ts";
import { useChatStream } from "./use-chat-stream.ts";

function UseChatMessage({ text }: { text: string }) {
  const chat = useChatStream({ model: "ep_general_chat_01", subscribe: "ids" });
  const answer = useChatMessage(chat.chatId, chat.messageIds.at(-1) ?? "");
  return (
    <HookResult
      values={{ status: answer?.status, role: answer?.role, content: answer?.content, entry: answer }}
      actions={{ Send: () => chat.sendMessage(text) }}
      metered
    />
  );
}

const meta = {
  title: "Hooks/Chat/useChatMessage",
  component: UseChatMessage,
  args: { text: "Say hello in five words" },
  play: pressing("Send", { status: "complete", debits: 1 }),
} satisfies Meta<typeof UseChatMessage>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
