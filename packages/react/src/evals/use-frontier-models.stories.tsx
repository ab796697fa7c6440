import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { useFrontierModels } from "./use-frontier-models.ts";

function UseFrontierModels({ taskId }: { taskId: string }) {
  return <QueryResult result={useFrontierModels(taskId)} />;
}

const meta = {
  title: "Hooks/Evals/useFrontierModels",
  component: UseFrontierModels,
  args: { taskId: "contract-key-fields" },
  play: reaches("success"),
} satisfies Meta<typeof UseFrontierModels>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
