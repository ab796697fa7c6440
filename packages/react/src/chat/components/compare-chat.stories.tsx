import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, userEvent, waitFor } from "storybook/test";
import { Markdown } from "../../markdown/markdown.tsx";
import { chatStage, stageOf } from "../../testing/chat-stage.tsx";
import type { Guide } from "../../testing/story-guide.ts";
import { CompareChat } from "./compare-chat.tsx";
import "./chat.stories.css";

const guide: Guide = {
  purpose: "Asks several endpoints the same, side by side.",
  anatomy: "A pane for each endpoint, each a conversation of its own, over one `ChatComposer`.",
  dos: [
    {
      do: "Compare two or three.",
      dont: "Offer it for ten: every Send is billed once for each pane.",
    },
  ],
  keyboard: [
    { keys: "Enter", does: "Sends to all panes" },
    { keys: "Escape", does: "Stops all of them" },
  ],
  accessibility: "Each pane is a region with the endpoint's name; what is spoken begins with it.",
  content: "Under the box stands what one press costs: how many requests it is.",
  hooks: "`useChatStream` in each pane.",
  maturity: "beta",
};

const meta = {
  title: "Chat/CompareChat",
  component: CompareChat,
  decorators: [chatStage],
  parameters: { guide, pareta: { pace: "instant" } },
  args: { endpoints: ["ep_general_chat_01", "ep_ticket_triage_02"], textComponent: Markdown },
} satisfies Meta<typeof CompareChat>;

export default meta;
type Story = StoryObj<typeof meta>;

const panesOf = (element: HTMLElement) => [
  ...element.querySelectorAll<HTMLElement>('[data-slot="compare-pane"]'),
];

const untilAnswered = (element: HTMLElement, states: readonly string[]) =>
  waitFor(() => expect(panesOf(element).map((pane) => pane.dataset["state"])).toEqual(states), {
    timeout: 10_000,
  });

/** One press, one request and one debit for each. */
export const Two: Story = {
  play: async (context) => {
    const { ask, posts, keys, debits } = stageOf(context);
    await ask("My invoice is wrong, I was charged twice.");
    await waitFor(() => expect(posts()).toHaveLength(2));
    await untilAnswered(context.canvasElement, ["ready", "ready"]);
    await waitFor(() => expect(debits()).toHaveLength(2));
    await expect(keys()).toBe(2);
  },
};

export const Three: Story = {
  args: { endpoints: ["ep_general_chat_01", "ep_ticket_triage_02", "ep_contract_kie_01"] },
};

/** One fails; the other answers all the same, and a retry asks that one alone. */
export const OneFails: Story = {
  args: { endpoints: ["ep_general_chat_01", "ep_sentiment_01"] },
  play: async (context) => {
    const { ask, canvas, posts } = stageOf(context);
    await ask("I love it");
    await untilAnswered(context.canvasElement, ["ready", "error"]);
    await expect(canvas.getByRole("alert")).toHaveTextContent("stopped");
    const before = posts().length;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(posts().length).toBe(before + 1));
  },
};

export const Narrow: Story = { parameters: { stage: "narrow" } };
