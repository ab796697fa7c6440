import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RetryCountdown } from "./retry-countdown.tsx";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 6, 1, 12) });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const after = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds));

describe("RetryCountdown", () => {
  it("counts down and does nothing at zero", () => {
    const onTryNow = vi.fn<() => void>();
    const { container } = render(<RetryCountdown until={Date.now() + 2_500} onTryNow={onTryNow} />);
    expect(screen.getByRole("timer")).toHaveTextContent("Trying again in 3 s.");
    after(1_000);
    expect(screen.getByRole("timer")).toHaveTextContent("Trying again in 2 s.");
    after(10_000);
    expect(screen.getByRole("timer")).toHaveTextContent("Trying again…");
    expect(container.querySelector('[data-slot="retry-countdown"]')).toHaveAttribute("data-state", "due");
    expect(onTryNow).not.toHaveBeenCalled();
  });

  it("a new time is spoken again, a new second is not", () => {
    const { rerender } = render(<RetryCountdown until={Date.now() + 12_000} />);
    after(200);
    expect(screen.getByRole("status")).toHaveTextContent("Trying again in 12 s.");
    after(5_000);
    expect(screen.getByRole("status")).toHaveTextContent("Trying again in 12 s.");
    rerender(<RetryCountdown until={Date.now() + 30_000} />);
    after(200);
    expect(screen.getByRole("status")).toHaveTextContent(/Trying again in 3[01] s\./);
  });

  it.each([
    [59_000, "59 s"],
    [59_001, "1:00"],
    [597_000, "9:57"],
    [3_600_000, "1:00:00"],
  ])("says what is left of %s ms as %s (F20)", (left, text) => {
    render(<RetryCountdown until={Date.now() + left} />);
    expect(screen.getByRole("timer")).toHaveTextContent(`Trying again in ${text}.`);
  });

  it("has no button that nobody listens to", () => {
    render(<RetryCountdown until={Date.now() + 12_000} />);
    expect(screen.queryByRole("button")).toBeNull();
  });
});
