import type { Meta, StoryObj } from "@storybook/react-vite";
import { MutationResult, pressing } from "../testing/hook-story.tsx";
import { useDeleteEvalSet } from "./use-delete-eval-set.ts";

function UseDeleteEvalSet({ id }: { id: string }) {
  return <MutationResult result={useDeleteEvalSet()} variables={id} action="Delete" />;
}

const meta = {
  title: "Hooks/Evals/useDeleteEvalSet",
  component: UseDeleteEvalSet,
  args: { id: "es_tickets_60" },
  play: pressing("Delete"),
} satisfies Meta<typeof UseDeleteEvalSet>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
