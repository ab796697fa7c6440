import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { frameLabels } from "../labels/frame-labels.ts";
import { StatusBadge } from "./status-badge.tsx";

const partOf = (container: HTMLElement) => container.querySelector('[data-slot="status-badge"]');

describe("StatusBadge", () => {
  it("no two known statuses share an icon: colour is not needed to tell them apart", () => {
    const statuses = Object.keys(frameLabels.statuses);
    const icons = statuses.map((status) => {
      const { container } = render(<StatusBadge status={status} />);
      expect(partOf(container)).toHaveAttribute("data-state", status);
      return container.querySelector("svg")?.getAttribute("data-icon");
    });
    expect(new Set(icons).size).toBe(statuses.length);
  });

  it.each(["migrating", "LIVE", "constructor", "__proto__", "toString", "<b>live</b>"])(
    "D1 the unknown status %s is neutral and keeps its own text",
    (status) => {
      const { container } = render(<StatusBadge status={status} />);
      expect(partOf(container)).toHaveAttribute("data-state", "unknown");
      expect(partOf(container)).toHaveAttribute("data-tone", "neutral");
      expect(container).toHaveTextContent(status);
    },
  );

  it.each([null, undefined, "", " "])("D2 %j is a dash", (status) => {
    const { container } = render(<StatusBadge status={status} />);
    expect(partOf(container)).toHaveAttribute("data-state", "missing");
    expect(container).toHaveTextContent("—Not reported");
  });

  it("speaks a change only where it is asked to", () => {
    const { rerender } = render(<StatusBadge status="starting" />);
    expect(screen.queryByRole("status")).toBeNull();
    rerender(<StatusBadge status="live" live />);
    expect(screen.getByRole("status")).toHaveTextContent("Live");
  });

  it("takes the page's words, and the kit's where the page has none", () => {
    const labels = { statuses: { live: "Aktiv" } };
    const { container } = render(
      <>
        <StatusBadge status="live" labels={labels} />
        <StatusBadge status="stopped" labels={labels} />
      </>,
    );
    expect(container).toHaveTextContent("AktivStopped");
  });
});
