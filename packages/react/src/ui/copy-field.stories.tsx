import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, userEvent } from "storybook/test";
import { CopyField } from "./copy-field.tsx";

const guide = {
  purpose: "A value to take away: whole, selectable, copied with one press.",
  anatomy: '<CopyField label="Address" value={endpoint.url} />',
  dos: [{ do: "Show ids and addresses in it.", dont: "Show a secret key in it." }],
  keyboard: [
    { keys: "Tab", does: "Goes to the value and selects it, then to Copy." },
    { keys: "Enter", does: "On Copy: copies." },
  ],
  accessibility: "A read-only field with its label; Copy has the label in its name.",
  content: "The label says what it is: “Address”, “Endpoint id”.",
  hooks: "`useEndpoint`.",
  maturity: "beta",
};

const meta = {
  title: "Frame/CopyField",
  component: CopyField,
  args: { label: "Address", value: "https://ep-9c2f.serve.pareta.ai/v1" },
  parameters: { guide },
} satisfies Meta<typeof CopyField>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
  play: async ({ canvas }) => {
    const field: HTMLInputElement = canvas.getByLabelText("Address");
    await userEvent.tab();
    await expect(field).toHaveFocus();
    await expect(field.selectionEnd).toBe(field.value.length);
    await userEvent.tab();
    await expect(canvas.getByRole("button", { name: "Copy Address" })).toHaveFocus();
  },
};
export const Long: Story = { args: { value: `https://${"long-name-".repeat(30)}.serve.pareta.ai/v1` } };
export const NotReported: Story = { args: { value: null } };
/** 390 px, as on a phone. */
export const Narrow: Story = {
  parameters: { frame: { width: 390 } },
};
