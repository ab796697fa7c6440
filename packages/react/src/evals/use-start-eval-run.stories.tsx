import type { Meta, StoryObj } from "@storybook/react-vite";
import { skipToken } from "@tanstack/react-query";
import { HookResult, pressing } from "../testing/hook-story.tsx";
import { useEvalRun } from "./use-eval-run.ts";
import { useStartEvalRun } from "./use-start-eval-run.ts";

function UseStartEvalRun({ evalSet, model }: { evalSet: string; model: string }) {
  const { mutate, status, variables, data, error } = useStartEvalRun();
  const { data: run } = useEvalRun(data?.id ?? skipToken, { pollInterval: 1 });
  return (
    <HookResult
      values={{ status, variables, data, error, "run.status": run?.status, "run.cost": run?.cost }}
      actions={{ "Start run": () => mutate({ evalSet, models: [model], frontier: "none" }) }}
      metered
    />
  );
}

const meta = {
  title: "Hooks/Evals/useStartEvalRun",
  component: UseStartEvalRun,
  args: { evalSet: "es_contracts_120", model: "contract-key-fields-open-1" },
  parameters: { pareta: { pace: { latencyMs: 250, runMs: 1500 } } },
  play: pressing("Start run", { debits: 1 }),
} satisfies Meta<typeof UseStartEvalRun>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
