import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Skeleton, SkeletonGroup } from "./skeleton.tsx";

const guide = {
  purpose: "Keeps the place of what is loading, so that nothing moves when it comes.",
  anatomy: `<SkeletonGroup>
  <Skeleton shape="title" width="medium" />
  <Skeleton lines={3} />
</SkeletonGroup>`,
  dos: [
    { do: "Give it the shape of what will stand there.", dont: "Use one grey box for everything." },
    { do: "Put one group around one thing.", dont: "Let every line say “Loading”." },
  ],
  accessibility: [
    "The bars are hidden from assistive technology; the group says “Loading…” once and is `aria-busy`.",
    "It shows after 150 ms: what comes sooner never flickers. Reduced motion: no pulse.",
  ],
  content: "No words of its own but the group’s one.",
  hooks: "`isPending` of any read.",
  maturity: "beta",
};

const meta = {
  title: "Frame/Skeleton",
  component: Skeleton,
  subcomponents: { SkeletonGroup },
  args: { shape: "text", width: "full", lines: 3 },
  argTypes: {
    lines: { control: { type: "number", min: 1, max: 20 } },
  },
  parameters: { guide },
  decorators: [
    (Story) => (
      <SkeletonGroup style={{ maxInlineSize: 480 }}>
        <Story />
      </SkeletonGroup>
    ),
  ],
} satisfies Meta<typeof Skeleton>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Text: Story = {
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByRole("status")).toHaveTextContent("Loading…");
    await expect(canvasElement.querySelector('[data-slot="skeleton"]')?.clientHeight).toBe(60);
  },
};
export const Title: Story = { args: { shape: "title", width: "medium", lines: 1 } };
export const Figure: Story = { args: { shape: "figure", width: "short", lines: 1 } };
export const Rows: Story = { args: { shape: "row", lines: 5 } };
export const Control: Story = { args: { shape: "control", width: "short", lines: 1 } };
export const Block: Story = { args: { shape: "block", lines: 1 } };
export const Card: Story = {
  render: () => (
    <>
      <Skeleton shape="title" width="medium" />
      <Skeleton shape="text" lines={3} />
      <Skeleton shape="caption" width="short" />
    </>
  ),
};
