import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { useLeaderboard } from "./use-leaderboard.ts";

function UseLeaderboard({ taskId }: { taskId: string }) {
  return <QueryResult result={useLeaderboard(taskId)} />;
}

const meta = {
  title: "Hooks/Tasks/useLeaderboard",
  component: UseLeaderboard,
  args: { taskId: "contract-key-fields" },
  play: reaches("success"),
} satisfies Meta<typeof UseLeaderboard>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
