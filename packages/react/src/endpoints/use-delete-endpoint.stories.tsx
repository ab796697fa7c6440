import type { Meta, StoryObj } from "@storybook/react-vite";
import { MutationResult, pressing } from "../testing/hook-story.tsx";
import { useDeleteEndpoint } from "./use-delete-endpoint.ts";

function UseDeleteEndpoint({ id }: { id: string }) {
  return <MutationResult result={useDeleteEndpoint()} variables={id} action="Delete" />;
}

const meta = {
  title: "Hooks/Endpoints/useDeleteEndpoint",
  component: UseDeleteEndpoint,
  args: { id: "ep_sentiment_01" },
  play: pressing("Delete"),
} satisfies Meta<typeof UseDeleteEndpoint>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
