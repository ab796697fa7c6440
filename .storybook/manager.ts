import { addons } from "storybook/manager-api";
import { create } from "storybook/theming/create";

addons.setConfig({
  // Beside a story, not below it: a chat is taller than it is wide.
  panelPosition: "right",
  rightPanelWidth: 350,
  navSize: 240,
  theme: create({ base: "light", brandTitle: "Pareta for React" }),
});
