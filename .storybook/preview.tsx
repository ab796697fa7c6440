import type { Preview } from "@storybook/react-vite";
import { paretaLoader, withPareta } from "../packages/react/src/testing/story-transport.tsx";

const preview: Preview = {
  loaders: [paretaLoader],
  decorators: [withPareta],
  parameters: {
    a11y: { test: "error" },
    controls: { expanded: true },
    options: { storySort: { order: ["Start here", "Hooks", "*"] } },
  },
  tags: ["autodocs"],
};

export default preview;
