import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, userEvent } from "storybook/test";
import { CodeSnippet } from "./code-snippet.tsx";

const guide = {
  purpose: "The same call in the languages that people use, ready to copy.",
  anatomy: '<CodeSnippet samples={[{ label: "curl", language: "bash", code }]} />',
  dos: [{ do: "Write code that runs as it stands.", dont: "Put a real key into it." }],
  keyboard: [
    { keys: "ArrowLeft, ArrowRight", does: "The tab before or after, round the ends." },
    { keys: "Home, End", does: "The first and the last tab." },
    {
      keys: "Tab",
      does: "From the tabs to Copy, then to the code where a line is too long: the arrow keys scroll it.",
    },
  ],
  accessibility:
    "Tabs with one tab stop; the code is their panel, or a named region when there is one sample.",
  content: "Short labels: “curl”, “Python”, “TypeScript”.",
  hooks: "None. Code reads left to right in every language.",
  maturity: "beta",
};

const samples = [
  {
    label: "curl",
    language: "bash",
    code: `curl https://api.pareta.ai/v1/chat/completions \\
  -H "Authorization: Bearer $PARETA_API_KEY" \\
  -d '{"model": "ep_contract_kie_01", "messages": [{"role": "user", "content": "Hello"}]}'`,
  },
  {
    label: "Python",
    language: "python",
    code: `from pareta import Pareta

pareta = Pareta()
answer = pareta.chat.completions.create(
    model="ep_contract_kie_01",
    messages=[{"role": "user", "content": "Hello"}],
)`,
  },
  {
    label: "TypeScript",
    language: "ts",
    code: `import { Pareta } from "pareta";

const answer = await new Pareta().chat.completions.create({
  model: "ep_contract_kie_01",
  messages: [{ role: "user", content: "Hello" }],
});`,
  },
];

const meta = {
  title: "Frame/CodeSnippet",
  component: CodeSnippet,
  args: { samples },
  parameters: { guide },
} satisfies Meta<typeof CodeSnippet>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
  play: async ({ canvas }) => {
    const tab = (name: string) => canvas.getByRole("tab", { name });
    await userEvent.tab();
    await expect(tab("curl")).toHaveFocus();
    await userEvent.keyboard("{ArrowRight}");
    await expect(tab("Python")).toHaveFocus();
    await expect(canvas.getByRole("tabpanel", { name: "Python" })).toHaveTextContent("from pareta");
    await userEvent.keyboard("{End}");
    await expect(tab("TypeScript")).toHaveFocus();
    await userEvent.keyboard("{ArrowRight}");
    await expect(tab("curl")).toHaveFocus();
    await userEvent.keyboard("{ArrowLeft}{Home}");
    await expect(tab("curl")).toHaveAttribute("aria-selected", "true");
  },
};
export const One: Story = { args: { samples: samples.slice(0, 1) } };
export const SameLabels: Story = { args: { samples: [...samples, ...samples] } };
/** 390 px, as on a phone: the code scrolls, the page does not. */
export const Narrow: Story = {
  parameters: { frame: { width: 390 } },
};
export const RightToLeft: Story = {
  decorators: [
    (Story) => (
      <div dir="rtl">
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    await userEvent.tab();
    await userEvent.keyboard("{ArrowLeft}");
    await expect(canvas.getByRole("tab", { name: "Python" })).toHaveFocus();
  },
};
