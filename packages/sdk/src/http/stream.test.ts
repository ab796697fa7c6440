import { getEventListeners } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { APIUserAbortError, ParetaError, StreamInterruptedError, userAbort } from "../errors.ts";
import { collect, collectText, doneFrame, openChat, textFrame } from "../testing/open-chat.ts";
import { ScriptedBody } from "../testing/scripted-body.ts";
import type { StreamConnection } from "./stream.ts";

const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

describe("one stream, one request", () => {
  test("nothing is sent before the first value is asked for", async () => {
    const connect = vi.fn(async () => ({
      response: new Response(doneFrame),
      requestId: "req_7f3a",
      redact: String,
    }));
    const stream = openChat("", { connect });
    const iterator = stream[Symbol.asyncIterator]();
    await Promise.resolve();
    expect(connect).not.toHaveBeenCalled();
    expect(stream.requestId).toBeNull();
    await iterator.next();
    expect(connect).toHaveBeenCalledOnce();
    expect(stream.requestId).toBe("req_7f3a");
  });

  test("S27 iterating twice throws and sends nothing", async () => {
    const connect = vi.fn(async () => ({
      response: new Response(doneFrame),
      requestId: null,
      redact: String,
    }));
    const stream = openChat("", { connect });
    await collect(stream);
    const { error } = await collect(stream);
    expect(error).toBeInstanceOf(ParetaError);
    expect(error).toMatchObject({ outcome: "not-sent" });
    expect(connect).toHaveBeenCalledOnce();
  });

  test("S27 a stream that is never iterated holds no listener", () => {
    const { signal } = new AbortController();
    openChat("", { signal });
    expect(listeners(signal)).toBe(0);
  });

  test("it may be awaited, although no await is needed", async () => {
    const stream = openChat(textFrame("a") + doneFrame);
    expect("then" in stream).toBe(false);
    // oxlint-disable-next-line await-thenable -- that this is harmless is what is tested
    expect(await collectText(await stream)).toEqual({ text: "a", error: null });
  });

  test("a refusal of the connection comes as it is, at the first value", async () => {
    const refusal = new ParetaError("no");
    const connect = () => Promise.reject(refusal);
    expect(await collect(openChat("", { connect }))).toEqual({ values: [], error: refusal });
  });

  test("next may be called without waiting for the one before", async () => {
    const iterator = openChat(textFrame("a") + textFrame("b") + doneFrame)[Symbol.asyncIterator]();
    const results = await Promise.all([iterator.next(), iterator.next(), iterator.next(), iterator.next()]);
    expect(results.map(({ done }) => done)).toEqual([false, false, true, true]);
  });
});

describe("the end", () => {
  test("S14 [DONE] ends at once although the socket stays open; what follows is ignored", async () => {
    const body = new ScriptedBody(textFrame("a") + doneFrame + textFrame("late"));
    expect(await collectText(openChat(body))).toEqual({ text: "a", error: null });
    expect(body.cancels).toBe(1);
  });

  test("T5 reset mid-body keeps what arrived", async () => {
    const body = new ScriptedBody(textFrame("North") + textFrame("wind"));
    const stream = openChat(body);
    const seen: (string | null)[] = [];
    const loop = async () => {
      for await (const chunk of stream) {
        seen.push(chunk.choices[0].delta.content);
        if (seen.length === 2) body.reset();
      }
    };
    const error: unknown = await loop().catch((reason: unknown) => reason);
    expect(seen).toEqual(["North", "wind"]);
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(error).toMatchObject({ outcome: "unknown", retryable: false, status: 200, requestId: "req_7f3a" });
    expect(error).toMatchObject({ cause: new TypeError("terminated") });
  });

  test("values read in one chunk with the failure come before it", async () => {
    const { text, error } = await collectText(
      openChat(textFrame("a") + textFrame("b") + "data: {oops\n\n" + doneFrame),
    );
    expect(text).toBe("ab");
    expect(error).toBeInstanceOf(ParetaError);
  });

  test("T4 an empty body is no success", async () => {
    expect((await collect(openChat(""))).error).toBeInstanceOf(StreamInterruptedError);
    const connect = async () => ({ response: new Response(null), requestId: null, redact: String });
    expect((await collect(openChat("", { connect }))).error).toBeInstanceOf(StreamInterruptedError);
  });

  test("after an error the iterator is done", async () => {
    const iterator = openChat(textFrame("a"))[Symbol.asyncIterator]();
    await iterator.next();
    await expect(iterator.next()).rejects.toBeInstanceOf(StreamInterruptedError);
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
  });
});

