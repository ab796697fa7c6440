import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { useModels } from "./use-models.ts";

function UseModels() {
  return <QueryResult result={useModels()} />;
}

const meta = {
  title: "Hooks/Models/useModels",
  component: UseModels,
  play: reaches("success"),
} satisfies Meta<typeof UseModels>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
