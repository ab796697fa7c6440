import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Duration } from "./duration.tsx";

const guide = {
  purpose: "A length of time, as exact as it matters.",
  anatomy: "<Duration value={840} />",
  dos: [
    { do: 'Use `format="clock"` for a time that still runs.', dont: "Let units jump about while it ticks." },
  ],
  accessibility: "A missing duration shows a dash and is read as “Not reported”.",
  content: "Milliseconds under a second, one decimal under ten, whole units above.",
  hooks: "None.",
  maturity: "beta",
};

const meta = {
  title: "Frame/Duration",
  component: Duration,
  args: { value: 840, format: "units" },
  parameters: { guide },
} satisfies Meta<typeof Duration>;

export default meta;
type Story = StoryObj<typeof meta>;

const reads =
  (text: RegExp): NonNullable<Story["play"]> =>
  async ({ canvasElement }) =>
    expect(canvasElement.querySelector('[data-slot="duration"]')).toHaveTextContent(text);

export const Milliseconds: Story = { play: reads(/^840\sms$/) };
export const Seconds: Story = { args: { value: 1240 }, play: reads(/^1\.2\ss$/) };
export const Minutes: Story = { args: { value: 134_000 }, play: reads(/^2\smin 14\ss$/) };
export const Hours: Story = { args: { value: 11_100_000 }, play: reads(/^3\sh 5\smin$/) };
export const Clock: Story = { args: { value: 23_000, format: "clock" }, play: reads(/^0:23$/) };
export const Zero: Story = { args: { value: 0 }, play: reads(/^0\sms$/) };
export const NotReported: Story = { args: { value: null }, play: reads(/^—Not reported$/) };
