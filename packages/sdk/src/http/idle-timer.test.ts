import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createIdleTimer } from "./idle-timer.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function timer(timeout: number) {
  const onIdle = vi.fn<() => void>();
  return { onIdle, idle: createIdleTimer(timeout, onIdle) };
}

describe("idle timer", () => {
  test("T8 tells once, after a silence of the whole time", () => {
    const { idle, onIdle } = timer(60_000);
    idle.wait();
    vi.advanceTimersByTime(59_999);
    expect(onIdle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onIdle).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(600_000);
    expect(onIdle).toHaveBeenCalledOnce();
  });

  test("T9 every new wait starts the time anew", () => {
    const { idle, onIdle } = timer(1000);
    for (let second = 0; second < 100; second++) {
      idle.wait();
      vi.advanceTimersByTime(900);
      idle.pause();
    }
    expect(onIdle).not.toHaveBeenCalled();
  });

  test("the time a consumer takes does not count", () => {
    const { idle, onIdle } = timer(1000);
    idle.wait();
    idle.pause();
    vi.advanceTimersByTime(60_000);
    idle.wait();
    vi.advanceTimersByTime(999);
    expect(onIdle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onIdle).toHaveBeenCalledOnce();
  });

  test("many waits share one timer", () => {
    const { idle } = timer(1000);
    for (let wait = 0; wait < 100; wait++) {
      idle.wait();
      idle.pause();
    }
    expect(vi.getTimerCount()).toBe(1);
    idle.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([0, Infinity])("%d switches it off", (timeout) => {
    timer(timeout).idle.wait();
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([2 ** 31 - 1, 2 ** 31, 2 ** 40])("B2 %d ms does not fire early", (timeout) => {
    const { idle, onIdle } = timer(timeout);
    idle.wait();
    vi.advanceTimersByTime(2 ** 31 - 2);
    expect(onIdle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(timeout - 2 ** 31 + 2);
    expect(onIdle).toHaveBeenCalledOnce();
  });

  test("R11 after a sleep, what arrived meanwhile is read before it decides, once", () => {
    const { idle, onIdle } = timer(60_000);
    const clock = vi.spyOn(performance, "now");
    const start = performance.now();
    idle.wait();
    clock.mockReturnValue(start + 3_600_000);
    vi.advanceTimersByTime(60_000);
    expect(onIdle).not.toHaveBeenCalled();
    clock.mockReturnValue(start + 3_661_000);
    vi.advanceTimersByTime(1000);
    expect(onIdle).toHaveBeenCalledOnce();
  });
});
