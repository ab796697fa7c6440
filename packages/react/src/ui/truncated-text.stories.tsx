import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { TruncatedText } from "./truncated-text.tsx";

const guide = {
  purpose: "A long name on one line, with nothing of it lost.",
  anatomy: '<TruncatedText text={endpoint.name} truncate="middle" />',
  dos: [
    {
      do: "Cut ids in the middle: they differ at the end.",
      dont: "Cut the text itself: nobody can find it then.",
    },
  ],
  accessibility: "All of the text is in the page: it is read out, found, selected and copied whole.",
  content: "The user’s or the server’s words, in their own direction.",
  hooks: "None.",
  maturity: "beta",
};

const meta = {
  title: "Frame/TruncatedText",
  component: TruncatedText,
  args: { text: "contract-key-information-extraction-for-the-legal-team-2026-07", truncate: "middle" },
  parameters: { guide, frame: { width: 220 } },
} satisfies Meta<typeof TruncatedText>;

export default meta;
type Story = StoryObj<typeof meta>;

/** The end stays: it is where ids differ. A selection gives the whole text, on one line. */
export const Middle: Story = {
  play: async ({ canvasElement, args }) => {
    const part = canvasElement.querySelector<HTMLElement>('[data-slot="truncated-text"]');
    await expect(part).toHaveTextContent(String(args.text));
    await expect(part?.offsetWidth).toBeLessThanOrEqual(220);
    // One line, whatever the font's height.
    await expect(part?.offsetHeight).toBeLessThan(32);
    if (part) getSelection()?.selectAllChildren(part);
    await expect(getSelection()?.toString()).toBe(args.text);
    getSelection()?.removeAllRanges();
  },
};
export const End: Story = { args: { truncate: "end" } };
export const Fits: Story = { args: { text: "contract-kie" } };
export const RightToLeft: Story = {
  args: { text: "استخراج المعلومات الرئيسية من العقود للفريق القانوني" },
};
export const StackedMarks: Story = {
  args: { text: `Z${"\u0301".repeat(500)}algo and a long rest of the name` },
};
