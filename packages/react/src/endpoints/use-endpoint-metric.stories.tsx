import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { useEndpointMetric } from "./use-endpoint-metric.ts";

function UseEndpointMetric({ id, window }: { id: string; window: string }) {
  return <QueryResult result={useEndpointMetric(id, "cost", { window })} />;
}

const meta = {
  title: "Hooks/Endpoints/useEndpointMetric",
  component: UseEndpointMetric,
  args: { id: "ep_contract_kie_01", window: "7d" },
  play: reaches("success"),
} satisfies Meta<typeof UseEndpointMetric>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
