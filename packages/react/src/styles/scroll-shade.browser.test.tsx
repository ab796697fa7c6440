import { createRoot, type Root } from "react-dom/client";
import { flushSync } from "react-dom";
import { afterEach, describe, expect, it, vi } from "vitest";
import { cdp } from "vitest/browser";
import { Markdown } from "../markdown/index.ts";
import { CodeSnippet } from "../ui/code-snippet.tsx";
import "../styles.css";

let root: Root | undefined;

function mount(page: React.ReactNode, direction: "ltr" | "rtl" = "ltr"): HTMLElement {
  const container = document.body.appendChild(document.createElement("div"));
  container.dir = direction;
  container.style.width = "320px";
  root = createRoot(container);
  flushSync(() => root?.render(page));
  const region = container.querySelector<HTMLElement>(".pareta-scroll-shade");
  if (region === null) throw new Error("There is no region.");
  return region;
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** How much of the shades at start and end is seen. */
async function shades(region: HTMLElement): Promise<[number, number]> {
  await frame();
  await frame();
  const opacity = (pseudo: string) => Number(getComputedStyle(region, pseudo).opacity);
  return [opacity("::before"), opacity("::after")];
}

afterEach(async () => {
  root?.unmount();
  document.body.replaceChildren();
  await cdp().send("Emulation.setEmulatedMedia", { features: [] });
});

const row = (words: string, columns: number) => `|${` ${words} |`.repeat(columns)}`;
const table = (columns: number) => `${row("wide cell", columns)}\n${row("-", columns)}\n${row("b", columns)}`;
const code = (length: number) => `\`\`\`ts\n${"x".repeat(length)}\n\`\`\``;
const snippet = (length: number) => (
  <CodeSnippet samples={[{ label: "a", language: "a", code: "x".repeat(length) }]} />
);

const wide = {
  "a table": <Markdown text={table(12)} />,
  code: <Markdown text={code(200)} />,
  "a snippet": snippet(200),
};
const narrow = {
  "a table": <Markdown text={table(2)} />,
  code: <Markdown text={code(10)} />,
  "a snippet": snippet(10),
};

describe("a region that scrolls sideways shows that it goes on", () => {
  for (const direction of ["ltr", "rtl"] as const) {
    it.each(Object.entries(wide))(`%s in ${direction}`, async (_, page) => {
      const region = mount(page, direction);
      const way = getComputedStyle(region).direction === "rtl" ? -1 : 1;
      const last = region.scrollWidth - region.clientWidth;
      expect(last).toBeGreaterThan(100);
      expect(await shades(region)).toEqual([0, 1]);
      region.scrollLeft = (way * last) / 2;
      expect(await shades(region)).toEqual([1, 1]);
      region.scrollLeft = way * last;
      expect(await shades(region)).toEqual([1, 0]);
    });
  }

  it.each(Object.entries(narrow))("%s that fits has no shade and is no Tab stop", async (_, page) => {
    const region = mount(page);
    expect(region.scrollWidth).toBe(region.clientWidth);
    expect(await shades(region)).toEqual([0, 0]);
    expect(region).not.toHaveProperty("tabIndex", 0);
  });

  it("a shade is whole also where only a few pixels are hidden", async () => {
    const region = mount(<Markdown text={code(200)} />);
    const container = region.closest<HTMLElement>("[dir]")?.parentElement?.parentElement;
    if (!container) throw new Error("There is no container.");
    container.style.width = `${region.scrollWidth - 2}px`;
    await vi.waitFor(() => expect(region.scrollWidth - region.clientWidth).toBeGreaterThan(0));
    expect(region.scrollWidth - region.clientWidth).toBeLessThan(24);
    expect(await shades(region)).toEqual([0, 1]);
  });

  it("in forced colors an edge is drawn in place of a shadow", async () => {
    const region = mount(<Markdown text={table(12)} />);
    await cdp().send("Emulation.setEmulatedMedia", {
      features: [{ name: "forced-colors", value: "active" }],
    });
    const { borderInlineEndWidth, borderInlineEndStyle } = getComputedStyle(region, "::after");
    expect([borderInlineEndWidth, borderInlineEndStyle]).toEqual(["2px", "dashed"]);
  });

  it("the Tab stop comes and goes with what is hidden, as the region gets narrower and wider", async () => {
    const region = mount(<Markdown text={table(3)} />);
    const container = region.parentElement?.parentElement?.parentElement?.parentElement;
    if (!container) throw new Error("There is no container.");
    expect(region.hasAttribute("tabindex")).toBe(false);
    container.style.width = "200px";
    await vi.waitFor(() => expect(region.getAttribute("tabindex")).toBe("0"));
    container.style.width = "800px";
    await vi.waitFor(() => expect(region.hasAttribute("tabindex")).toBe(false));
  });
});