describe("S27 leaving the loop cancels the body and lets go of the signal", () => {
  const leavings: [string, (stream: AsyncIterable<unknown>) => Promise<unknown>][] = [
    [
      "break",
      async (stream) => {
        for await (const _ of stream) break;
      },
    ],
    [
      "throw",
      async (stream) => {
        for await (const _ of stream) throw new Error("mine");
      },
    ],
    [
      "return",
      async (stream) => {
        const it = stream[Symbol.asyncIterator]();
        await it.next();
        await it.return?.();
      },
    ],
  ];
  test.each(leavings)("%s", async (leaving, leave) => {
    const { signal } = new AbortController();
    const body = new ScriptedBody(textFrame("a"));
    let connectionSignal: AbortSignal | undefined;
    const connect = async (own: AbortSignal): Promise<StreamConnection> => {
      connectionSignal = own;
      return { response: new Response(body.stream), requestId: null, redact: String };
    };
    const error: unknown = await leave(openChat(body, { signal, connect })).catch(
      (reason: unknown) => reason,
    );
    expect(error).toEqual(leaving === "throw" ? new Error("mine") : undefined);
    expect(body.cancels).toBe(1);
    expect(connectionSignal?.aborted).toBe(true);
    expect(listeners(signal)).toBe(0);
  });

  test("abort and break together end quietly", async () => {
    const stream = openChat(new ScriptedBody(textFrame("a")));
    const loop = async () => {
      for await (const _ of stream) {
        stream.abort();
        break;
      }
    };
    await expect(loop()).resolves.toBeUndefined();
  });

  test("return before the first value sends nothing", async () => {
    const connect = vi.fn<() => Promise<StreamConnection>>();
    const iterator = openChat("", { connect })[Symbol.asyncIterator]();
    await iterator.return?.();
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
    expect(connect).not.toHaveBeenCalled();
  });

  test("return while a value is awaited ends that wait", async () => {
    const body = new ScriptedBody();
    const iterator = openChat(body)[Symbol.asyncIterator]();
    const waiting = iterator.next();
    await vi.waitUntil(() => body.reads > 0);
    await iterator.return?.();
    expect(await waiting).toEqual({ value: undefined, done: true });
    expect(body.cancels).toBe(1);
  });
});

