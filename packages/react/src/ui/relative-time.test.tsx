import { act, cleanup, render } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RelativeTime } from "./relative-time.tsx";

const noon = Date.UTC(2026, 6, 1, 12);

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const after = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds));

describe("RelativeTime", () => {
  it("ticks by the second, and by the half minute once it is older than a minute", () => {
    const { container } = render(<RelativeTime value={noon - 57_000} />);
    expect(container).toHaveTextContent("57 seconds ago");
    after(2_000);
    expect(container).toHaveTextContent("59 seconds ago");
    after(2_000);
    expect(container).toHaveTextContent("1 minute ago");
    after(70_000);
    expect(container).toHaveTextContent("2 minutes ago");
  });

  it("a thousand of them share one timer, and leave none behind", () => {
    const { unmount } = render(
      <>
        {Array.from({ length: 1000 }, (_, index) => (
          <RelativeTime key={index} value={noon - index} />
        ))}
      </>,
    );
    after(100);
    expect(vi.getTimerCount()).toBe(1);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    [noon / 1000, "2026-07-01T12:00:00.000Z"],
    [noon, "2026-07-01T12:00:00.000Z"],
    ["2026-03-29T01:30:00+01:00", "2026-03-29T00:30:00.000Z"],
    ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
  ])("D6 %s is a time", (value, exact) => {
    const { container } = render(<RelativeTime value={value} />);
    const time = container.querySelector("time");
    expect(time).toHaveAttribute("datetime", exact);
    expect(time?.title).toMatch(/\d/);
  });

  it.each(["soon", "", Number.NaN, 1e20, null])("D6 %s names no time", (value) => {
    expect(render(<RelativeTime value={value} />).container).toHaveTextContent("—Not reported");
  });

  it("R15 says on a server what every reader can agree with: the day", () => {
    expect(renderToString(<RelativeTime value={noon - 4_000} />)).toContain(">2026-07-01</time>");
  });
});
