import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { useEvalSet } from "./use-eval-set.ts";

function UseEvalSet({ id }: { id: string }) {
  return <QueryResult result={useEvalSet(id)} />;
}

const meta = {
  title: "Hooks/Evals/useEvalSet",
  component: UseEvalSet,
  args: { id: "es_contracts_120" },
  play: reaches("success"),
} satisfies Meta<typeof UseEvalSet>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
