import type { Meta, StoryObj } from "@storybook/react-vite";
import { useStartEvalRun } from "../evals/use-start-eval-run.ts";
import { HookResult, pressing } from "../testing/hook-story.tsx";
import { UseRunHistoryResultTable } from "../testing/hook-tables.tsx";
import { useRunHistory } from "./use-run-history.ts";

function UseRunHistory({ evalSet, model }: { evalSet: string; model: string }) {
  const { runs, deploys, remove } = useRunHistory();
  const { mutate } = useStartEvalRun();
  const [newest] = runs;
  return (
    <HookResult
      values={{ status: newest?.state ?? "empty", runs, deploys }}
      actions={{
        "Start run": () => mutate({ evalSet, models: [model], frontier: "none" }),
        "Forget the newest": () => (newest === undefined ? undefined : remove(newest.attemptId)),
      }}
      metered
    />
  );
}

const meta = {
  title: "Hooks/Evals/useRunHistory",
  component: UseRunHistory,
  args: { evalSet: "es_contracts_120", model: "contract-key-fields-open-1" },
  parameters: {
    hook: { tables: [{ title: "Result", of: UseRunHistoryResultTable }] },
    pareta: { pace: { latencyMs: 250 } },
  },
  play: pressing("Start run", { status: "started", debits: 1 }),
} satisfies Meta<typeof UseRunHistory>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
