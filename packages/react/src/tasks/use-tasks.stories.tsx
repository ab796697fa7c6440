import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { useTasks } from "./use-tasks.ts";

function UseTasks() {
  return <QueryResult result={useTasks()} />;
}

const meta = {
  title: "Hooks/Tasks/useTasks",
  component: UseTasks,
  play: reaches("success"),
} satisfies Meta<typeof UseTasks>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
