import type { Meta, StoryObj } from "@storybook/react-vite";
import { MutationResult, pressing } from "../testing/hook-story.tsx";
import { useStartEndpoint } from "./use-start-endpoint.ts";

function UseStartEndpoint({ id }: { id: string }) {
  return <MutationResult result={useStartEndpoint()} variables={id} action="Start" />;
}

const meta = {
  title: "Hooks/Endpoints/useStartEndpoint",
  component: UseStartEndpoint,
  args: { id: "ep_sentiment_01" },
  play: pressing("Start"),
} satisfies Meta<typeof UseStartEndpoint>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
