import type { Meta, StoryObj } from "@storybook/react-vite";
import { HookResult, pressing } from "../testing/hook-story.tsx";
import { useChatBranches } from "./use-chat-branches.ts";
import { useChatStream } from "./use-chat-stream.ts";

function UseChatBranches({ text }: { text: string }) {
  const chat = useChatStream({
    model: "ep_general_chat_01",
    initialMessages: [
      { role: "user", content: text },
      { role: "assistant", content: "Hello." },
    ],
  });
  const answer = chat.messages.at(-1);
  const shown = answer?.id ?? "";
  const branches = useChatBranches(chat.chatId, shown);
  const next = branches[(branches.indexOf(shown) + 1) % branches.length] ?? shown;
  return (
    <HookResult
      values={{ branches, "shown id": shown, status: answer?.status, content: answer?.content }}
      actions={{ Regenerate: () => chat.regenerate(), "Next branch": () => chat.selectBranch(next) }}
      metered
    />
  );
}

const meta = {
  title: "Hooks/Chat/useChatBranches",
  component: UseChatBranches,
  args: { text: "Say hello in five words" },
  parameters: { pareta: { pace: { latencyMs: 250 } } },
  play: pressing("Regenerate", { status: "complete", debits: 1 }),
} satisfies Meta<typeof UseChatBranches>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
