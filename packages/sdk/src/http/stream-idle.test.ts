import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { StreamInterruptedError } from "../errors.ts";
import { collectText, doneFrame, openChat, textFrame } from "../testing/open-chat.ts";
import { ScriptedBody } from "../testing/scripted-body.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("silence", () => {
  test("T8 a stalled stream keeps what arrived, is cancelled and says so", async () => {
    const body = new ScriptedBody(textFrame("part"));
    const collected = collectText(openChat(body, { idleTimeout: 60_000 }));
    await vi.advanceTimersByTimeAsync(60_000);
    const { text, error } = await collected;
    expect(text).toBe("part");
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(error).toMatchObject({
      outcome: "unknown",
      requestId: "req_7f3a",
      message: expect.stringContaining("60000 ms"),
    });
    expect(body.cancels).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("T9 comments alone keep a stream alive, for as long as they come", async () => {
    const body = new ScriptedBody();
    const collected = collectText(openChat(body, { idleTimeout: 1000 }));
    for (let comment = 0; comment < 500; comment++) {
      body.send(": ping\n");
      await vi.advanceTimersByTimeAsync(900);
    }
    body.send(textFrame("a") + doneFrame);
    expect(await collected).toEqual({ text: "a", error: null });
  });

  test("T11 W9 a byte now and then is enough, whatever the whole takes", async () => {
    const body = new ScriptedBody();
    const collected = collectText(openChat(body, { idleTimeout: 6000 }));
    for (const byte of textFrame("slow") + doneFrame) {
      body.send(byte);
      await vi.advanceTimersByTimeAsync(5000);
    }
    expect(await collected).toEqual({ text: "slow", error: null });
  });

  test("the time the consumer takes for a value does not count", async () => {
    const body = new ScriptedBody(textFrame("a"));
    const iterator = openChat(body, { idleTimeout: 1000 })[Symbol.asyncIterator]();
    await iterator.next();
    await vi.advanceTimersByTimeAsync(3_600_000);
    body.send(textFrame("b"));
    expect((await iterator.next()).value?.choices[0].delta.content).toBe("b");
    await iterator.return?.();
  });

  test("T29 0 switches the limit off: a proxy may hold everything back and release it at once", async () => {
    const body = new ScriptedBody();
    const collected = collectText(openChat(body, { idleTimeout: 0 }));
    await vi.advanceTimersByTimeAsync(86_400_000);
    body.send(textFrame("a") + textFrame("b") + doneFrame);
    expect(await collected).toEqual({ text: "ab", error: null });
  });

  test("no timer outlives a stream", async () => {
    await collectText(openChat(textFrame("a") + doneFrame, { idleTimeout: 60_000 }));
    expect(vi.getTimerCount()).toBe(0);
  });
});
