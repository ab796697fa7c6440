import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CodeSnippet } from "./code-snippet.tsx";

afterEach(cleanup);

const samples = ["curl", "Python", "TypeScript"].map((label) => ({
  label,
  language: label,
  code: `${label} code`,
}));
const tab = (name: string) => screen.getByRole("tab", { name });

describe("CodeSnippet", () => {
  it("one tab stop; the arrow keys go round, Home and End go to the ends", () => {
    render(<CodeSnippet samples={samples} />);
    tab("curl").focus();
    const steps = [
      ["ArrowLeft", "TypeScript"],
      ["ArrowRight", "curl"],
      ["End", "TypeScript"],
      ["Home", "curl"],
    ] as const;
    for (const [key, name] of steps) {
      fireEvent.keyDown(document.activeElement ?? document.body, { key });
      expect(tab(name)).toHaveFocus();
      expect(screen.getByRole("tabpanel", { name })).toHaveTextContent(`${name} code`);
    }
    expect(screen.getAllByRole("tab").filter((one) => one.tabIndex === 0)).toHaveLength(1);
  });

  it("leaves keys alone that are not for it", () => {
    render(<CodeSnippet samples={samples} />);
    const isLeft = fireEvent.keyDown(tab("curl"), { key: "ArrowRight", metaKey: true });
    expect(isLeft).toBe(true);
    expect(tab("curl")).toHaveAttribute("aria-selected", "true");
  });

  it("can be held by the page", () => {
    const onChange = vi.fn<(index: number) => void>();
    const { rerender } = render(
      <CodeSnippet samples={samples} selectedIndex={0} onSelectedIndexChange={onChange} />,
    );
    fireEvent.click(tab("Python"));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(1);
    expect(tab("curl")).toHaveAttribute("aria-selected", "true");
    rerender(<CodeSnippet samples={samples} selectedIndex={1} />);
    expect(tab("Python")).toHaveAttribute("aria-selected", "true");
  });

  it("copies the code that is shown, without what nobody sees (A11)", async () => {
    const write = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    vi.stubGlobal("navigator", { clipboard: { writeText: write } });
    const code = "rm\u202E -rf\u200B ./a\u{E0041}\r\nls\u2066";
    render(<CodeSnippet samples={[{ label: "sh", language: "sh", code }]} />);
    await act(async () => fireEvent.click(screen.getByRole("button")));
    expect(write).toHaveBeenCalledExactlyOnceWith("rm -rf ./a\nls");
    expect(screen.getByRole("region").textContent).toBe("rm -rf ./a\nls");
    vi.unstubAllGlobals();
  });

  it("one sample has no tabs, none is nothing, and samples that went away are not missed", () => {
    const { container, rerender } = render(<CodeSnippet samples={samples} defaultSelectedIndex={2} />);
    rerender(<CodeSnippet samples={samples.slice(0, 1)} />);
    expect(screen.queryByRole("tablist")).toBeNull();
    expect(screen.getByRole("region", { name: "curl" })).toHaveTextContent("curl code");
    rerender(<CodeSnippet samples={[]} />);
    expect(container).toBeEmptyDOMElement();
  });
});
