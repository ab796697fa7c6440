import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPublisher } from "./publisher.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function hiddenPage() {
  const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("document", page);
  return (state: "visible" | "hidden") => {
    page.visibilityState = state;
    page.dispatchEvent(new Event("visibilitychange"));
  };
}

describe("createPublisher", () => {
  it("shows the first at once, then at most 30 a second, the last included", () => {
    const shown = vi.fn(() => 0);
    const publisher = createPublisher(shown);
    publisher.request();
    expect(shown).toHaveBeenCalledTimes(1);
    for (let token = 0; token < 1000; token++) {
      publisher.request();
      vi.advanceTimersByTime(1);
    }
    expect(shown.mock.calls.length).toBeLessThanOrEqual(31);
    expect(shown.mock.calls.length).toBeGreaterThan(25);
    const before = shown.mock.calls.length;
    publisher.request();
    vi.advanceTimersByTime(40);
    expect(shown.mock.calls.length).toBe(before + 1);
    vi.advanceTimersByTime(1000);
    expect(shown.mock.calls.length).toBe(before + 1);
  });

  it("shows a long text 15 times a second, and the last of it too", () => {
    const shown = vi.fn(() => 50_000);
    const publisher = createPublisher(shown);
    for (let token = 0; token < 1000; token++) {
      publisher.request();
      vi.advanceTimersByTime(1);
    }
    expect(shown.mock.calls.length).toBeLessThanOrEqual(16);
    expect(shown.mock.calls.length).toBeGreaterThan(12);
    const before = shown.mock.calls.length;
    publisher.request();
    vi.advanceTimersByTime(70);
    expect(shown.mock.calls.length).toBe(before + 1);
  });

  it("shows nothing while the page is hidden, and everything when it comes back", () => {
    const setPage = hiddenPage();
    const shown = vi.fn(() => 0);
    const publisher = createPublisher(shown);
    setPage("hidden");
    publisher.request();
    vi.advanceTimersByTime(5000);
    publisher.request();
    expect(shown).not.toHaveBeenCalled();
    setPage("visible");
    expect(shown).toHaveBeenCalledTimes(1);
  });

  it("a page hidden between two tokens stops the pending one", () => {
    const setPage = hiddenPage();
    const shown = vi.fn(() => 0);
    const publisher = createPublisher(shown);
    publisher.request();
    publisher.request();
    setPage("hidden");
    vi.advanceTimersByTime(5000);
    expect(shown).toHaveBeenCalledTimes(1);
    setPage("visible");
    expect(shown).toHaveBeenCalledTimes(2);
  });

  it("cancel leaves no timer and no listener behind", () => {
    const setPage = hiddenPage();
    const shown = vi.fn(() => 0);
    const publisher = createPublisher(shown);
    publisher.request();
    publisher.request();
    publisher.cancel();
    expect(vi.getTimerCount()).toBe(0);
    setPage("hidden");
    publisher.request();
    publisher.cancel();
    setPage("visible");
    expect(shown).toHaveBeenCalledTimes(1);
  });
});
