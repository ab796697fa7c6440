import type { Meta, StoryObj } from "@storybook/react-vite";
import { HookResult, pressing } from "../testing/hook-story.tsx";
import { UseDeployOptionsTable, UseDeployResultTable } from "../testing/hook-tables.tsx";
import { useDeploy } from "./use-deploy.ts";

function UseDeploy({ task }: { task: string }) {
  const { deploy, deployAsync: _, cancel, reset, ...state } = useDeploy();
  return (
    <HookResult
      values={{ ...state }}
      actions={{ Deploy: () => deploy({ task }), Cancel: cancel, Reset: reset }}
      metered
    />
  );
}

const meta = {
  title: "Hooks/Endpoints/useDeploy",
  component: UseDeploy,
  args: { task: "invoice-extraction" },
  parameters: {
    hook: {
      tables: [
        { title: "Options", of: UseDeployOptionsTable },
        { title: "Result", of: UseDeployResultTable },
      ],
    },
    pareta: { pace: { latencyMs: 250, deployMs: 4000 } },
  },
  play: pressing("Deploy", { status: "live" }),
} satisfies Meta<typeof UseDeploy>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
