import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CopyButton } from "./copy-button.tsx";
import { CopyField } from "./copy-field.tsx";

const writeText = vi.fn<(text: string) => Promise<void>>();

beforeEach(() => {
  vi.useFakeTimers();
  writeText.mockReset().mockResolvedValue();
  vi.stubGlobal("navigator", { clipboard: { writeText } });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const press = async (name: string) => {
  await act(async () => fireEvent.click(screen.getByRole("button", { name })));
  await act(() => vi.advanceTimersByTimeAsync(150));
};

describe("CopyButton", () => {
  it("copies, says so once, and is itself again after two seconds", async () => {
    render(<CopyButton value="ep_1" />);
    await press("Copy");
    expect(writeText).toHaveBeenCalledExactlyOnceWith("ep_1");
    expect(screen.getByRole("button")).toHaveAttribute("data-state", "copied");
    expect(screen.getByRole("status")).toHaveTextContent("Copied");
    await act(() => vi.advanceTimersByTimeAsync(2_000));
    expect(screen.getByRole("button")).toHaveTextContent(/^Copy$/);
    await act(() => vi.advanceTimersByTimeAsync(150));
    expect(screen.getByRole("status")).toBeEmptyDOMElement();
  });

  it("asks a function when it is pressed, not before", async () => {
    const value = vi.fn<() => string>(() => "a long answer");
    render(<CopyButton value={value}>Copy answer</CopyButton>);
    expect(value).not.toHaveBeenCalled();
    await press("Copy answer");
    expect(writeText).toHaveBeenCalledExactlyOnceWith("a long answer");
  });

  it.each([
    ["refuses", () => writeText.mockRejectedValue(new DOMException("", "NotAllowedError"))],
    ["is not there", () => vi.stubGlobal("navigator", {})],
  ])("says that it could not when the clipboard %s", async (_, fail) => {
    fail();
    render(<CopyButton value="ep_1" />);
    await press("Copy");
    expect(screen.getByRole("button")).toHaveTextContent("Couldn’t copy");
    expect(screen.getByRole("status")).toHaveTextContent("Couldn’t copy");
  });

  it("the page's own onClick can keep it from copying", async () => {
    render(<CopyButton value="ep_1" onClick={(event) => event.preventDefault()} />);
    await press("Copy");
    expect(writeText).not.toHaveBeenCalled();
  });
});

describe("CopyField", () => {
  it("shows the whole value, selects it on focus, and copies it", async () => {
    render(<CopyField label="Address" value="https://ep-9c2f.serve.pareta.ai/v1" />);
    const field: HTMLInputElement = screen.getByLabelText("Address");
    expect(field).toHaveAttribute("readonly");
    act(() => field.focus());
    expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).toBe(field.value);
    await press("Copy Address");
    expect(writeText).toHaveBeenCalledExactlyOnceWith(field.value);
  });

  it("X6 neither shows nor copies characters that nobody sees", async () => {
    render(<CopyField label="Id" value={"ep_\u202E1\u200B"} />);
    await press("Copy Id");
    expect(writeText).toHaveBeenCalledExactlyOnceWith("ep_1");
  });
});
