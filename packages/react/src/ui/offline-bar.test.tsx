import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OfflineBar } from "./offline-bar.tsx";

let isOnline = true;

beforeEach(() => {
  isOnline = true;
  vi.useFakeTimers({ now: new Date(2026, 6, 1, 15) });
  vi.spyOn(navigator, "onLine", "get").mockImplementation(() => isOnline);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const turn = (online: boolean) => {
  act(() => {
    isOnline = online;
    window.dispatchEvent(new Event(online ? "online" : "offline"));
  });
  act(() => void vi.advanceTimersByTime(10));
};

describe("OfflineBar", () => {
  it("is nothing while the network is there, and tells how old the page is when it goes", () => {
    const { container } = render(<OfflineBar lastUpdatedAt={new Date(2026, 6, 1, 14, 2)} />);
    expect(container).toBeEmptyDOMElement();
    turn(false);
    expect(screen.getByRole("status")).toHaveTextContent("You’re offline. Showing data from 2:02 PM.");
    turn(true);
    expect(container).toBeEmptyDOMElement();
  });

  it("the words come after their live region, else nobody hears them", () => {
    render(<OfflineBar />);
    act(() => {
      isOnline = false;
      window.dispatchEvent(new Event("offline"));
    });
    const region = screen.getByRole("status");
    expect(region).toHaveTextContent("");
    act(() => void vi.advanceTimersByTime(10));
    expect(screen.getByRole("status")).toBe(region);
    expect(region).toHaveTextContent("You’re offline.");
  });

  it("R13 twenty flips leave no listener behind", () => {
    const count = { added: 0, removed: 0 };
    const add = window.addEventListener.bind(window);
    const remove = window.removeEventListener.bind(window);
    const isOurs = (type: string) => type === "online" || type === "offline";
    vi.spyOn(window, "addEventListener").mockImplementation((type: string, listener, options) => {
      if (isOurs(type)) count.added++;
      add(type, listener, options);
    });
    vi.spyOn(window, "removeEventListener").mockImplementation((type: string, listener, options) => {
      if (isOurs(type)) count.removed++;
      remove(type, listener, options);
    });
    const { unmount } = render(<OfflineBar />);
    for (let flip = 0; flip < 20; flip++) turn(flip % 2 === 1);
    unmount();
    expect(count.added).toBeGreaterThan(0);
    expect(count.removed).toBe(count.added);
  });
});
