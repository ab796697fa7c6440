import type { MockPareta } from "@pareta/mock";
import type { QueryClient } from "@tanstack/react-query";
import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

/**
 * What every hook test leaves behind: no unanswered request, no listener on a signal, no timer once the cache is
 * cleared, nothing on the error console. (Vitest itself fails on an unhandled rejection.) Imported for its effect by
 * everything that renders hooks over a mock.
 */

const unanswered = new Set<string>();
const queryClients = new Set<QueryClient>();
const timers = new Map<unknown, string>();
const listeners = new Map<AbortSignal, { readonly from: string; readonly known: Set<unknown> }>();
const consoleErrors: string[] = [];
let expectsConsoleErrors = false;

/** The mock's `fetch`; it and the cache are checked at this test's end. */
export function guardedFetch(mock: MockPareta, queryClient: QueryClient): typeof fetch {
  queryClients.add(queryClient);
  let count = 0;
  return async (input, init) => {
    const request = `${++count}: ${input instanceof Request ? input.url : input}`;
    unanswered.add(request);
    return mock.fetch(input, init).finally(() => unanswered.delete(request));
  };
}

/** For a test whose subject is an error that React reports. */
export function allowConsoleErrors(): void {
  expectsConsoleErrors = true;
}

const real = {
  setTimeout: globalThis.setTimeout.bind(globalThis),
  clearTimeout: globalThis.clearTimeout.bind(globalThis),
  setInterval: globalThis.setInterval.bind(globalThis),
  clearInterval: globalThis.clearInterval.bind(globalThis),
};

/** The nearest frame that is ours or React Query's; `""` for the mock's own and for everybody else's. */
function origin(): string {
  const frames = (new Error().stack ?? "").split("\n");
  const nearest = frames.find(
    (line) => /packages\/(react|sdk|mock)\/|query-core|tanstack/.test(line) && !line.includes("hook-guard"),
  );
  return nearest && !nearest.includes("packages/mock") ? nearest.trim() : "";
}

function watch(timer: unknown, what: string): void {
  const from = origin();
  if (from) timers.set(timer, `${what}, ${from}`);
}

function watchTimers(): void {
  type Callback = (...values: unknown[]) => void;
  vi.stubGlobal("setTimeout", (callback: Callback, delay?: number, ...values: unknown[]) => {
    const timer = real.setTimeout(() => {
      timers.delete(timer);
      callback(...values);
    }, delay);
    watch(timer, `after ${delay} ms`);
    return timer;
  });
  vi.stubGlobal("setInterval", (callback: Callback, delay?: number, ...values: unknown[]) => {
    const timer = real.setInterval(callback, delay, ...values);
    watch(timer, `every ${delay} ms`);
    return timer;
  });
  const clear = (stop: (timer: number) => void) => (timer: number) => {
    timers.delete(timer);
    stop(timer);
  };
  vi.stubGlobal("clearTimeout", clear(real.clearTimeout));
  vi.stubGlobal("clearInterval", clear(real.clearInterval));
}

/** Signals that the SDK makes for itself go with its calls; those it is given must be let go of. */
function watchSignals(): void {
  vi.stubGlobal(
    "AbortController",
    class extends AbortController {
      constructor() {
        super();
        const from = origin();
        if (from && !from.includes("packages/sdk")) watchSignal(this.signal, from);
      }
    },
  );
}

function watchSignal(signal: AbortSignal, from: string): void {
  const known = new Set<unknown>();
  listeners.set(signal, { from, known });
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...values: Parameters<typeof add>) => {
    known.add(values[1]);
    add(...values);
  };
  signal.removeEventListener = (...values: Parameters<typeof remove>) => {
    known.delete(values[1]);
    remove(...values);
  };
}

function leftovers() {
  return {
    unanswered: [...unanswered],
    timers: [...timers.values()],
    listeners: [...listeners].flatMap(([signal, { from, known }]) =>
      signal.aborted ? [] : [...known].map((listener) => `${String(listener)} on a signal of ${from}`),
    ),
    consoleErrors: expectsConsoleErrors ? [] : consoleErrors,
  };
}

beforeEach(() => {
  for (const kept of [unanswered, queryClients, timers, listeners]) kept.clear();
  consoleErrors.length = 0;
  expectsConsoleErrors = false;
  watchTimers();
  watchSignals();
  vi.spyOn(console, "error").mockImplementation((...values: unknown[]) => {
    consoleErrors.push(values.map(String).join(" "));
  });
});

afterEach(async () => {
  vi.useRealTimers();
  cleanup();
  // A chat of a component's own is stopped a moment after its component went.
  await new Promise((resolve) => real.setTimeout(resolve, 60));
  for (const queryClient of queryClients) queryClient.clear();
  const nothing = { unanswered: [], timers: [], listeners: [], consoleErrors: [] };
  // React Query keeps a mutation for a moment after its end.
  for (let turn = 0; turn < 60 && JSON.stringify(leftovers()) !== JSON.stringify(nothing); turn++) {
    await new Promise((resolve) => real.setTimeout(resolve, 25));
  }
  const left = leftovers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  if (JSON.stringify(left) !== JSON.stringify(nothing)) {
    throw new Error(`This test left something behind: ${JSON.stringify(left, null, 2)}`);
  }
});