describe("abort", () => {
  const aborts: [string, (controller: AbortController, stream: { abort(reason?: unknown): void }) => void][] =
    [
      ["the caller's signal", (controller) => controller.abort("enough")],
      ["stream.abort", (_, stream) => stream.abort("enough")],
    ];

  test.each(aborts)("%s ends a wait for bytes", async (_, abort) => {
    const controller = new AbortController();
    const body = new ScriptedBody();
    const stream = openChat(body, { signal: controller.signal });
    const collected = collect(stream);
    await vi.waitUntil(() => body.reads > 0);
    abort(controller, stream);
    const { error } = await collected;
    expect(error).toBeInstanceOf(APIUserAbortError);
    expect(error).toMatchObject({ outcome: "unknown", cause: "enough", requestId: "req_7f3a" });
    expect(body.cancels).toBe(1);
    expect(listeners(controller.signal)).toBe(0);
  });

  test.each(aborts)("%s between two values drops the rest", async (_, abort) => {
    const controller = new AbortController();
    const body = new ScriptedBody(textFrame("a") + textFrame("b") + doneFrame);
    const stream = openChat(body, { signal: controller.signal });
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    abort(controller, stream);
    expect(body.cancels).toBe(1);
    await expect(iterator.next()).rejects.toBeInstanceOf(APIUserAbortError);
  });

  test.each(aborts)("B12 %s before the first value sends nothing", async (_, abort) => {
    const controller = new AbortController();
    const connect = vi.fn<() => Promise<StreamConnection>>();
    const stream = openChat("", { signal: controller.signal, connect });
    abort(controller, stream);
    const { error } = await collect(stream);
    expect(error).toBeInstanceOf(APIUserAbortError);
    expect(error).toMatchObject({ outcome: "not-sent" });
    expect(connect).not.toHaveBeenCalled();
    expect(listeners(controller.signal)).toBe(0);
  });

  test.each(aborts)("%s while connecting reaches the connection, whose error it is", async (_, abort) => {
    const controller = new AbortController();
    const theirs = userAbort("not-sent", null);
    const connect = (own: AbortSignal) =>
      new Promise<StreamConnection>((_, reject) => own.addEventListener("abort", () => reject(theirs)));
    const stream = openChat("", { signal: controller.signal, connect });
    const collected = collect(stream);
    abort(controller, stream);
    expect((await collected).error).toBe(theirs);
    expect(listeners(controller.signal)).toBe(0);
  });

  test("a connection that comes although it was aborted is cancelled", async () => {
    const body = new ScriptedBody();
    const stream = openChat(body, {
      connect: async () => {
        stream.abort();
        return { response: new Response(body.stream), requestId: null, redact: String };
      },
    });
    const collected = collect(stream);
    expect((await collected).error).toBeInstanceOf(APIUserAbortError);
    expect(body.cancels).toBe(1);
  });

  test("after the end it does nothing", async () => {
    const controller = new AbortController();
    const stream = openChat(textFrame("a") + doneFrame, { signal: controller.signal });
    await collect(stream);
    expect(listeners(controller.signal)).toBe(0);
    expect(() => stream.abort()).not.toThrow();
  });
});

describe("calls of next() that do not wait", () => {
  test("get their values in order, whoever calls again first", async () => {
    const body = new ScriptedBody();
    const iterator = openChat(body)[Symbol.asyncIterator]();
    const seen: string[] = [];
    const take = async (name: string) => {
      const { value } = await iterator.next();
      seen.push(name + (value?.choices[0].delta.content ?? "end"));
    };
    const first = take("a").then(() => take("c"));
    const second = take("b");
    await vi.waitUntil(() => body.reads > 0);
    body.send(textFrame("1") + textFrame("2") + textFrame("3"));
    await Promise.all([first, second]);
    expect(seen).toEqual(["a1", "b2", "c3"]);
  });
});

describe("pace", () => {
  test("W36 a value is there before the server sends the next one", async () => {
    const body = new ScriptedBody(textFrame("a"));
    const iterator = openChat(body)[Symbol.asyncIterator]();
    expect((await iterator.next()).done).toBe(false);
    body.send(textFrame("b") + doneFrame);
    expect((await iterator.next()).done).toBe(false);
    expect((await iterator.next()).done).toBe(true);
  });

  test("S26 nothing is read ahead of the consumer", async () => {
    const body = new ScriptedBody();
    let sent = 0;
    const source = new ReadableStream(
      { pull: (controller) => controller.enqueue(new TextEncoder().encode(textFrame(String(sent++)))) },
      { highWaterMark: 0 },
    );
    const connect = async () => ({ response: new Response(source), requestId: null, redact: String });
    const iterator = openChat(body, { connect })[Symbol.asyncIterator]();
    for (let taken = 1; taken <= 5; taken++) {
      await iterator.next();
      await new Promise((resolve) => setTimeout(resolve));
      expect(sent).toBe(taken);
    }
    await iterator.return?.();
  });
});
