import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import { RetryCountdown } from "./retry-countdown.tsx";

const guide = {
  purpose: "Shows how long until something is tried again, and lets a person hurry or stop it.",
  anatomy: "<RetryCountdown until={waiting.until} onTryNow={retry} onStop={stop} />",
  dos: [
    {
      do: "Show it only where something does try again at that time.",
      dont: "Use it as a timer of its own: at zero it does nothing.",
    },
  ],
  keyboard: [{ keys: "Tab", does: "Goes to Try now and Stop." }],
  accessibility: "The seconds are a `timer`, which is not spoken; a `status` speaks them once, at the start.",
  content: "Whole seconds, rounded up.",
  hooks: "`waiting.until` of `useChatStream`, for `rate-limited`.",
  maturity: "beta",
};

const meta = {
  title: "Frame/RetryCountdown",
  component: RetryCountdown,
  args: { until: Date.now() + 600_000, onTryNow: fn(), onStop: fn() },
  argTypes: { until: { control: "date" } },
  parameters: { guide },
} satisfies Meta<typeof RetryCountdown>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Waiting: Story = {
  play: async ({ canvas, args }) => {
    await waitFor(() => expect(canvas.getByRole("timer")).toHaveTextContent(/Trying again in \d+:\d\d\./));
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    await expect(args.onTryNow).toHaveBeenCalledOnce();
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    await expect(args.onStop).toHaveBeenCalledOnce();
  },
};
export const Due: Story = { args: { until: 0 } };
export const WithoutActs: Story = { render: ({ until }) => <RetryCountdown until={until} /> };
