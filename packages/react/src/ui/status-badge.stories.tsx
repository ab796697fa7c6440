import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { frameLabels } from "../labels/frame-labels.ts";
import { StatusBadge } from "./status-badge.tsx";

const guide = {
  purpose: "Where an endpoint or a run stands, at a glance and without colour.",
  anatomy: "<StatusBadge status={endpoint.status} />",
  dos: [
    {
      do: "Pass the server’s word as it is: what the kit does not know shows neutral, with its own text.",
      dont: "Map unknown words to “Failed”.",
    },
    { do: "Use `live` for the one badge that a page follows.", dont: "Use `live` on each row of a table." },
  ],
  accessibility: [
    "Icon, word and colour say the same; the icons differ by outline and stay in forced colours.",
    "`live` makes it a `status`: a change is spoken.",
  ],
  content: "One word. The server’s own word when the kit has none.",
  hooks: "`useEndpoint`, `useEndpoints`, `useEvalRun`.",
  maturity: "beta",
};

const meta = {
  title: "Frame/StatusBadge",
  component: StatusBadge,
  args: { status: "live", size: "medium", live: false },
  argTypes: {
    status: { control: "select", options: [...Object.keys(frameLabels.statuses), "migrating", null] },
  },
  parameters: { guide },
} satisfies Meta<typeof StatusBadge>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Live: Story = {};
export const Starting: Story = { args: { status: "starting" } };
export const Asleep: Story = { args: { status: "asleep" } };
export const Stopped: Story = { args: { status: "stopped" } };
export const Failed: Story = { args: { status: "failed" } };
export const Queued: Story = { args: { status: "queued" } };
export const Running: Story = { args: { status: "running" } };
export const Evaluating: Story = { args: { status: "evaluating" } };
export const Completed: Story = { args: { status: "completed" } };
export const Unknown: Story = {
  args: { status: "migrating" },
  play: async ({ canvas }) => {
    await expect(canvas.getByText("migrating")).toBeVisible();
  },
};
export const NotReported: Story = { args: { status: null } };
export const Followed: Story = {
  args: { status: "starting", live: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("status")).toHaveTextContent("Starting");
  },
};
export const LongWord: Story = {
  args: { status: "waiting-for-a-machine-with-enough-memory-for-this-model" },
  parameters: { frame: { width: 160 } },
};
export const Zoomed: Story = {
  args: { status: "asleep" },
  decorators: [
    (Story) => (
      <div style={{ zoom: 2 }}>
        <Story />
      </div>
    ),
  ],
};

/** Every word that the kit knows, in both sizes. */
export const All: Story = {
  render: (args) => (
    <div style={{ display: "grid", gridTemplateColumns: "max-content max-content", gap: "8px 32px" }}>
      {[...Object.keys(frameLabels.statuses), "migrating", null].flatMap((status) => [
        <StatusBadge key={`${status} medium`} {...args} status={status} />,
        <StatusBadge key={`${status} small`} {...args} status={status} size="small" />,
      ])}
    </div>
  ),
};
