import type { Meta, StoryObj } from "@storybook/react-vite";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

const guide = {
  purpose: "Says that there is nothing yet, and what would change that.",
  anatomy: `<EmptyState title="No endpoints yet" description="…" actions={<Button variant="primary">Find a task</Button>} />`,
  dos: [
    { do: "Offer the one step that leads on.", dont: "Fill the place with a picture." },
    { do: "Say when a filter hides everything, and offer to clear it.", dont: "Say “No data”." },
  ],
  accessibility: "The title is a heading; `headingLevel` fits it into the page.",
  content: "Title in a few words, one sentence of description, at most one primary button.",
  hooks: "Any list: `data.length === 0`.",
  maturity: "beta",
};

const meta = {
  title: "Frame/EmptyState",
  component: EmptyState,
  args: {
    title: "No endpoints yet",
    description: "Deploy a model for a task, and it answers under an address of its own.",
    headingLevel: 3,
  },
  argTypes: { title: { control: "text" }, description: { control: "text" } },
  parameters: { guide },
} satisfies Meta<typeof EmptyState>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = { args: { actions: <Button variant="primary">Find a task</Button> } };
export const FilterHidesAll: Story = {
  args: {
    title: "No task matches ‘invoice’",
    description: "The catalogue has 14 tasks.",
    actions: <Button>Clear the filter</Button>,
  },
};
export const TitleOnly: Story = { args: { description: null } };
export const TwoActions: Story = {
  args: {
    actions: (
      <>
        <Button variant="primary">Find a task</Button>
        <Button>Read how</Button>
      </>
    ),
  },
};
export const LongText: Story = {
  args: {
    title: "Nothing was found for the name that somebody gave without a thought for the width of a page",
    description: "x".repeat(300),
  },
};
/** 390 px, as on a phone. */
export const Narrow: Story = {
  args: { actions: <Button variant="primary">Find a task</Button> },
  parameters: { frame: { width: 390 } },
};
