import type { StorybookConfig } from "@storybook/react-vite";
import { mergeConfig } from "vite";
import { docgen } from "./docgen.ts";

const config: StorybookConfig = {
  framework: "@storybook/react-vite",
  stories: ["./*.mdx", "../packages/react/src/**/*.stories.tsx"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y", "@storybook/addon-vitest"],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // Lists of first steps with this tool, which nobody came for.
  features: { sidebarOnboardingChecklist: false, menuOnboardingChecklist: false },
  typescript: { reactDocgen: false },
  viteFinal: (vite) =>
    mergeConfig(vite, {
      plugins: [docgen()],
      build: {
        reportCompressedSize: false,
        // Storybook's own frame and docs are one chunk each, which nobody waits for twice.
        chunkSizeWarningLimit: 2500,
        rolldownOptions: { checks: { moduleLevelDirective: false, bundlerTimings: false } },
      },
    }),
};

export default config;
