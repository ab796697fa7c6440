import { describe, expect, test } from "vitest";
import { APIResponseError, StreamInterruptedError } from "../errors.ts";
import { openStream } from "../http/stream.ts";
import { collect } from "../testing/open-chat.ts";
import { deployDecoder } from "./deploy-events.ts";

const endpoint = '{"id":"ep_9c2f","name":"ep_9c2f","status":"live","taskName":"contract-key-fields"}';
const complete = `event: complete\r\ndata: {"endpoint":${endpoint}}\r\n\r\n`;

const deployed = (body: string) =>
  collect(
    openStream({
      connect: async () => ({ response: new Response(body), requestId: "req_7f3a", redact: String }),
      decoder: deployDecoder,
      idleTimeout: 0,
      signal: undefined,
    }),
  );

describe("the deploy feed", () => {
  test("progress comes raw, the endpoint decoded", async () => {
    const { values, error } = await deployed(
      `: ping\r\n\r\nevent: progress\r\ndata: {"stage":"pulling weights","pct":45,"more":[1]}\r\n\r\n${complete}`,
    );
    expect(error).toBeNull();
    expect(values).toEqual([
      { event: "progress", data: { stage: "pulling weights", pct: 45, more: [1] } },
      {
        event: "complete",
        data: {
          endpoint: expect.objectContaining({ id: "ep_9c2f", isLive: true, task: "contract-key-fields" }),
        },
      },
    ]);
  });

  test("an error is data, and the last event", async () => {
    const { values, error } = await deployed(
      'event: error\ndata: {"message":"GPU pool exhausted","code":7}\n\n',
    );
    expect(error).toBeNull();
    expect(values).toEqual([{ event: "error", data: { message: "GPU pool exhausted", code: 7 } }]);
  });

  test.each([
    ["text", "event: progress\ndata: booting\n\n", { stage: "booting" }],
    ["JSON text", 'event: progress\ndata: "booting"\n\n', { stage: "booting" }],
    ["text over two lines", "event: error\ndata: pool\ndata: exhausted\n\n", { message: "pool\nexhausted" }],
    ["an object without the text", 'event: progress\ndata: {"pct":140}\n\n', { stage: "", pct: 140 }],
    ["a number", "event: progress\ndata: 42\n\n", { stage: "42" }],
  ])("plain %s becomes data", async (_, body, data) => {
    const { values } = await deployed(body);
    expect(values[0]?.data).toEqual(data);
  });

  test.each([
    ["another complete", complete + complete],
    ["an error", `${complete}event: error\ndata: late\n\n`],
    ["progress", `${complete}event: progress\ndata: late\n\n`],
  ])("S18 the first terminal event wins over %s", async (_, body) => {
    const { values, error } = await deployed(body);
    expect(error).toBeNull();
    expect(values.map(({ event }) => event)).toEqual(["complete"]);
  });

  test("S20 unknown events and odd values pass as they are", async () => {
    const { values } = await deployed(
      `event: scaling\ndata: {"to":2}\n\nevent: note\ndata: hi\n\nevent: progress\ndata: {"stage":"?","pct":"50%"}\n\n${complete}`,
    );
    expect(values.slice(0, 3)).toEqual([
      { event: "scaling", data: { to: 2 } },
      { event: "note", data: "hi" },
      { event: "progress", data: { stage: "?", pct: "50%" } },
    ]);
  });

  test.each([["data:"], ["data:   "], ["event: progress\ndata:"], ["event: ping\ndata:"]])(
    "an event without data keeps the connection alive and says nothing: %j (A2)",
    async (lines) => {
      const { values, error } = await deployed(`${lines}\n\n${complete}`);
      expect(error).toBeNull();
      expect(values.map(({ event }) => event)).toEqual(["complete"]);
    },
  );

  test("an error without data still ends the feed", async () => {
    const { values, error } = await deployed(`event: error\ndata:\n\n${complete}`);
    expect(error).toBeNull();
    expect(values).toEqual([{ event: "error", data: { message: "" } }]);
  });

  test.each([
    ["the body ends", "event: progress\ndata: booting\n\n"],
    ["the terminal event is cut", complete.trimEnd()],
    ["[DONE] comes, whatever follows", `event: progress\ndata: booting\n\ndata: [DONE]\n\n${complete}`],
    ["nothing comes", ""],
  ])("before a terminal event %s: interrupted", async (_, body) => {
    const { error } = await deployed(body);
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(error).toMatchObject({ outcome: "unknown", requestId: "req_7f3a" });
  });

  test.each([["plain text"], ["{}"], ['{"endpoint":{}}'], ['{"endpoint":null}'], ["[]"]])(
    "complete with %s breaks the contract",
    async (data) => {
      expect((await deployed(`event: complete\ndata: ${data}\n\n`)).error).toBeInstanceOf(APIResponseError);
    },
  );

  test("S25 keys that name the prototype stay data", async () => {
    const { values } = await deployed(
      'event: progress\ndata: {"stage":"booting","__proto__":{"polluted":1}}\n\n',
    );
    expect(Object.keys(values[0]?.data ?? {})).toEqual(["stage", "__proto__"]);
    expect("polluted" in (values[0]?.data ?? {})).toBe(false);
  });
});
