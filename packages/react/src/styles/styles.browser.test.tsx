import { type ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, describe, expect, it } from "vitest";
import { cdp, userEvent } from "vitest/browser";
import { ModelBadge } from "../models/model-badge.tsx";
import { contrast } from "../testing/contrast.ts";
import { sampleColumns, sampleRows } from "../testing/sample-rows.tsx";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { DataTable } from "../ui/data-table.tsx";
import styles from "../styles.css?inline";
import "../styles.css";

let roots: Root[] = [];

function mount(page: ReactNode, into: Element | ShadowRoot = document.body): HTMLElement {
  const container = into.appendChild(document.createElement("div"));
  const root = createRoot(container);
  roots.push(root);
  flushSync(() => root.render(page));
  return container;
}

const media = (options: object) =>
  cdp().send("Emulation.setEmulatedMedia", { media: "", features: [], ...options });

afterEach(async () => {
  for (const root of roots) root.unmount();
  roots = [];
  document.body.replaceChildren();
  document.documentElement.removeAttribute("style");
  await media({});
  await cdp().send("Emulation.setTouchEmulationEnabled", { enabled: false });
});

/** `#rrggbb` of any color the browser can read. */
function hex(color: string): string {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) throw new Error("There is no canvas.");
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((one) => one.toString(16).padStart(2, "0")).join("")}`;
}

describe("hidden text", () => {
  it.each(["flow", "scroller", "transformed"])(
    "makes neither the page nor a scroller higher: %s (B7)",
    (kind) => {
      const rows = Array.from({ length: 200 }, (_, index) => (
        <p key={index} style={{ height: 50, margin: 0 }}>
          <span className="pareta-visually-hidden">{"hidden words ".repeat(40)}</span>
        </p>
      ));
      const outer = mount(
        <div
          id="scroller"
          style={{ height: 300, overflow: "auto", ...(kind === "transformed" && { transform: "scale(1)" }) }}
        >
          {kind === "flow" ? <div style={{ height: 100, overflow: "hidden" }}>{rows}</div> : rows}
        </div>,
      );
      const scroller = outer.querySelector("#scroller");
      expect(document.documentElement.scrollHeight).toBe(document.documentElement.clientHeight);
      expect(scroller?.scrollHeight).toBe(kind === "flow" ? 300 : 10_000);
      expect(scroller?.scrollWidth).toBe(scroller?.clientWidth);
    },
  );

  it("Copy on the last row of a long table leaves the page as high as it is (B7)", async () => {
    const rows = Array.from({ length: 90 }, (_, index) => ({ id: String(index) }));
    const columns = [
      { id: "id", header: "Id", cell: ({ id }: { id: string }) => <CopyButton value={id}>Copy</CopyButton> },
    ];
    const container = mount(
      <DataTable caption="Ids" columns={columns} rows={rows} rowKey={({ id }) => id} maxBlockSize={300} />,
    );
    const before = document.documentElement.scrollHeight;
    const last = [...container.querySelectorAll("button")].at(-1);
    last?.scrollIntoView();
    last?.click();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(document.documentElement.scrollHeight).toBe(before);
  });
});

describe("in a shadow root (B9)", () => {
  function shadow(theme?: string): ShadowRoot {
    const host = document.body.appendChild(document.createElement("div"));
    if (theme !== undefined) host.dataset["paretaTheme"] = theme;
    const root = host.attachShadow({ mode: "open" });
    root.append(Object.assign(document.createElement("style"), { textContent: styles }));
    return root;
  }

  it.each([
    ["light", "#ffffff"],
    ["dark", "#171a21"],
  ])("the tokens are there, and the host's own %s theme holds", (theme, surface) => {
    const container = mount(<Button>Press</Button>, shadow(theme));
    const button = container.querySelector("button");
    if (button === null) throw new Error("There is no button.");
    const style = getComputedStyle(button);
    expect(hex(style.backgroundColor)).toBe(surface);
    expect(style.borderRadius).toBe("6px");
    expect(style.fontSize).toBe("14px");
  });

  it("a theme within it holds too", () => {
    const page = (
      <div data-pareta-theme="dark">
        <Button>Press</Button>
      </div>
    );
    const button = mount(page, shadow()).querySelector("button");
    if (button === null) throw new Error("There is no button.");
    expect(hex(getComputedStyle(button).backgroundColor)).toBe("#171a21");
  });
});

describe("where the pointer is coarse", () => {
  it("no input is smaller than 16 px, so that a phone does not zoom in (B10)", async () => {
    await cdp().send("Emulation.setTouchEmulationEnabled", { enabled: true });
    expect(matchMedia("(pointer: coarse)").matches).toBe(true);
    const container = mount(
      <div className="pareta-base">
        <input aria-label="Name" />
        <textarea aria-label="Text" className="pareta-chat-input" />
        <select aria-label="Model" className="pareta-select" />
      </div>,
    );
    const sizes = [...container.querySelectorAll("input, textarea, select")].map(
      (input) => getComputedStyle(input).fontSize,
    );
    expect(sizes).toEqual(["16px", "16px", "16px"]);
  });
});

describe("on paper (B11)", () => {
  it("a table stands whole, also one of which only a window is in the page", async () => {
    const container = mount(
      <DataTable
        caption="Endpoints"
        columns={sampleColumns}
        rows={sampleRows(300)}
        rowKey={({ id }) => id}
        maxBlockSize={300}
      />,
    );
    const region = container.querySelector(".pareta-table-region");
    if (region === null) throw new Error("There is no region.");
    const rows = () => container.querySelectorAll("tbody [aria-rowindex]").length;
    expect(rows()).toBeLessThan(50);
    await media({ media: "print" });
    window.dispatchEvent(new Event("beforeprint"));
    await expect.poll(rows).toBe(300);
    expect(getComputedStyle(region).overflowY).toBe("visible");
    expect(region.getBoundingClientRect().height).toBeGreaterThan(300 * 30);
    await media({});
    window.dispatchEvent(new Event("afterprint"));
    await expect.poll(rows).toBeLessThan(50);
  });
});

describe("a brand's accent (N3)", () => {
  const brands = ["#6b2fb3", "#0a7d4f", "#b3261e", "#8a3b6b", "#1f5fd0"];

  it.each(brands)("%s stays the color of the primary button under the pointer", async (accent) => {
    document.documentElement.style.setProperty("--pareta-accent", accent);
    const button = mount(<Button variant="primary">Press</Button>).querySelector("button");
    if (button === null) throw new Error("There is no button.");
    button.style.transition = "none";
    const still = hex(getComputedStyle(button).backgroundColor);
    expect(still).toBe(accent);
    await userEvent.hover(button);
    const hovered = hex(getComputedStyle(button).backgroundColor);
    expect(hovered).not.toBe(still);
    expect(hueDistance(hovered, still)).toBeLessThan(12);
  });

  it.each(brands.flatMap((accent) => [[accent, "light"] as const, [brighter(accent), "dark"] as const]))(
    "%s in the %s scheme keeps its text readable at rest and under the pointer",
    async (accent, theme) => {
      const container = mount(
        <div
          data-pareta-theme={theme}
          ref={(element) => element?.style.setProperty("--pareta-accent", accent)}
        >
          <Button variant="primary">Press</Button>
        </div>,
      );
      const button = container.querySelector("button");
      if (button === null) throw new Error("There is no button.");
      button.style.transition = "none";
      const read = () => {
        const { color, backgroundColor } = getComputedStyle(button);
        return contrast(hex(color), hex(backgroundColor));
      };
      const still = read();
      expect(still).toBeGreaterThanOrEqual(4.5);
      await userEvent.hover(button);
      expect(read()).toBeGreaterThan(still);
    },
  );
});

function brighter(color: string): string {
  return hex(`color-mix(in oklab, ${color} 35%, white)`);
}

function hueDistance(one: string, other: string): number {
  const hue = (color: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
      Number.parseInt(color.slice(at, at + 2), 16),
    );
    return (Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue) * 180) / Math.PI;
  };
  const distance = Math.abs(hue(one) - hue(other)) % 360;
  return Math.min(distance, 360 - distance);
}

describe("marks of a model", () => {
  it.each([
    ["open", "--pareta-series-1", "circle"],
    ["frontier", "--pareta-series-2", "path"],
  ])("%s has the color of its series and a filled shape of its own (F18)", (kind, token, shape) => {
    const svg = mount(<ModelBadge name="a" kind={kind} />).querySelector("svg");
    if (svg === null) throw new Error("There is no shape.");
    const series = getComputedStyle(document.documentElement).getPropertyValue(token);
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = series;
    const { fill, stroke } = getComputedStyle(svg);
    expect([fill, stroke]).toEqual([getComputedStyle(probe).color, getComputedStyle(probe).color]);
    expect(svg.firstElementChild?.localName).toBe(shape);
  });
});

describe("a table", () => {
  it("without rows has its line from edge to edge (F26)", () => {
    const container = mount(
      <DataTable caption="Endpoints" columns={sampleColumns} rows={[]} rowKey={({ id }) => id} />,
    );
    const region = container.querySelector(".pareta-table-region");
    if (region === null) throw new Error("There is no region.");
    const { borderEndStartRadius, borderEndEndRadius } = getComputedStyle(region);
    expect([borderEndStartRadius, borderEndEndRadius]).toEqual(["0px", "0px"]);
  });

  it("is a Tab stop only where it scrolls, in either direction", async () => {
    const columns = [{ id: "id", header: "Id", cell: ({ id }: { id: string }) => id }];
    const tableOf = (count: number, maxBlockSize: number) => (
      <DataTable
        caption="Ids"
        columns={columns}
        rows={Array.from({ length: count }, (_, index) => ({ id: String(index) }))}
        rowKey={({ id }) => id}
        maxBlockSize={maxBlockSize}
      />
    );
    const stop = (container: HTMLElement) => container.querySelector("section")?.tabIndex;
    const fits = mount(tableOf(3, 600));
    const high = mount(tableOf(30, 300));
    await expect.poll(() => stop(high)).toBe(0);
    expect(stop(fits)).toBe(-1);
  });
});
