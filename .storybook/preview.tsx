import type { Preview } from "@storybook/react-vite";
import { paretaLoader, withPareta } from "../packages/react/src/testing/story-transport.tsx";
import "../packages/react/src/styles.css";
import { DocsPage } from "./docs-page.tsx";
import { checkOtherTheme } from "./other-theme.ts";
import { extractArgTypes } from "./prop-table.ts";
import { withFrame } from "./story-frame.tsx";
import { globalTypes, initialGlobals } from "./toolbar.ts";

const preview: Preview = {
  globalTypes,
  initialGlobals,
  loaders: [paretaLoader],
  // The last one is the outermost.
  decorators: [withPareta, withFrame],
  afterEach: checkOtherTheme,
  parameters: {
    a11y: { test: "error" },
    backgrounds: { disable: true },
    docs: { page: DocsPage, extractArgTypes },
    // The frame brings the page's own background and padding.
    layout: "fullscreen",
    options: { storySort: { order: ["Start here", "Foundations", "Components", "Hooks", "*"] } },
  },
  tags: ["autodocs"],
};

export default preview;
