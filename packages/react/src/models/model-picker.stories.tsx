import type { Decorator, Meta, StoryObj } from "@storybook/react-vite";
import { type ReactNode, useState } from "react";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import type { Guide } from "../testing/story-guide.ts";
import { ModelPicker, type ModelPickerProps } from "./model-picker.tsx";

const guide: Guide = {
  purpose: "Chooses a model or an endpoint.",
  anatomy:
    "A native `select`; groups where there are several kinds or owners; an alert with Try again when the list cannot be read.",
  dos: [
    {
      do: "Keep the chosen id when it is not in the list: it may be asleep.",
      dont: "Fall back to another model by yourself: it has another price.",
    },
  ],
  keyboard: [
    { keys: "ArrowDown", does: "Opens or moves on" },
    { keys: "a … z", does: "Types ahead" },
  ],
  accessibility: "Named `Model`; give a `label` of your own through `id` and `htmlFor`. Busy while it loads.",
  content: "Ids as they are, never shortened or prettified: they are what the bill says.",
  hooks: "`useModels` without a task, `useLeaderboard` with one; neither when `models` is given.",
  maturity: "beta",
};

interface HostProps {
  args: ModelPickerProps;
  children: (args: ModelPickerProps) => ReactNode;
}

/** Holds what is chosen, as a page does. */
function Host({ args, children }: HostProps) {
  const [value, setValue] = useState(args.value);
  const onChange = (id: string) => {
    setValue(id);
    args.onChange(id);
  };
  return children({ ...args, value, onChange });
}

const withHost: Decorator<ModelPickerProps> = (Story, { args }) => (
  <Host key={args.value} args={args}>
    {(held) => <Story args={held} />}
  </Host>
);

const meta = {
  title: "Chat/ModelPicker",
  component: ModelPicker,
  decorators: [withHost],
  parameters: { guide, pareta: { pace: "instant" } },
  args: { value: null, onChange: fn() },
  argTypes: { value: { control: "select", options: [null, "ep_general_chat_01", "ep_contract_kie_01"] } },
} satisfies Meta<typeof ModelPicker>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
  play: async ({ canvas, args }) => {
    const picker = await canvas.findByRole("combobox", { name: "Model" });
    await waitFor(() =>
      expect(canvas.getByRole("option", { name: "ep_general_chat_01" })).toBeInTheDocument(),
    );
    await userEvent.selectOptions(picker, "ep_general_chat_01");
    await expect(args.onChange).toHaveBeenCalledWith("ep_general_chat_01");
    await expect(picker).toHaveValue("ep_general_chat_01");
  },
};

export const Loading: Story = {
  parameters: { pareta: { pace: { latencyMs: 3_600_000 } } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("combobox")).toHaveAttribute("aria-busy", "true");
    await expect(canvas.getByText("Loading models…")).toBeInTheDocument();
  },
};

export const Empty: Story = {
  parameters: { pareta: { scenario: "empty", pace: "instant" } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("No models yet")).toBeInTheDocument();
  },
};

/** The list cannot be read: what was chosen stays chosen. */
export const Failed: Story = {
  name: "Error",
  args: { value: "ep_general_chat_01" },
  parameters: { pareta: { scenario: "forbidden", pace: "instant" } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("alert")).toHaveTextContent("Couldn’t load the models.");
    await expect(canvas.getByRole("combobox")).toHaveValue("ep_general_chat_01");
  },
};

export const Many: Story = {
  args: {
    models: Array.from({ length: 50 }, (_, index) => ({
      id: `ep_a_name_that_goes_on_for_rather_longer_than_anybody_would_want_${index + 1}`,
    })),
  },
};

/** A task's models: the recommended one first, frontier models apart. */
export const Grouped: Story = {
  args: { taskId: "contract-key-fields" },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("group", { name: "Open models" })).toBeInTheDocument();
    await expect(canvas.getByRole("group", { name: "Frontier models" })).toBeInTheDocument();
    await expect(canvas.getByRole("option", { name: /Recommended/ })).toBeInTheDocument();
  },
};

/** Chosen, and not in the list: asleep, stopped or gone. */
export const Unavailable: Story = {
  args: { value: "ep_not_there" },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("ep_not_there (unavailable)")).toBeInTheDocument();
  },
};
