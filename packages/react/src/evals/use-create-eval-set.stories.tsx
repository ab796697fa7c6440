import type { Meta, StoryObj } from "@storybook/react-vite";
import { MutationResult, pressing } from "../testing/hook-story.tsx";
import { useCreateEvalSet } from "./use-create-eval-set.ts";

const items = [{ input: "Acme Corp pays $5,000.", expected: { amount: "5000" } }];

function UseCreateEvalSet({ name }: { name: string }) {
  return (
    <MutationResult
      result={useCreateEvalSet()}
      variables={{ task: "contract-key-fields", name, items }}
      action="Save"
    />
  );
}

const meta = {
  title: "Hooks/Evals/useCreateEvalSet",
  component: UseCreateEvalSet,
  args: { name: "Contracts" },
  play: pressing("Save"),
} satisfies Meta<typeof UseCreateEvalSet>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
