import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { HookResult, pressing } from "../testing/hook-story.tsx";
import { useParetaClient } from "./use-pareta-client.ts";

function UseParetaClient({ taskId }: { taskId: string }) {
  const client = useParetaClient();
  const [recommended, setRecommended] = useState<string | null>(null);
  const ask = async () => setRecommended(await client.tasks.recommended(taskId));
  return (
    <HookResult
      values={{ status: recommended === null ? "idle" : "success", recommended }}
      actions={{ "Ask for the recommended model": ask }}
    />
  );
}

const meta = {
  title: "Hooks/Provider/useParetaClient",
  component: UseParetaClient,
  args: { taskId: "contract-key-fields" },
  play: pressing("Ask for the recommended model"),
} satisfies Meta<typeof UseParetaClient>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
