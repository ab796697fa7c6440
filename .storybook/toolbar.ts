import type { Scenario } from "../packages/mock/src/index.ts";
import type { Preview } from "@storybook/react-vite";

/** Every scenario of the mock; the type asks for one that is missing. */
const scenarios: Readonly<Record<Scenario, string>> = {
  happy: "Happy",
  empty: "Empty",
  slow: "Slow",
  partial: "Partial",
  cold: "Cold endpoint",
  "no-credit": "No credit",
  "rate-limited": "Rate limited",
  offline: "Offline",
  error: "Server error",
  forbidden: "Forbidden",
  "not-found": "Not found",
  huge: "Huge",
};

export const initialGlobals: NonNullable<Preview["initialGlobals"]> = {
  theme: "light",
  density: "comfortable",
  direction: "ltr",
  locale: "en",
  scenario: "",
};

export const globalTypes: NonNullable<Preview["globalTypes"]> = {
  theme: {
    description: "Theme",
    toolbar: {
      icon: "mirror",
      dynamicTitle: true,
      items: [
        { value: "light", title: "Light", icon: "sun" },
        { value: "dark", title: "Dark", icon: "moon" },
        { value: "system", title: "System", icon: "browser" },
      ],
    },
  },
  density: {
    description: "Density",
    toolbar: {
      icon: "component",
      dynamicTitle: true,
      items: [
        { value: "comfortable", title: "Comfortable" },
        { value: "compact", title: "Compact" },
      ],
    },
  },
  direction: {
    description: "Direction",
    toolbar: {
      icon: "transfer",
      dynamicTitle: true,
      items: [
        { value: "ltr", title: "Left to right" },
        { value: "rtl", title: "Right to left" },
      ],
    },
  },
  locale: {
    description: "Locale of numbers and times",
    toolbar: {
      icon: "globe",
      dynamicTitle: true,
      items: [
        { value: "en", title: "English" },
        { value: "de", title: "Deutsch" },
        { value: "ar", title: "العربية" },
        { value: "ja", title: "日本語" },
      ],
    },
  },
  scenario: {
    description: "Scenario of the mock",
    toolbar: {
      icon: "database",
      dynamicTitle: true,
      items: [
        { value: "", title: "The story’s own" },
        ...Object.entries(scenarios).map(([value, title]) => ({ value, title })),
      ],
    },
  },
};
