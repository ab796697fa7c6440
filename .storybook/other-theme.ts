import type { Preview } from "@storybook/react-vite";
import axe from "axe-core";

/** What depends on colour alone; the accessibility addon has checked the rest, in the theme of the toolbar. */
const rules = ["color-contrast", "link-in-text-block"];

type AfterEach = Extract<NonNullable<Preview["afterEach"]>, (...values: never[]) => unknown>;

/** In the test run, a story that ended well is looked at once more in the other theme, as it then stands. */
export const checkOtherTheme: AfterEach = async ({ canvasElement, parameters, globals }) => {
  const frame = canvasElement.querySelector<HTMLElement>(".story-frame");
  const isOff = parameters["a11y"]?.test === "off" || parameters["a11y"]?.disable === true;
  if (!("__vitest_browser__" in globalThis) || frame === null || isOff || globals["a11y"]?.manual) return;
  const before = frame.dataset["paretaTheme"];
  const theme = before === "dark" ? "light" : "dark";
  frame.dataset["paretaTheme"] = theme;
  try {
    const exclude: string[] = parameters["a11y"]?.context?.exclude ?? [];
    const context = { include: [document.body], exclude };
    const { violations } = await axe.run(context, { runOnly: rules, resultTypes: ["violations"] });
    const lines = violations.flatMap(({ id, nodes }) => nodes.map((node) => `- ${id}: ${explain(node)}`));
    if (lines.length > 0) throw new Error(`In the ${theme} theme:\n${lines.join("\n")}`);
  } finally {
    frame.dataset["paretaTheme"] = before;
  }
};

function explain({ target, any }: axe.NodeResult): string {
  const { contrastRatio, expectedContrastRatio, fgColor, bgColor } = any[0]?.data ?? {};
  const found =
    contrastRatio === undefined ? any[0]?.message : `${contrastRatio}:1 of ${expectedContrastRatio}`;
  const colours = fgColor === undefined ? "" : ` (${fgColor} on ${bgColor})`;
  return `${target.join(" ")} has ${found}${colours}`;
}
