import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { TaskParamsTable } from "../testing/hook-tables.tsx";
import { useTask } from "./use-task.ts";

function UseTask({ id, examplesN }: { id: string; examplesN: number }) {
  return <QueryResult result={useTask(id, { examplesN })} />;
}

const meta = {
  title: "Hooks/Tasks/useTask",
  component: UseTask,
  args: { id: "contract-key-fields", examplesN: 2 },
  parameters: { hook: { tables: [{ title: "Params", of: TaskParamsTable }] } },
  play: reaches("success"),
} satisfies Meta<typeof UseTask>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
