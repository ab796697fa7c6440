import type { Meta, StoryObj } from "@storybook/react-vite";
import type { Guide } from "../testing/story-guide.ts";
import { ModelBadge } from "./model-badge.tsx";

const guide: Guide = {
  purpose: "Names a model, and says which kind it is.",
  anatomy: "Shape, name, kind, and the word Recommended where it holds.",
  dos: [
    {
      do: "Show the same shape that the chart shows.",
      dont: "Colour alone: an open model is a circle, a frontier one a diamond.",
    },
  ],
  accessibility: "Words carry everything; the shape is hidden from screen readers.",
  content: "The name as the server sent it. A kind the kit does not know is shown in the server's own word.",
  hooks: "None. Feed it from `useLeaderboard`.",
  maturity: "beta",
};

const meta = {
  title: "Chat/ModelBadge",
  component: ModelBadge,
  parameters: { guide, pareta: false },
  args: { name: "contract-kie-1", kind: "open" },
} satisfies Meta<typeof ModelBadge>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Open: Story = {};
export const Frontier: Story = { args: { name: "gpt-5.5", kind: "frontier" } };
export const Recommended: Story = { args: { recommended: true } };
export const UnknownKind: Story = { args: { name: "lab-preview", kind: "experimental" } };
export const NoKind: Story = { args: { name: "ep_general_chat_01", kind: null } };
export const LongName: Story = {
  args: { name: "a-name-that-goes-on-for-rather-longer-than-anybody-would-want-1", recommended: true },
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 320 }}>
        <Story />
      </div>
    ),
  ],
};
