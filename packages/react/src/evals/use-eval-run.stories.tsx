import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { EvalRunParamsTable } from "../testing/hook-tables.tsx";
import { useEvalRun } from "./use-eval-run.ts";

function UseEvalRun({ runId }: { runId: string }) {
  return <QueryResult result={useEvalRun(runId)} />;
}

const meta = {
  title: "Hooks/Evals/useEvalRun",
  component: UseEvalRun,
  args: { runId: "run_contracts_01" },
  parameters: { hook: { tables: [{ title: "Params", of: EvalRunParamsTable }] } },
  play: reaches("success"),
} satisfies Meta<typeof UseEvalRun>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
