import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import { CopyButton } from "./copy-button.tsx";

const guide = {
  purpose: "Takes a value to the clipboard, and says whether it got there.",
  anatomy: "<CopyButton value={endpoint.id} />",
  dos: [{ do: "Name what is copied when several stand together.", dont: "Show an icon alone." }],
  keyboard: [{ keys: "Enter", does: "Copies." }],
  accessibility: "“Copied” or “Couldn’t copy” is spoken once; the button’s words say it for two seconds.",
  content: "“Copy”, or “Copy” and what.",
  hooks: "None.",
  maturity: "beta",
};

const writeText = fn<(text: string) => Promise<void>>();

const meta = {
  title: "Frame/CopyButton",
  component: CopyButton,
  args: { value: "ep_contract_kie_01", variant: "quiet" },
  argTypes: { children: { control: "text" } },
  parameters: { guide },
  beforeEach: () => {
    writeText.mockReset();
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText } });
    return () => Reflect.deleteProperty(navigator, "clipboard");
  },
} satisfies Meta<typeof CopyButton>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {};
export const Named: Story = { args: { children: "Copy request id", variant: "plain" } };
export const Copied: Story = {
  play: async ({ canvas }) => {
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    await expect(writeText).toHaveBeenCalledWith("ep_contract_kie_01");
    await waitFor(() => expect(canvas.getByRole("status")).toHaveTextContent("Copied"));
    await expect(canvas.getByRole("button")).toHaveTextContent("Copied");
  },
};
/** A page without HTTPS, or a person who said no. */
export const Refused: Story = {
  play: async ({ canvas }) => {
    writeText.mockRejectedValue(new DOMException("", "NotAllowedError"));
    await userEvent.click(canvas.getByRole("button"));
    await waitFor(() => expect(canvas.getByRole("button")).toHaveTextContent("Couldn’t copy"));
  },
};
