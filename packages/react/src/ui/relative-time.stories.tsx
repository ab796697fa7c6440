import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { RelativeTime } from "./relative-time.tsx";

const guide = {
  purpose: "How long ago something was, or how far off it is; the exact time is one hover away.",
  anatomy: "<RelativeTime value={run.createdAt} />",
  dos: [
    {
      do: "Pass the time as the server sent it: seconds, milliseconds, ISO 8601.",
      dont: "Format it before: what a server prints is another time zone’s.",
    },
  ],
  accessibility: "A `time` with the machine’s form; it ticks without being announced.",
  content: "Words of the locale: “4 seconds ago”, “in 2 hours”.",
  hooks: "`dataUpdatedAt` of any read, for “last checked”.",
  maturity: "beta",
};

const meta = {
  title: "Frame/RelativeTime",
  component: RelativeTime,
  args: { value: Date.now() - 4000 },
  argTypes: { value: { control: "date" } },
  parameters: { guide },
} satisfies Meta<typeof RelativeTime>;

export default meta;
type Story = StoryObj<typeof meta>;

export const SecondsAgo: Story = {
  args: { value: Date.now() },
  play: async ({ canvasElement }) => {
    const time = canvasElement.querySelector("time");
    const before = time?.textContent;
    await waitFor(() => expect(time?.textContent).not.toBe(before), { timeout: 3000 });
    await expect(time).toHaveTextContent(/^\d+ seconds? ago$/);
    await expect(time).toHaveAttribute("title");
  },
};
export const MinutesAgo: Story = { args: { value: Date.now() - 180_000 } };
export const MonthsAgo: Story = { args: { value: Date.now() - 100 * 86_400_000 } };
export const InTheFuture: Story = { args: { value: Date.now() + 7_205_000 } };
export const Iso: Story = { args: { value: "2026-07-01T10:00:00Z" } };
export const Year9999: Story = { args: { value: "9999-12-31T23:59:59Z" } };
export const Unreadable: Story = {
  args: { value: "soon" },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent("—Not reported");
  },
};
export const NotReported: Story = { args: { value: null } };
