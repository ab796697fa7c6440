import type { Meta, StoryObj } from "@storybook/react-vite";
import { MutationResult, pressing } from "../testing/hook-story.tsx";
import { useChatCompletion } from "./use-chat-completion.ts";

function UseChatCompletion({ model, text }: { model: string; text: string }) {
  return (
    <MutationResult
      result={useChatCompletion()}
      variables={{ model, messages: [{ role: "user", content: text }] }}
      action="Ask"
      metered
    />
  );
}

const meta = {
  title: "Hooks/Chat/useChatCompletion",
  component: UseChatCompletion,
  args: { model: "ep_general_chat_01", text: "Say hello in five words" },
  parameters: { pareta: { pace: { latencyMs: 250 } } },
  play: pressing("Ask", { debits: 1 }),
} satisfies Meta<typeof UseChatCompletion>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
