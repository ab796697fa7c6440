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

type Icon = "mirror" | "component" | "transfer" | "globe" | "database";

function menu(description: string, icon: Icon, titles: Readonly<Record<string, string>>) {
  const items = Object.entries(titles).map(([value, title]) => ({ value, title }));
  return { description, toolbar: { icon, dynamicTitle: true, items } };
}

export const globalTypes: NonNullable<Preview["globalTypes"]> = {
  theme: menu("Theme", "mirror", { light: "Light", dark: "Dark", system: "System" }),
  density: menu("Density", "component", { comfortable: "Comfortable", compact: "Compact" }),
  direction: menu("Direction", "transfer", { ltr: "Left to right", rtl: "Right to left" }),
  locale: menu("Locale of numbers and times", "globe", {
    en: "English",
    de: "Deutsch",
    ar: "العربية",
    ja: "日本語",
  }),
  scenario: menu("Scenario of the mock", "database", { "": "As written", ...scenarios }),
};
