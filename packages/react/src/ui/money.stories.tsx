import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Money } from "./money.tsx";

const guide = {
  purpose: "An amount of US dollars that says as much as is known, and no more.",
  anatomy: '<Money value={420} kind="rate" />',
  dos: [
    {
      do: 'Use `kind="rate"` for the price of one request: two or three digits that count.',
      dont: "Round a rate to cents: `$0.00` would call a price nothing.",
    },
    { do: "Pass `null` for what the server did not report.", dont: "Pass 0 for it." },
  ],
  accessibility: "A missing amount shows a dash and is read as “Not reported”.",
  content: "Totals have two decimals and are never rounded up; less than a cent reads `<$0.01`.",
  hooks: "None. Every amount of the kit’s data is in micro-USD: 1,000,000 are a dollar.",
  maturity: "beta",
};

const meta = {
  title: "Frame/Money",
  component: Money,
  args: { value: 12_400_000, kind: "total", per: 1 },
  parameters: { guide },
} satisfies Meta<typeof Money>;

export default meta;
type Story = StoryObj<typeof meta>;

const reads =
  (text: string): NonNullable<Story["play"]> =>
  async ({ canvasElement }) =>
    expect(canvasElement.querySelector('[data-slot="money"]')).toHaveTextContent(text);

export const Total: Story = { play: reads("$12.40") };
export const Zero: Story = { args: { value: 0 }, play: reads("$0.00") };
/** Five micro-USD. */
export const LessThanACent: Story = { args: { value: 5 }, play: reads("<$0.01") };
export const Cents: Story = { args: { value: 74_211 }, play: reads("$0.07") };
export const Large: Story = { args: { value: 12_345_000_000 }, play: reads("$12,345.00") };
export const Refund: Story = { args: { value: -400_000 }, play: reads("-$0.40") };
export const Rate: Story = { args: { value: 420, kind: "rate" }, play: reads("$0.00042") };
export const SmallRate: Story = { args: { value: 5, kind: "rate" }, play: reads("$0.0000050") };
export const RatePerThousand: Story = {
  args: { value: 420, kind: "rate", per: 1000 },
  play: reads("$0.42 per 1k"),
};
/** More than a JavaScript number holds: digits as text stay exact. */
export const BeyondNumbers: Story = {
  args: { value: "9007199254740993000001" },
  play: reads("$9,007,199,254,740,993.00"),
};
export const NotReported: Story = { args: { value: null }, play: reads("—Not reported") };
