import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { TaskMatchParamsTable } from "../testing/hook-tables.tsx";
import { useTaskMatch } from "./use-task-match.ts";

function UseTaskMatch({ text, topK }: { text: string; topK: number }) {
  return <QueryResult result={useTaskMatch(text, { topK })} />;
}

const meta = {
  title: "Hooks/Tasks/useTaskMatch",
  component: UseTaskMatch,
  args: { text: "Read totals and dates from invoices", topK: 3 },
  parameters: { hook: { tables: [{ title: "Params", of: TaskMatchParamsTable }] } },
  play: reaches("success"),
} satisfies Meta<typeof UseTaskMatch>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
