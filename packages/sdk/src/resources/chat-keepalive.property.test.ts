import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collect, doneFrame, openChat, textFrame } from "../testing/open-chat.ts";
import { ScriptedBody } from "../testing/scripted-body.ts";

/** Whole events that say nothing of the answer. */
const silentEvents = [
  "\n",
  "\r\n\r\n",
  "data:\n\n",
  "data: \n\n",
  "data\n\n",
  "data:\ndata:\n\n",
  "data: \t \n\n",
  "data: null\n\n",
  'data: ""\n\n',
  "data: []\n\n",
  "event: ping\n\n",
  "event: ping\ndata:\n\n",
  "event: ping\ndata: pong\n\n",
  'event: ping\ndata: {"type":"ping"}\n\n',
  'event: ping\ndata: {"detail":"alive"}\n\n',
  "event: keepalive\ndata: 1782900100\n\n",
  'event: heartbeat\ndata: {"at"\n\n',
  "event: keep-alive\r\ndata: {}\r\n\r\n",
  "event: message\ndata:\n\n",
  "id: 7\n\n",
  "retry: 3000\n\n",
  "id\nretry: soon\n\n",
  "ping\n\n",
];

/** Lines that say nothing, also in the middle of an event. */
const silentLines = [
  ":\n",
  ": ping\n",
  ":keepalive {\n",
  ": data: {\n",
  "ping\n",
  "retry: 1\n",
  "foo: bar\n",
];

const frames = [
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { role: "assistant", content: "" } }] })}\n\n`,
  textFrame("Nor"),
  `data: {"choices":[{"index":0,\ndata: "delta":{"content":"th"}}]}\n\n`,
  textFrame("wind"),
  textFrame("", "stop"),
  `data: ${JSON.stringify({ choices: [], usage: { total_tokens: 3 } })}\n\n`,
  doneFrame,
];

describe("a keepalive leaves the answer as it is (A2)", () => {
  test.each(silentEvents.map((event) => [event]))("%j at each place", async (event) => {
    const expected = await collect(openChat(frames.join("")));
    for (let place = 0; place <= frames.length; place++) {
      const body = frames.toSpliced(place, 0, event).join("");
      expect(await collect(openChat(body))).toEqual(expected);
    }
  });

  test("any of them, anywhere, however the network cuts the body", async () => {
    const expected = await collect(openChat(frames.join("")));
    const lines = frames.map((frame) => frame.split(/(?<=\n)/));
    const gap = fc.array(fc.constantFrom(...silentEvents), { maxLength: 3 }).map((events) => events.join(""));
    const mark = fc.option(fc.constantFrom(...silentLines), { nil: "" });
    const gaps = fc.array(gap, { minLength: frames.length, maxLength: frames.length });
    const marks = fc.array(mark, { minLength: 4 * frames.length, maxLength: 4 * frames.length });
    await fc.assert(
      fc.asyncProperty(gaps, marks, fc.integer({ min: 1, max: 80 }), async (before, within, size) => {
        let position = 0;
        const body = lines
          .map((parts, frame) => before[frame] + parts.map((line) => within[position++] + line).join(""))
          .join("");
        const source = new ScriptedBody(...(body.match(new RegExp(`[^]{1,${size}}`, "g")) ?? []));
        source.end();
        expect(await collect(openChat(source))).toEqual(expected);
      }),
    );
  });

  test("keepalives alone are no answer", async () => {
    const { values, error } = await collect(openChat(silentEvents.join("")));
    expect(values).toEqual([]);
    expect(error).toMatchObject({ name: "StreamInterruptedError", outcome: "unknown" });
  });
});

test.each([
  ['{"type":"ping","delta":{}}'],
  ['{"output":[]}'],
  ['{"response":{},"message":{}}'],
  ['{"message":"still busy"}'],
])("a frame of %s adds nothing and ends nothing (A2)", async (data) => {
  const { values, error } = await collect(
    openChat(`${textFrame("a")}data: ${data}\n\n${textFrame("b", "stop")}`),
  );
  expect(values.map(({ choices }) => choices[0].delta.content)).toEqual(["a", null, "b"]);
  expect(error).toBeNull();
});

describe("an event that says something is never taken for a keepalive", () => {
  test.each([["event: error\ndata:\n\n"], ["event: error\ndata: busy\n\n"], ["event: error\ndata: {}\n\n"]])(
    "%j is a failure",
    async (event) => {
      const { error } = await collect(openChat(textFrame("a") + event + doneFrame));
      expect(error).toMatchObject({ name: "APIConnectionError", outcome: "unknown" });
    },
  );

  test("a failure under another name is one too", async () => {
    const event = 'event: oops\ndata: {"error":{"message":"boom","code":402}}\n\n';
    const { error } = await collect(openChat(textFrame("a") + event + doneFrame));
    expect(error).toMatchObject({ name: "InsufficientCreditsError", message: "boom" });
  });

  test("a chunk under another name is a chunk", async () => {
    const { values } = await collect(openChat(`event: chunk\n${textFrame("a")}${doneFrame}`));
    expect(values.map(({ choices }) => choices[0].delta.content)).toEqual(["a"]);
  });

  test.each([["pong"], ["{"], ["{'a':1}"], ["OK"]])("%j without a name breaks the contract", async (data) => {
    const { error } = await collect(openChat(`data: ${data}\n\n${doneFrame}`));
    expect(error).toMatchObject({ name: "APIResponseError" });
  });
});
