import type { Meta, StoryObj } from "@storybook/react-vite";
import { MutationResult, pressing } from "../testing/hook-story.tsx";
import { useStopEndpoint } from "./use-stop-endpoint.ts";

function UseStopEndpoint({ id }: { id: string }) {
  return <MutationResult result={useStopEndpoint()} variables={id} action="Stop" />;
}

const meta = {
  title: "Hooks/Endpoints/useStopEndpoint",
  component: UseStopEndpoint,
  args: { id: "ep_contract_kie_01" },
  play: pressing("Stop"),
} satisfies Meta<typeof UseStopEndpoint>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
