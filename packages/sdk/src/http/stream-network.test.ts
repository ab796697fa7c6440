import { getEventListeners } from "node:events";
import { constants, createGzip } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { APIResponseError, APIUserAbortError, StreamInterruptedError } from "../errors.ts";
import { bytesOf, piecesOf } from "../testing/chunks.ts";
import { collectText, doneFrame, textFrame } from "../testing/open-chat.ts";
import {
  answer,
  eventStream,
  finish,
  gate,
  head,
  reset,
  type ScriptedServer,
  stall,
  startScriptedServer,
  type Step,
  until,
  write,
} from "../testing/scripted-server.ts";

const route = "POST /v1/chat/completions";
const question = { model: "ep_1", messages: [{ role: "user", content: "hi" }], stream: true } as const;

let server: ScriptedServer;
beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(() => server.close());

const ask = (options: { signal?: AbortSignal } = {}) =>
  new Pareta({ apiKey: "key", baseURL: server.url }).chat.completions.create(question, options);

describe("over a socket", () => {
  test("W36 a value is there before the server sends the next one", async () => {
    const seen = gate();
    server.on(route, [
      eventStream,
      write(textFrame("a")),
      until(seen.opened),
      write(textFrame("b") + doneFrame),
      stall,
    ]);
    let text = "";
    for await (const chunk of ask()) {
      text += chunk.choices[0].delta.content;
      seen.open();
    }
    expect(text).toBe("ab");
    await server.arrivals[0]?.closed;
  });

  const cuts: [string, Step[]][] = [
    ["T4 reset after the head", [eventStream, reset]],
    ["T4 an end after the head", [eventStream, finish]],
    ["T5 reset mid-body", [eventStream, write(textFrame("North")), reset]],
    [
      "T6 a shorter body than announced",
      [
        head(200, { "content-type": "text/event-stream", "content-length": "9999" }),
        write(textFrame("North")),
        finish,
      ],
    ],
    [
      "T6 a chunked body cut",
      [
        head(200, { "content-type": "text/event-stream", "transfer-encoding": "chunked" }),
        write(`${textFrame("North").length.toString(16)}\r\n${textFrame("North")}\r\n`),
        finish,
      ],
    ],
    ["T7 a clean end without [DONE]", [eventStream, write(textFrame("North")), finish]],
  ];
  test.each(cuts)(
    "%s: what arrived is kept, the rest is an error, and nothing is sent again",
    async (_, steps) => {
      // The client must have read the values before a reset may overtake them.
      const read = gate();
      const last = steps.at(-1);
      server.on(route, [
        ...steps.slice(0, -1),
        ...(steps.length > 2 ? [until(read.opened)] : []),
        ...(last ? [last] : []),
      ]);
      const stream = ask();
      const seen: (string | null)[] = [];
      const loop = async () => {
        for await (const chunk of stream) {
          seen.push(chunk.choices[0].delta.content);
          read.open();
        }
      };
      const error: unknown = await loop().catch((reason: unknown) => reason);
      expect(seen.join("")).toBe(steps.length > 2 ? "North" : "");
      expect(error).toBeInstanceOf(StreamInterruptedError);
      expect(error).toMatchObject({ outcome: "unknown", status: 200 });
      expect(server.arrivals).toHaveLength(1);
    },
  );

  test("S14 [DONE] closes the socket that the server would keep open", async () => {
    server.on(route, [eventStream, write(textFrame("a") + doneFrame), stall]);
    expect(await collectText(ask())).toEqual({ text: "a", error: null });
    await server.arrivals[0]?.closed;
  });

  test("W10 T32 break and abort close the socket", async () => {
    server.on(route, [eventStream, write(textFrame("a")), stall]);
    for await (const _ of ask()) break;
    await server.arrivals[0]?.closed;

    const controller = new AbortController();
    let error: unknown;
    try {
      for await (const _ of ask({ signal: controller.signal })) controller.abort();
    } catch (reason) {
      error = reason;
    }
    expect(error).toBeInstanceOf(APIUserAbortError);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
    await server.arrivals[1]?.closed;
  });

  test.each([
    ["flushed", true],
    ["unflushed", false],
  ])("T28 gzip, %s", async (_, flushed) => {
    const body = textFrame("Grüße ") + textFrame("東京") + doneFrame;
    const chunks: Uint8Array[] = [];
    const gzip = createGzip();
    gzip.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    for (const piece of piecesOf(bytesOf(body), 20)) {
      gzip.write(piece);
      if (flushed) await new Promise<void>((resolve) => gzip.flush(constants.Z_SYNC_FLUSH, resolve));
    }
    await new Promise((resolve) => gzip.end().on("end", resolve));
    const start = head(200, { "content-type": "text/event-stream", "content-encoding": "gzip" });
    server.on(route, [start, ...chunks.map((chunk) => write(chunk)), finish]);
    expect(await collectText(ask())).toEqual({ text: "Grüße 東京", error: null });
  });

  test("W20 T25 JSON where a stream is expected is an error with its message", async () => {
    server.on(route, answer(200, { error: { message: "no streams today" } }));
    const { error } = await collectText(ask());
    expect(error).toBeInstanceOf(APIResponseError);
    expect((error as Error).message).toContain("no streams today");
  });
});
