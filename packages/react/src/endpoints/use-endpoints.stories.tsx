import type { Meta, StoryObj } from "@storybook/react-vite";
import { QueryResult, reaches } from "../testing/hook-story.tsx";
import { useEndpoints } from "./use-endpoints.ts";

function UseEndpoints() {
  return <QueryResult result={useEndpoints()} />;
}

const meta = {
  title: "Hooks/Endpoints/useEndpoints",
  component: UseEndpoints,
  play: reaches("success"),
} satisfies Meta<typeof UseEndpoints>;

export default meta;

export const Live: StoryObj<typeof meta> = {};
