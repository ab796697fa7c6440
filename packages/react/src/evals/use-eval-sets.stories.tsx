import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { useEvalSets } from "./use-eval-sets.ts";

function UseEvalSets() {
  return <QueryResult result={useEvalSets()} />;
}

const meta = {
  title: "Hooks/Evals/useEvalSets",
  component: UseEvalSets,
  play: reaches("success"),
} satisfies Meta<typeof UseEvalSets>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
