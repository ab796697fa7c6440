import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mapFrames, oneFrame, pacedFrames } from "./frames.ts";

const signal = new AbortController().signal;

function* letters(): Generator<string, void> {
  yield* ["open", "a", "b", "end"];
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("only the frames of the range wait, each for its own moment", async () => {
  const frames = pacedFrames(letters(), { from: 1, to: 3 }, 2, signal);
  expect((await frames.next()).value).toBe("open");
  const next = frames.next();
  await vi.advanceTimersByTimeAsync(499);
  const before = await Promise.race([next, Promise.resolve("waiting")]);
  expect(before).toBe("waiting");
  await vi.advanceTimersByTimeAsync(1);
  expect((await next).value).toBe("a");
  // A reader who comes late does not wait again.
  await vi.advanceTimersByTimeAsync(5000);
  expect((await frames.next()).value).toBe("b");
  expect((await frames.next()).value).toBe("end");
});

test("a long wait is broken by comments", async () => {
  const frames = pacedFrames(letters(), { from: 1, to: 3 }, 0.08, signal);
  await frames.next();
  const seen: string[] = [];
  const reading = (async () => {
    while (!seen.includes("a")) seen.push(String((await frames.next()).value));
  })();
  await vi.advanceTimersByTimeAsync(12_500);
  await reading;
  expect(seen).toEqual([": ping\n\n", ": ping\n\n", "a"]);
});

test("an abort ends the wait with its reason", async () => {
  const leaving = new AbortController();
  const frames = pacedFrames(letters(), { from: 0, to: 4 }, 0.001, leaving.signal);
  const next = frames.next();
  leaving.abort(new Error("gone"));
  await expect(next).rejects.toThrow("gone");
});

test("frames are changed one by one, and an empty text is none", async () => {
  const loud: string[] = [];
  for await (const frame of mapFrames(letters(), (frame) => frame.toUpperCase())) loud.push(frame);
  expect(loud).toEqual(["OPEN", "A", "B", "END"]);
  expect([...oneFrame("")]).toEqual([]);
});
