import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { useEndpoint } from "./use-endpoint.ts";

function UseEndpoint({ id }: { id: string }) {
  return <QueryResult result={useEndpoint(id)} />;
}

const meta = {
  title: "Hooks/Endpoints/useEndpoint",
  component: UseEndpoint,
  args: { id: "ep_contract_kie_01" },
  play: reaches("success"),
} satisfies Meta<typeof UseEndpoint>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
