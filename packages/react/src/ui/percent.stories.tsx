import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Percent } from "./percent.tsx";

const guide = {
  purpose: "A share in percent, with a decimal only where it was measured.",
  anatomy: "<Percent value={0.912} n={120} />",
  dos: [{ do: "Pass the number of rows as `n`.", dont: "Show a decimal that ten rows cannot carry." }],
  accessibility: "A missing share shows a dash and is read as “Not reported”.",
  content: "One decimal; none under 100 rows. A score above 1 is shown as it is.",
  hooks: "None.",
  maturity: "beta",
};

const meta = {
  title: "Frame/Percent",
  component: Percent,
  args: { value: 0.912, n: 120 },
  parameters: { guide },
} satisfies Meta<typeof Percent>;

export default meta;
type Story = StoryObj<typeof meta>;

const reads =
  (text: string): NonNullable<Story["play"]> =>
  async ({ canvasElement }) =>
    expect(canvasElement.querySelector('[data-slot="percent"]')).toHaveTextContent(text);

export const Default: Story = { play: reads("91.2%") };
export const FewRows: Story = { args: { n: 25 }, play: reads("91%") };
export const Zero: Story = { args: { value: 0 }, play: reads("0.0%") };
export const AboveOne: Story = { args: { value: 1.25 }, play: reads("125.0%") };
export const Negative: Story = { args: { value: -0.021 }, play: reads("-2.1%") };
export const NotReported: Story = { args: { value: null }, play: reads("—Not reported") };
