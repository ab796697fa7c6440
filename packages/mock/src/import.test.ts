import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test("the mock can be imported where a test environment defines no TextDecoder and no TextEncoder (N10)", async () => {
  vi.stubGlobal("TextDecoder", undefined);
  vi.stubGlobal("TextEncoder", undefined);
  const { createMockPareta } = await import("./index.ts");
  expect(() => createMockPareta()).not.toThrow();
});
