import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { OfflineBar } from "./offline-bar.tsx";

const guide = {
  purpose: "Tells a person that the browser has no network, and how old what they see is.",
  anatomy: "<OfflineBar lastUpdatedAt={models.dataUpdatedAt} />",
  dos: [{ do: "Keep the data on the page.", dont: "Cover the page: what is there can still be read." }],
  accessibility: "A `status` that is spoken once, when the network goes. Nothing is there while it is up.",
  content: "When the data is from, and nothing about whose fault it is.",
  hooks: "`dataUpdatedAt` of the page’s main read.",
  maturity: "beta",
};

function setOnline(isOnline: boolean): void {
  Object.defineProperty(navigator, "onLine", { configurable: true, value: isOnline });
  window.dispatchEvent(new Event(isOnline ? "online" : "offline"));
}

const meta = {
  title: "Frame/OfflineBar",
  component: OfflineBar,
  args: { lastUpdatedAt: new Date(2026, 6, 1, 14, 2).getTime() },
  argTypes: { lastUpdatedAt: { control: "date" } },
  parameters: { guide },
  beforeEach: () => () => {
    Reflect.deleteProperty(navigator, "onLine");
    window.dispatchEvent(new Event("online"));
  },
} satisfies Meta<typeof OfflineBar>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Offline: Story = {
  play: async ({ canvas }) => {
    setOnline(false);
    await waitFor(() =>
      expect(canvas.getByRole("status")).toHaveTextContent(/You’re offline\. Showing data from .*2:02\sPM\./),
    );
  },
};
export const WithoutTime: Story = {
  args: { lastUpdatedAt: null },
  play: async ({ canvas }) => {
    setOnline(false);
    await waitFor(() => expect(canvas.getByRole("status")).toHaveTextContent("You’re offline."));
  },
};
/** Nothing stands here while the network is there. */
export const Online: Story = {
  play: async ({ canvasElement }) => {
    setOnline(false);
    setOnline(true);
    await waitFor(() => expect(canvasElement.querySelector('[data-slot="offline-bar"]')).toBeNull());
  },
};
